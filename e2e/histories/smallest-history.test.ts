import { expect, test } from "vitest";
import type { ProgramStep } from "./program-steps";
import { smallestHistory } from "./smallest-history";

const step = (...faults: string[]): ProgramStep => ({
  session: 0,
  text: "",
  faults: faults.map((name) => ({ name, frames: 0 })),
});
const nameAll = (steps: readonly ProgramStep[]) => steps.map(({ faults }) => faults.map(({ name }) => name));
const has = (steps: readonly ProgramStep[], name: string) => steps.some(({ faults }) => faults.some((fault) => fault.name === name));

test("only what makes it fail is left", async () => {
  const play = async (steps: readonly ProgramStep[]) => (has(steps, "a") && has(steps, "d") ? ["lost"] : []);
  const steps = [step("a", "b"), step("c"), step("c", "d")];
  const smallest = await smallestHistory({ steps, wrong: ["lost"] }, play, () => true);
  expect(nameAll(smallest.steps)).toEqual([["a"], ["d"]]);
});

test("what fails no more, and what there is no time for, stays as it is", async () => {
  const failing = { steps: [step("a"), step("b")], wrong: ["lost"] };
  expect(
    await smallestHistory(
      failing,
      async () => [],
      () => true,
    ),
  ).toEqual(failing);
  expect(
    await smallestHistory(
      failing,
      async () => ["lost"],
      () => false,
    ),
  ).toEqual(failing);
});
