// R9 R10 What an agent counts is read from the log as it was written, however odd its numbers are.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSessionEvent } from "@/lib/domain/sessions/session-event";
import { usageSince, zeroTotals } from "@/lib/domain/sessions/usage";
import { parseUpstreamFrame } from "@/lib/protocol/upstream-frames";
import { describeAgent } from "./agent-description";
import { translateFrame } from "./translate-frame";
import { TurnTracker } from "./turn-tracker";

const at = { at: 1, ownerId: 1 };
const odd = fc.oneof(fc.constantFrom(0, -1, 2 ** 53, 1e300, -1e300, 9e8, -9e8, 0.5), fc.double({ noNaN: true, noDefaultInfinity: true }));
const tracker = () =>
  new TurnTracker({
    turnCount: 0,
    openTurn: null,
    hasUnpaidRun: false,
    totals: zeroTotals,
    agent: { model: "", role: "" },
    ownerId: 1,
    isDemo: false,
  });

function translated(frame: Record<string, unknown>) {
  const text = JSON.stringify(frame);
  return translateFrame(parseUpstreamFrame(text), text, at);
}

const kindInTheLog = ({ kind, payload }: { kind: string; payload: unknown }): string =>
  parseSessionEvent({ seq: 1, at: 1, turn: null, kind, payload: JSON.parse(JSON.stringify(payload)) }).kind;

describe("an event with numbers of any size is the same event when it is read again", () => {
  test("costs, one after the other, with the share of each", () => {
    const names = ["session_tokens", "session_cost", "input_tokens", "output_tokens", "cache_read_tokens", "aux_cost", "aux_output_tokens"];
    const frame = fc.record(Object.fromEntries(names.map((name) => [name, odd])));
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 3 }), (frames) => {
        const turns = tracker();
        for (const one of frames) expect(kindInTheLog(turns.track(translated({ type: "cost", ...one }), false))).toBe("usage_reported");
      }),
    );
  });

  test("what a delegated run did", () => {
    fc.assert(
      fc.property(odd, odd, (seq, cost) => {
        expect(kindInTheLog(translated({ type: "run_event", run_id: "r", role: "r", seq, event: { kind: "usage", cost } }))).toBe(
          "run_progressed",
        );
      }),
    );
  });

  test("what an agent says of itself, and what grew meanwhile", () => {
    const names = ["total_cost", "main_cost", "tokens_used", "tokens_input", "tokens_output", "tokens_cached"];
    const answer = fc.record(Object.fromEntries(names.map((name) => [name, odd])));
    fc.assert(
      fc.property(answer, answer, (first, second) => {
        const before = describeAgent(first, zeroTotals)?.totals ?? zeroTotals;
        const totals = describeAgent(second, before)?.totals ?? zeroTotals;
        expect(kindInTheLog({ kind: "agent_described", payload: { model: "", role: "", totals } })).toBe("agent_described");
        const payload = { totals, usage: usageSince(before, totals), personId: 1, agent: { model: "", role: "" } };
        expect(kindInTheLog({ kind: "outside_usage_found", payload })).toBe("outside_usage_found");
      }),
    );
  });
});

test("a cost that is too large to be counted is said to be unknown: of a turn, of a run, and of what grew meanwhile", () => {
  const turns = tracker();
  expect(turns.track(translated({ type: "cost", session_cost: 1e10 }), false).payload).toMatchObject({
    usage: { costNano: "0", provenance: "unpriced" },
  });
  expect(turns.track(translated({ type: "cost", session_cost: 2e10 }), false).payload).toMatchObject({ usage: { costNano: "0" } });
  const run = { type: "run_event", run_id: "r", role: "r", seq: 1, event: { kind: "usage", cost: 1e10 } };
  expect(translated(run).payload).toMatchObject({ costNano: null });
  const totals = describeAgent({ total_cost: 1e10, main_cost: 0 }, zeroTotals)?.totals ?? zeroTotals;
  expect(tracker().outside(totals, 1)?.payload).toMatchObject({ usage: { costNano: "0", provenance: "unpriced" } });
});

test("a name that an agent gives itself is of no more than its beginning", () => {
  const said = describeAgent({ total_cost: 0, model: `${"m".repeat(199)}\u{1f600}`, role: "r".repeat(5_000_000) }, zeroTotals);
  expect(said).toMatchObject({ model: `${"m".repeat(199)}\ufffd`, role: "r".repeat(200) });
});

/** What no recording has, or few, as it is told besides what is said: each is a fact of its own kind, with all that was told. */
const beside: [Record<string, unknown>, string, Record<string, unknown>][] = [
  [
    { type: "retry", purpose: "main", provider: "ollama", attempt: 1, max_retries: 3, delay_ms: 500, reason: "overloaded", message: "503" },
    "retry_reported",
    { purpose: "main", attempt: 1, maxRetries: 3, delayMs: 500, reason: "overloaded", message: "503", extra: { provider: "ollama" } },
  ],
  [
    { type: "mcp_notification", server: "ask", method: "notifications/progress", params: { progress: 1, total: 4 }, tool_id: "t" },
    "mcp_notified",
    { server: "ask", method: "notifications/progress", params: { progress: 1, total: 4 }, toolId: "t" },
  ],
  [
    { type: "skill", action: "use", name: "rust", trigger: "Cargo.toml" },
    "skill_changed",
    { action: "use", name: "rust", extra: { trigger: "Cargo.toml" } },
  ],
  [
    { type: "evolution", action: "learned", name: "short answers" },
    "evolution_changed",
    { action: "learned", extra: { name: "short answers" } },
  ],
  [
    { type: "run_log", run_id: "r", status: "completed", source: "memory", events: [{ kind: "prompt" }] },
    "run_log_received",
    { runId: "r", status: "completed", events: [{ kind: "prompt" }], extra: { source: "memory" } },
  ],
  [
    { type: "status", message: "Stopped: session spending threshold reached" },
    "notice_reported",
    { message: "Stopped: session spending threshold reached" },
  ],
];

test.each(beside)("R13 what is told beside what is said is a fact of its own: %o", (frame, kind, payload) => {
  const draft = translated({ ...frame, session_id: "s", stream_seq: 4 });
  expect(draft).toEqual({ kind, at: 1, turn: null, payload });
  expect(kindInTheLog(draft)).toBe(kind);
});
