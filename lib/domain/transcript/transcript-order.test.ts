import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyFact, called, cost, numbered, returned, sent } from "@/lib/testing/log-facts";
import { applyEvents, emptyTranscript } from "./transcript";

describe("the order of the log", () => {
  test("a gap is reported and nothing after it applied; known events are ignored", () => {
    const events = numbered([sent(1), called(1, "a"), returned(1, "a"), cost(1, "1")]);
    const first = applyEvents(emptyTranscript, events.slice(0, 1)).transcript;
    const gap = applyEvents(first, events.slice(2));
    expect(gap).toEqual({ transcript: first, gap: { expected: 2, got: 3 } });
    expect(applyEvents(first, events.slice(0, 1)).transcript).toBe(first);
  });

  test("any split of a log, with repeats, folds to the same transcript", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 60 }), fc.array(fc.nat(60)), (facts, cuts) => {
        const events = numbered(facts);
        const whole = applyEvents(emptyTranscript, events).transcript;
        let parts = emptyTranscript;
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), events.length]) {
          const applied = applyEvents(parts, events.slice(Math.max(0, from - 2), cut));
          expect(applied.gap).toBeNull();
          parts = applied.transcript;
          from = Math.min(cut, events.length);
        }
        expect(parts).toEqual(whole);
      }),
    );
  });

  test("what a batch does not touch keeps its identity, and what was handed out never changes", () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 2, maxLength: 40 }), (facts) => {
        const events = numbered(facts);
        const before = applyEvents(emptyTranscript, events.slice(0, -1)).transcript;
        const copy = structuredClone(before);
        const after = applyEvents(before, events.slice(-1)).transcript;
        expect(before).toEqual(copy);
        // What ends can end in several entries; of those that read as before, at most the event's own is written anew.
        const copied = before.entries.filter(
          (entry, index) => after.entries[index] !== entry && isDeepStrictEqual(after.entries[index], entry),
        );
        expect(copied.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
