/** The live session under everything that people, the agent, the network and restarts can do to it, in any order. */
import fc from "fast-check";
import { test } from "vitest";
import { rounds } from "@/lib/testing/rounds";
import { ada } from "@/lib/testing/scripted-session";
import { DrivenWorld } from "@/lib/testing/simulation/driven-world";
import type { Act } from "@/lib/testing/simulation/queue-model";

type Step = fc.AsyncCommand<object, DrivenWorld>;

/** A step is checked like every other: all that must hold does, whatever came before. */
const step = (name: string, run: (world: DrivenWorld) => Promise<void> | void): Step => ({
  check: () => true,
  toString: () => name,
  async run(_, world) {
    await run(world);
    await world.session.settle();
    world.check();
  },
});

const index = fc.nat({ max: 5 });
/** The newest messages are the interesting ones. */
const pick = (world: DrivenWorld, n: number): string => world.model.ids.at(-1 - n) ?? "never sent";

let count = 0;
const act: fc.Arbitrary<(world: DrivenWorld) => Act> = fc.oneof(
  { weight: 3, arbitrary: fc.uuid({ version: 4 }).map((id) => () => ({ what: "send", id, detail: `text ${++count}` })) },
  index.map((n) => (world: DrivenWorld) => ({ what: "send", id: pick(world, n), detail: `again ${++count}` })),
  index.map((n) => (world: DrivenWorld) => ({ what: "edit", id: pick(world, n), detail: `edited ${++count}` })),
  index.map((n) => (world: DrivenWorld) => ({ what: "remove", id: pick(world, n) })),
  index.map((n) => (world: DrivenWorld) => ({ what: "first", id: pick(world, n) })),
  fc.tuple(index, fc.option(index)).map(([n, before]) => (world: DrivenWorld) => ({
    what: "move",
    id: pick(world, n),
    detail: before === null ? null : pick(world, before),
  })),
);

const quietly = async (work: () => unknown): Promise<void> => {
  try {
    await work();
  } catch {
    // A refusal: what it must not have changed is checked after every step.
  }
};

const people = [
  fc
    .array(act, { minLength: 1, maxLength: 4 })
    .map((acts) => step(`people(${acts.length})`, (world) => world.people(...acts.map((make) => make(world))))),
  fc.constant(step("stop", (world) => quietly(() => world.session.driver.stop(ada)))),
  fc.constant(
    step("answer", (world) =>
      quietly(() => world.session.driver.answerElicitation(ada, world.agent.running?.question ?? "", "accept", {})),
    ),
  ),
];
const agent = [
  fc.constant(step("take", (world) => world.agent.take())),
  fc.constantFrom("assistant" as const, "thinking" as const).map((kind) => step(kind, (world) => world.agent.work(kind))),
  fc.constant(step("ask", (world) => world.agent.ask())),
  fc.constant(step("inject", (world) => world.agent.inject())),
  fc.nat({ max: 9 }).map((millis) => step(`end(${millis})`, (world) => world.agent.end(millis))),
  fc.nat({ max: 9 }).map((millis) => step(`spend(${millis})`, (world) => void (world.agent.running || world.agent.spend(millis)))),
  fc.constant(
    step("busy", (world) => {
      world.agent.busyFor = 1;
    }),
  ),
];
const network = [
  fc.boolean().map((hasArrived) => step(`drop(${hasArrived})`, (world) => world.agent.drop(hasArrived))),
  fc.nat({ max: 3 }).map((repeated) => step(`resume(${repeated})`, (world) => world.connect("resumed", repeated))),
  fc.constantFrom("lost" as const, "restarted" as const).map((how) => step(how, (world) => world.connect(how))),
  fc.constantFrom(2_000, 5_000, 30_000).map((ms) => step(`wait(${ms})`, (world) => world.session.settle(ms))),
  fc.boolean().map((isKilled) => step(`restart(${isKilled})`, (world) => world.restart(isKilled))),
];

// Fixed, so that a failure is the same again; fast-check prints it with the path to the smallest steps that fail.
const SEED = 20_261_127;

test.each([
  ["an agent that lives on without us", false],
  ["an agent that ends with us", true],
])(
  "R2 R5 R6 R8 R8b R9 %s",
  async (_name, endsWithUs) => {
    const steps = fc.commands(
      [...people, people[0], ...agent, ...network].filter((one) => one !== undefined),
      { maxCommands: 30, size: "max" },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        const world = new DrivenWorld(endsWithUs);
        await world.connect("resumed");
        await fc.asyncModelRun(() => ({ model: {}, real: world }), some);
        await world.finish();
      }),
      { numRuns: rounds(150), seed: SEED },
    );
  },
  60_000,
);
