// The same histories with the real octomind as the agent, where there is one.
import { afterAll, beforeAll, test } from "vitest";
import { findOctomind } from "@/lib/testing/contract/octomind-binary";
import { OCTOMIND_TEXTS, stepsOf } from "./program-steps";
import { ProgramWorld } from "./program-world";
import { HISTORIES, proveHistories, SEED } from "./prove-history";
import { whatIsMissing } from "./what-is-missing";
import { startOctomind } from "./world-agents";

/** Each takes longer than one of the demo agent. */
const COUNT = Math.ceil(HISTORIES / 3);

const octomind = findOctomind();
const missing = octomind ? whatIsMissing() : "no octomind";
let world: ProgramWorld;

beforeAll(async () => {
  if (octomind && !missing) world = await ProgramWorld.start(SEED, (folder) => startOctomind(octomind, folder));
}, 120_000);
afterAll(() => world?.stop(), 60_000);

test("R1 R2 R3 R5 R6 R7 R8 R8b R9 R12 hold in histories with the real octomind", { timeout: 3_600_000 }, async ({ skip }) => {
  if (missing) skip(missing);
  await proveHistories(world, { count: COUNT, what: "the real octomind", steps: (index) => stepsOf(SEED, index, OCTOMIND_TEXTS) });
});
