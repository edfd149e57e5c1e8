import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { anyFact, called, cost, type Fact, numbered, queued, ran, returned, sent, turnsOf } from "@/lib/testing/log-facts";
import { replayTrace, traceNames } from "@/lib/testing/replay-trace";
import { applyEvents, emptyTranscript } from "./transcript";
import {
  addWindow,
  baseBefore,
  bookkeepingCommands,
  bookkeepingKinds,
  bookkeepingTools,
  foldWindow,
  gapBefore,
  type TranscriptWindow,
} from "./transcript-window";

const kinds: ReadonlySet<string> = new Set(bookkeepingKinds);
const tools: ReadonlySet<string> = new Set(bookkeepingTools);
const commands: ReadonlySet<string> = new Set(bookkeepingCommands);
const isBookkeeping = ({ kind, payload }: ViewerEvent): boolean =>
  kinds.has(kind) ||
  ("toolId" in payload && "tool" in payload && tools.has(payload.tool)) ||
  ("commandType" in payload && commands.has(payload.commandType));

const monitored = (turn: number): Fact => ({
  kind: "message_injected",
  turn,
  payload: { sourceKind: "monitor", sourceLabel: "monitor mon-1 x", content: "[monitor mon-1: x]", personId: 1 },
});

/** Events `from` to `to` of a log, as the server would read them. */
function windowOf(log: readonly ViewerEvent[], from: number, to: number): TranscriptWindow {
  const before = log.filter((event) => event.seq < from && isBookkeeping(event));
  return { base: baseBefore(from, before), events: log.filter(({ seq }) => seq >= from && seq <= to) };
}

const recordings = traceNames().flatMap((name) => [...replayTrace(name).values()]);

const whole = (log: readonly ViewerEvent[]) => applyEvents(emptyTranscript, log).transcript;

function expectSameFacts(log: readonly ViewerEvent[], places: readonly number[]): void {
  const { entries: _entries, from: _from, turnsBefore: _before, ...wanted } = whole(log);
  for (const from of places) {
    const { facts, queue, openTurn, head, ledger } = foldWindow(windowOf(log, from, log.length)).transcript;
    expect({ facts, queue, openTurn, head, ledger }).toEqual(wanted);
  }
}

/** Reads the log in windows that come in any order and overlap as they like, until nothing is missing. */
function readInParts(log: readonly ViewerEvent[], places: readonly number[]): void {
  const start = Math.max(1, log.length - 3);
  let stretches = [foldWindow(windowOf(log, start, log.length))] as ReturnType<typeof addWindow>;
  for (const place of places) {
    const from = 1 + (place % log.length);
    stretches = addWindow(stretches, windowOf(log, from, Math.min(log.length, from + (place % 7))));
    for (const [index, { events, base, transcript }] of stretches.entries()) {
      expect(events.find(({ seq }, step) => seq !== base.from + step)).toBeUndefined();
      expect(transcript.head).toBe(base.from + events.length - 1);
      if (index > 0) expect(gapBefore(stretches, index)).not.toBeNull();
    }
  }
  for (let gap = gapBefore(stretches, stretches.length - 1); gap; gap = gapBefore(stretches, stretches.length - 1)) {
    stretches = addWindow(stretches, windowOf(log, Math.max(gap.from, gap.to - 4), gap.to));
  }
  expect(stretches).toHaveLength(1);
  expect(stretches[0]?.transcript).toEqual(whole(log));
}

describe("a part of the log", () => {
  test("knows the facts, the queue and the open turn as the whole log does, wherever it begins", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 40 }), fc.nat(), (facts, place) => {
        const log = numbered(facts);
        expectSameFacts(log, [1 + (place % log.length)]);
      }),
    );
    for (const log of recordings)
      expectSameFacts(
        log,
        log.map(({ seq }) => seq).filter((seq) => seq % 5 === 1),
      );
  });

  test("becomes the whole when the rest is read, in any order", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 40 }), fc.array(fc.nat(), { maxLength: 8 }), (facts, places) =>
        readInParts(numbered(facts), places),
      ),
    );
    for (const log of recordings) readInParts(log, [3, 17, 4, 11, 8]);
  });

  test("begins a turn that was open with its message, and leaves ended ones out", () => {
    const log = numbered([
      sent(1),
      cost(1, "5"),
      sent(2, "m2", "do it"),
      called(2, "a"),
      returned(2, "a"),
      called(2, "b"),
      returned(2, "b"),
    ]);
    const { transcript } = foldWindow(windowOf(log, 6, 7));
    expect(turnsOf(transcript)).toMatchObject([{ no: 2, cause: { text: "do it" }, items: [{ toolId: "b", result: { content: "ok" } }] }]);
    expect(transcript.facts.costNano).toBe("5");
  });

  test("what comes late from a turn that ended before it makes no turn of its own", () => {
    const log = numbered([
      sent(1),
      ran(1, { kind: "prompt", content: "x" }),
      cost(1, "5"),
      ran(1, { kind: "assistant", content: "later" }),
    ]);
    const { transcript } = foldWindow(windowOf(log, 4, 4));
    expect(transcript.entries).toMatchObject([{ type: "aside", items: [{ type: "run" }] }]);
  });

  test("what is not known to the live end yet is left to it", () => {
    const log = numbered([sent(1), cost(1, "5"), queued("m2", 1), sent(2), cost(2, "5")]);
    const stretches = [foldWindow(windowOf(log, 1, 2))];
    expect(addWindow(stretches, windowOf(log, 4, 5))).toBe(stretches);
    expect(addWindow(stretches, windowOf(log, 2, 4))).toMatchObject([{ transcript: { head: 4 } }]);
  });
});

describe("a base of thousands of turns is read once, not once for each turn", () => {
  const read = (facts: readonly Fact[]) => baseBefore(facts.length + 1, numbered(facts)).turnsBefore;
  // What is read once for each turn takes longer with their square, as does the limit: work for 12,000 turns in three seconds.
  const TURNS = 24_000;

  test.each<[string, (turn: number) => Fact]>([
    ["that a monitor began", monitored],
    ["that failed", (turn) => ({ kind: "error_reported", turn, payload: { message: "x", code: null, requestId: null, ends: "failed" } })],
    ["that people began", (turn) => sent(turn)],
  ])("%s", { timeout: 12_000 }, (_, fact) => {
    expect(read(Array.from({ length: TURNS }, (_turn, index) => fact(index + 1)))).toBe(TURNS);
  });
});
