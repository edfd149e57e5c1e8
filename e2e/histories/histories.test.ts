// Histories of the whole program as real processes: killed, frozen, cut off and started again; nothing is lost, doubled or wrong.
import { test } from "vitest";
import { playHistory } from "./play-history";
import { type ProgramStep, stepsOf, wordsOfStep } from "./program-steps";
import { ProgramWorld } from "./program-world";
import { smallestHistory } from "./smallest-history";
import { whatIsMissing } from "./what-is-missing";

const { env } = process; // `npm run prove` asks for another number of histories, and another seed
const HISTORIES = Number(env.PROVE_REAL ?? 30);
const SEED = Number(env.PROVE_SEED ?? 20_261_127);
/** How long a failure is made smaller. */
const REDUCE_MS = 180_000;

/** The failure in words, with the fewest steps that still fail. */
async function explain(world: ProgramWorld, index: number, wrong: readonly string[]): Promise<string> {
  const until = Date.now() + REDUCE_MS;
  const play = async (steps: readonly ProgramStep[]): Promise<string[]> => {
    // What went wrong before must not spoil it.
    await world.endServer();
    await world.heal();
    return playHistory(world, steps);
  };
  const smallest = await smallestHistory({ steps: stepsOf(SEED, index), wrong }, play, () => Date.now() < until);
  return [`seed ${SEED}, history ${index}; the smallest that fails:`, ...smallest.steps.map(wordsOfStep), ...smallest.wrong].join("\n");
}

test("R1 R2 R3 R5 R6 R7 R8 R8b R9 R12 hold in histories of the whole program", { timeout: 3_600_000 }, async ({ skip }) => {
  const missing = whatIsMissing();
  if (missing) skip(missing);
  const since = Date.now();
  const world = await ProgramWorld.start(SEED);
  try {
    for (let index = 0; index < HISTORIES; index += 1) {
      const wrong = await playHistory(world, stepsOf(SEED, index));
      if (wrong.length > 0) throw new Error(await explain(world, index, wrong));
    }
  } finally {
    await world.stop();
  }
  process.stdout.write(`${HISTORIES} histories of real processes, seed ${SEED}, ${((Date.now() - since) / 1_000).toFixed(1)} s\n`);
});
