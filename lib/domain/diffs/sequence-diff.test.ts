import fc from "fast-check";
import { expect, test } from "vitest";
import { rounds } from "@/lib/testing/rounds";
import { diffSequences, type Step } from "./sequence-diff";

/** The length of the longest common subsequence, by the book. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let row: number[] = Array(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    for (const [index, right] of b.entries()) {
      next.push(left === right ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

function replay(before: readonly string[], after: readonly string[], steps: readonly Step[]): string[] {
  const made: string[] = [];
  let x = 0;
  let y = 0;
  for (const { kind, count } of steps) {
    if (kind === "same") made.push(...before.slice(x, x + count));
    if (kind === "added") made.push(...after.slice(y, y + count));
    if (kind !== "added") x += count;
    if (kind !== "removed") y += count;
  }
  expect(x).toBe(before.length);
  return made;
}

const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 24 });

test("the steps lead from one to the other, and none is shorter", () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const steps = diffSequences(before, after, 100) ?? [];
      expect(replay(before, after, steps)).toEqual(after);
      const same = steps.reduce((sum, { kind, count }) => sum + (kind === "same" ? count : 0), 0);
      expect(same).toBe(commonLength(before, after));
      for (const [index, step] of steps.entries()) {
        expect(step.kind).not.toBe(steps[index + 1]?.kind);
        if (step.kind === "added") expect(steps[index + 1]?.kind ?? "same").toBe("same");
      }
    }),
    { numRuns: rounds(500) },
  );
});

test("what would cost too much is left undone, exactly from the bound on", () => {
  fc.assert(
    fc.property(words, words, fc.nat(20), (before, after, editsMax) => {
      const needed = before.length + after.length - 2 * commonLength(before, after);
      expect(diffSequences(before, after, editsMax) === null).toBe(needed > editsMax);
    }),
  );
});

test("long sequences that hardly differ are cheap", () => {
  const before = Array.from({ length: 200_000 }, (_, index) => String(index));
  const after = before.with(100_000, "changed");
  expect(diffSequences(before, after, 10)).toEqual([
    { kind: "same", count: 100_000 },
    { kind: "removed", count: 1 },
    { kind: "added", count: 1 },
    { kind: "same", count: 99_999 },
  ]);
});
