// Makes a history that fails smaller, one step and one fault at a time, as long as it still fails.
import type { ProgramStep } from "./program-steps";

function smallerThan(steps: readonly ProgramStep[]): ProgramStep[][] {
  const without = (at: number) => steps.filter((_, index) => index !== at);
  const withoutFault = (at: number) =>
    (steps[at]?.faults ?? []).map((fault) =>
      steps.map((step, index) => (index === at ? { ...step, faults: step.faults.filter((other) => other !== fault) } : step)),
    );
  return [
    ...(steps.length > 1 ? steps.map((_, at) => without(at)) : []),
    ...steps.flatMap((step, at) => (step.faults.length > 1 ? withoutFault(at) : [])),
  ];
}

type Failing = { steps: readonly ProgramStep[]; wrong: readonly string[] };

/** `play` says what is wrong. What fails only now and then may stay larger than it needs to be. */
export async function smallestHistory(
  failing: Failing,
  play: (steps: readonly ProgramStep[]) => Promise<string[]>,
  hasTime: () => boolean,
): Promise<Failing> {
  for (const steps of smallerThan(failing.steps)) {
    if (!hasTime()) break;
    const wrong = await play(steps);
    if (wrong.length > 0) return smallestHistory({ steps, wrong }, play, hasTime);
  }
  return failing;
}
