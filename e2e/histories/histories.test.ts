// Histories of the whole program as real processes: killed, frozen, cut off and started again; nothing is lost, doubled or wrong.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HeardReadiness } from "./heard-readiness";
import { fullDisks, stepsOf } from "./program-steps";
import { ProgramWorld } from "./program-world";
import { HISTORIES, proveHistories, proveHistory, SEED } from "./prove-history";
import { playTwoHolders } from "./two-holders";
import { whatIsMissing } from "./what-is-missing";

const missing = whatIsMissing();
let world: ProgramWorld;

beforeAll(async () => {
  if (!missing) world = await ProgramWorld.start(SEED);
}, 120_000);
afterAll(() => world?.stop(), 60_000);

test("R1 R2 R3 R5 R6 R7 R8 R8b R9 R12 hold in histories of the whole program", { timeout: 3_600_000 }, async ({ skip }) => {
  if (missing) skip(missing);
  await proveHistories(world, { count: HISTORIES, what: "real processes", steps: (index) => stepsOf(SEED, index) });
});

test("R7 a disk that is full loses nothing, of the database, of the spool, or of both", { timeout: 600_000 }, async ({ skip }) => {
  if (missing) skip(missing);
  if (!world.disks) skip("no small disk can be mounted here; it takes root");
  const readiness = new HeardReadiness(world.app.url);
  for (const [index, steps] of fullDisks.entries()) await proveHistory(world, `full disk ${index}`, steps);
  // Who runs it was told while it lasted, and it came back by itself.
  await readiness.untilReady();
  expect(readiness.stop()).toContain("503 not ready: the disk of the database is full");
  const log = readFileSync(world.app.logFile, "utf8");
  // Else nothing was really full.
  for (const state of ["spooling", "full"]) expect(log).toContain(`"state":"${state}"`);
});

test("R15 a server that was frozen while another took its session writes nothing any more, and may have it back", {
  timeout: 240_000,
}, async ({ skip }) => {
  if (missing) skip(missing);
  const { wrong, epochs } = await playTwoHolders(world);
  expect(wrong).toEqual([]);
  // Else nothing was taken over and back.
  expect(epochs).toBeGreaterThanOrEqual(3);
});
