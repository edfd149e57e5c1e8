/** Thousands of short histories of a whole dashboard in memory, each out of one seed: nothing is lost, doubled, early, wrong or forbidden. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { rounds } from "@/lib/testing/rounds";
import type { Step } from "@/lib/testing/simulation/simulated-step";
import { anyStep } from "@/lib/testing/simulation/simulated-steps";
import { SimulatedWorld } from "@/lib/testing/simulation/simulated-world";

vi.mock("@/lib/services/sessions/read-session-row", () => import("@/lib/testing/simulation/simulated-row"));
vi.mock("@/lib/platform/refused-attempts", () => ({ noteRefusal: () => {} }));

const { env } = process; // `npm run prove` asks for another number of histories, and another seed
const HISTORIES = Number(env.PROVE_HISTORIES ?? rounds(2_000));
const SEED = Number(env.PROVE_SEED ?? 20_261_127);
const STEPS_MAX = 24;

/** Rare paths that a run of this size must have come by, or it proves nothing. */
const RARE = [
  "resume continued",
  "resume refused",
  "resume repeated",
  "resume anew",
  "recorder spooling",
  "recorder full",
  "recorder direct",
  "fenced",
  "answer lost, stored",
  "answer lost, dropped",
  "same source again",
  "message_returned",
  "message_queued",
  "message_edited",
  "message_moved",
  "message_removed",
  "held",
  "held no more",
  "taken over",
  "turn_interrupted",
  "frames_missed",
  "message_injected",
  "outside_usage_found",
  "command_sent",
  "command_dropped",
  "command_asked",
  "a command given up after a kill",
  "a command paid for",
  "a template run",
  "killed in a turn",
  "send refused",
  "join refused",
  "session_shared",
  "session_handed_over",
  "session_archived",
  "closed not_found",
  "signed out",
  "look failed",
  "unpriced",
  "untracked",
];

type Played = { steps: readonly Step[]; chance: number; endsWithUs: boolean; isShared: boolean };

async function play({ steps, chance, ...begin }: Played, reached: Map<string, number>): Promise<void> {
  const world = new SimulatedWorld(chance, begin);
  await world.settle();
  await world.connect("resumed");
  world.viewers[0]?.join();
  await world.settle();
  for (const { run } of steps) {
    await run(world);
    await world.settle();
    const violations = world.check();
    if (violations.length > 0) throw new Error(wordsOf(violations));
  }
  const violations = await world.finish();
  for (const what of world.reached) reached.set(what, (reached.get(what) ?? 0) + 1);
  if (violations.length > 0) throw new Error(wordsOf(violations));
}

const wordsOf = (violations: readonly { kind: string; what: string }[]): string =>
  violations.map(({ kind, what }) => `${kind}: ${what}`).join("\n");

const history = fc.record({
  chance: fc.nat(),
  endsWithUs: fc.boolean(),
  isShared: fc.boolean(),
  steps: fc.array(anyStep, { minLength: 5, maxLength: STEPS_MAX, size: "max" }),
});

test("R1 R2 R3 R5 R6 R7 R8 R8b R9 R11 R15 R16 hold in every simulated history", { timeout: 3_600_000 }, async () => {
  const reached = new Map<string, number>();
  const since = Date.now();
  const property = fc.asyncProperty(history, (played) => play(played, reached));
  const result = await fc.check(property, { numRuns: HISTORIES, seed: SEED });
  if (result.failed) {
    const nothing: Played = { steps: [], chance: 0, endsWithUs: false, isShared: false };
    const [{ steps, chance, endsWithUs, isShared } = nothing] = result.counterexample ?? [];
    const smallest = steps.map(({ name }) => name).join(" > ");
    const why = result.errorInstance instanceof Error ? result.errorInstance.message : "";
    throw new Error(
      `seed ${SEED}, after ${result.numRuns} histories; the smallest: ${smallest}\n(chance ${chance}, the agent ${endsWithUs ? "ends with us" : "lives on"}, ${isShared ? "the project" : "the owner"} writes)\n${why}`,
    );
  }
  const counts = RARE.map((what) => `${what} ${reached.get(what) ?? 0}`).join(" · ");
  process.stdout.write(`${result.numRuns} histories, seed ${SEED}, ${((Date.now() - since) / 1_000).toFixed(1)} s: ${counts}\n`);
  if (HISTORIES >= 500) expect(RARE.filter((what) => !reached.has(what))).toEqual([]);
});
