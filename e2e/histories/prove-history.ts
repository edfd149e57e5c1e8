// Plays histories on a world until one is wrong, and says in words what the smallest is that fails.
import { playHistory } from "./play-history";
import { type ProgramStep, wordsOfStep } from "./program-steps";
import type { ProgramWorld } from "./program-world";
import { smallestHistory } from "./smallest-history";

const { env } = process; // `npm run prove` asks for another number of histories, and another seed
export const HISTORIES = Number(env.PROVE_REAL ?? 30);
export const SEED = Number(env.PROVE_SEED ?? 20_261_127);
/** How long a failure is made smaller. */
const REDUCE_MS = 180_000;

/** Throws in words, with the fewest steps that still fail. */
export async function proveHistory(world: ProgramWorld, name: string, steps: readonly ProgramStep[]): Promise<void> {
  const wrong = await playHistory(world, steps);
  if (wrong.length === 0) return;
  const until = Date.now() + REDUCE_MS;
  const play = async (fewer: readonly ProgramStep[]): Promise<string[]> => {
    // What went wrong before must not spoil it.
    await world.endServer();
    await world.heal();
    return playHistory(world, fewer);
  };
  const smallest = await smallestHistory({ steps, wrong }, play, () => Date.now() < until);
  throw new Error([`seed ${SEED}, ${name}; the smallest that fails:`, ...smallest.steps.map(wordsOfStep), ...smallest.wrong].join("\n"));
}

/** So many, numbered from 0, and a line that says how long they took. */
export async function proveHistories(
  world: ProgramWorld,
  { count, what, steps }: { count: number; what: string; steps(index: number): readonly ProgramStep[] },
): Promise<void> {
  const since = Date.now();
  for (let index = 0; index < count; index += 1) await proveHistory(world, `history ${index}`, steps(index));
  process.stdout.write(`${count} histories of ${what}, seed ${SEED}, ${((Date.now() - since) / 1_000).toFixed(1)} s\n`);
}
