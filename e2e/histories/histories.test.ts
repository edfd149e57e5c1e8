// Histories of the whole program as real processes: killed, frozen, cut off and started again; nothing is lost, doubled or wrong.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { playHistory } from "./play-history";
import { fullDisks, type ProgramStep, stepsOf, wordsOfStep } from "./program-steps";
import { ProgramWorld } from "./program-world";
import { smallestHistory } from "./smallest-history";
import { whatIsMissing } from "./what-is-missing";

const { env } = process; // `npm run prove` asks for another number of histories, and another seed
const HISTORIES = Number(env.PROVE_REAL ?? 30);
const SEED = Number(env.PROVE_SEED ?? 20_261_127);
/** How long a failure is made smaller. */
const REDUCE_MS = 180_000;

const missing = whatIsMissing();
let world: ProgramWorld;

beforeAll(async () => {
  if (!missing) world = await ProgramWorld.start(SEED);
}, 120_000);
afterAll(() => world?.stop(), 60_000);

/** Throws in words, with the fewest steps that still fail. */
async function prove(name: string, steps: readonly ProgramStep[]): Promise<void> {
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

test("R1 R2 R3 R5 R6 R7 R8 R8b R9 R12 hold in histories of the whole program", { timeout: 3_600_000 }, async ({ skip }) => {
  if (missing) skip(missing);
  const since = Date.now();
  for (let index = 0; index < HISTORIES; index += 1) await prove(`history ${index}`, stepsOf(SEED, index));
  process.stdout.write(`${HISTORIES} histories of real processes, seed ${SEED}, ${((Date.now() - since) / 1_000).toFixed(1)} s\n`);
});

test("R7 a disk that is full loses nothing, of the database, of the spool, or of both", { timeout: 600_000 }, async ({ skip }) => {
  if (missing) skip(missing);
  if (!world.disks) skip("no small disk can be mounted here; it takes root");
  for (const [index, steps] of fullDisks.entries()) await prove(`full disk ${index}`, steps);
  const log = readFileSync(world.app.logFile, "utf8");
  // Else nothing was really full.
  for (const state of ["spooling", "full"]) expect(log).toContain(`"state":"${state}"`);
});
