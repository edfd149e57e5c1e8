// Facts of a made-up session, short enough to read a whole log in a test, and what they fold to.
import fc from "fast-check";
import type { EventDraft, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { type Usage, zeroTotals } from "@/lib/domain/sessions/usage";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import type { Transcript, Turn } from "@/lib/domain/transcript/transcript-types";

export const mara = { personId: 1, name: "Mara" };
export type Fact = Pick<EventDraft, "kind" | "payload"> & { turn?: number | null };

export const numbered = (facts: readonly Fact[]): ViewerEvent[] =>
  facts.map((fact, index) => ({ seq: index + 1, at: 1_000 * (index + 1), turn: null, ...fact }) as ViewerEvent); // as: kind and payload are paired by the callers below

export const fold = (...facts: Fact[]): Transcript => applyEvents(emptyTranscript, numbered(facts)).transcript;
export const turnsOf = (transcript: Transcript): Turn[] => transcript.entries.filter((entry) => entry.type === "turn");

const usage = (costNano: string, provenance: Usage["provenance"] = "measured"): Usage => ({ ...zeroTotals, costNano, provenance });
export const sent = (turn: number, messageId = `m${turn}`, text = "hello"): Fact => ({
  kind: "message_sent",
  turn,
  payload: { messageId, text, by: mara, requestId: `r${turn}`, fromQueue: false },
});
export const cost = (
  turn: number,
  nano: string,
  ends: "answered" | "stopped" | "failed" = "answered",
  provenance: Usage["provenance"] = "measured",
): Fact => ({
  kind: "usage_reported",
  turn,
  payload: {
    totals: zeroTotals,
    requestId: `r${turn}`,
    cancelled: false,
    pendingWork: false,
    ends,
    usage: usage(nano, provenance),
    personId: 1,
    agent: { model: "m", role: "r" },
  },
});
export const called = (turn: number, toolId: string): Fact => ({
  kind: "tool_called",
  turn,
  payload: { tool: "view", toolId, server: "filesystem", params: { path: "a" } },
});
export const returned = (turn: number, toolId: string, content = "ok"): Fact => ({
  kind: "tool_returned",
  turn,
  payload: { tool: "view", toolId, server: "filesystem", content, success: true },
});
export const queued = (messageId: string, place: number): Fact => ({
  kind: "message_queued",
  payload: { messageId, text: messageId, by: mara, place, reason: null },
});
export const asked = (turn: number, id = "q"): Fact => ({
  kind: "elicitation_asked",
  turn,
  payload: { id, server: "s", toolId: null, mode: "form", message: "Deploy?", schema: null, url: null },
});
export const ran = (turn: number | null, event: Record<string, unknown>, costNano: string | null = null): Fact => ({
  kind: "run_progressed",
  turn,
  payload: { runId: "run-1", role: "reviewer", runSeq: 1, runKind: String(event.kind), event, costNano },
});

/** Any fact of a small made-up session, also where it makes no sense. */
export const anyFact = fc
  .integer({ min: 1, max: 3 })
  .chain((turn) =>
    fc.constantFrom<Fact>(
      sent(turn),
      called(turn, "a"),
      called(turn, "b"),
      returned(turn, "a"),
      returned(turn, "b"),
      cost(turn, "3"),
      asked(turn, "q1"),
      { kind: "elicitation_answered", turn, payload: { id: "q1", action: "accept", content: {}, by: mara } },
      { kind: "command_answered", turn, payload: { commandType: "effort", message: "", result: { new_effort: `e${turn}` }, own: false } },
      { kind: "stop_requested", turn, payload: { by: mara } },
      queued(`m${turn}`, turn),
      ran(turn, { kind: "status", status: "running" }),
      ran(null, { kind: "assistant", content: "hi" }),
      { kind: "agent_starting", payload: { attempt: 1, waitingForPlace: false } },
      { kind: "agent_started", payload: { pid: 1, afterMs: 60 } },
      { kind: "frame_acknowledged", payload: { messageType: "message", requestId: null } },
      { kind: "frame_unparsed", turn, payload: { reason: "not JSON", bytes: 1, preview: "x" } },
      { kind: "processes_found", turn, payload: { processes: [{ pid: 1, command: "x", startedAt: 0 }] } },
      { kind: "processes_ended", payload: { pids: [1], by: null } },
    ),
  );
