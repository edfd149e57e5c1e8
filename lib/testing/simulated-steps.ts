/** Everything that people, the agent, the network, the database, the disk and the operator can do to a simulated world. */
import fc from "fast-check";
import { ada } from "./scripted-session";
import type { SimulatedWorld } from "./simulated-world";

export type Step = { name: string; run(world: SimulatedWorld): Promise<void> | void };

const hand = { by: ada, mayTouchOthers: true };
const step = (name: string, run: Step["run"]): fc.Arbitrary<Step> => fc.constant({ name, run });
const stepOf = <T>(
  values: fc.Arbitrary<T>,
  name: string,
  run: (world: SimulatedWorld, value: T) => Promise<void> | void,
): fc.Arbitrary<Step> => values.map((value) => ({ name: `${name}(${JSON.stringify(value)})`, run: (world) => run(world, value) }));

/** A refusal changes nothing: what must hold is checked after every step. */
const quietly = (work: Promise<unknown>): void => void work.catch(() => {});
const pick = (world: SimulatedWorld, n: number): string => [...world.texts.keys()].at(-1 - n) ?? "never sent";
const few = fc.nat({ max: 3 });

const people: fc.Arbitrary<Step>[] = [
  step("send", (world) => world.send(world.newId(), `text ${world.texts.size}`)),
  step("send two", (world) => {
    for (let n = 0; n < 2; n += 1) world.send(world.newId(), `text ${world.texts.size}`);
  }),
  stepOf(few, "send again", (world, n) => {
    if (world.texts.size > n) world.send(pick(world, n), "");
  }),
  stepOf(few, "edit", (world, n) => quietly(world.holder.live.editQueued(hand, pick(world, n), "edited"))),
  stepOf(few, "move to the end", (world, n) => quietly(world.holder.live.moveQueued(hand, pick(world, n), null))),
  stepOf(few, "send now", (world, n) => quietly(world.holder.live.sendNow(hand, pick(world, n)))),
  stepOf(few, "remove", (world, n) => quietly(world.holder.live.removeQueued(hand, pick(world, n)))),
  step("stop", (world) => quietly(world.holder.live.stop(ada))),
  step("answer", (world) => quietly(world.holder.live.answerElicitation(ada, world.agent.running?.question ?? "", "accept", {}))),
];

const agent: fc.Arbitrary<Step>[] = [
  step("take", (world) => world.agent.take()),
  stepOf(few, "frames", (world, n) => {
    for (let i = 0; i <= n; i += 1) world.agent.work(i % 2 ? "thinking" : "assistant");
  }),
  step("ask", (world) => world.agent.ask()),
  step("inject", (world) => world.agent.inject()),
  step("cost of another", (world) => world.agent.costOfOther(1)),
  stepOf(few, "end", (world, millis) => world.agent.end(millis)),
  step("end without a price", (world) => world.agent.end(0, {}, 0)),
  stepOf(few, "spend", (world, millis) => {
    if (!world.agent.running) world.agent.spend(millis);
  }),
  step("busy", (world) => {
    world.agent.busyFor = 1;
  }),
  step("take and end", async (world) => {
    await world.agent.take();
    world.agent.work("assistant");
    world.agent.end(2);
  }),
];

const network: fc.Arbitrary<Step>[] = [
  stepOf(fc.boolean(), "drop", (world, hasArrived) => world.agent.drop(hasArrived)),
  stepOf(few, "resume", (world, repeated) => world.connect("resumed", repeated)),
  step("lost", (world) => world.connect("lost")),
  step("agent restarted", (world) => world.connect("restarted")),
  stepOf(fc.constantFrom(300, 5_000, 30_000), "wait", (world, ms) => world.settle(ms)),
];

const storage: fc.Arbitrary<Step>[] = [
  step("database away", (world) => {
    world.store.isAway = true;
  }),
  stepOf(fc.constantFrom("stored" as const, "dropped" as const), "answer lost", (world, loses) => {
    world.store.loses = loses;
  }),
  step("database back", async (world) => {
    world.store.isAway = false;
    await world.settle(5_000);
  }),
  stepOf(fc.boolean(), "disk full", (world, isFull) => {
    world.holder.disk.isFull = isFull;
  }),
  step("a stream begins that cannot be kept", async (world) => {
    await world.agent.drop(false);
    const { disk } = world.holder;
    world.store.isAway = true;
    disk.isFull = true;
    await world.connect("restarted");
    world.agent.inject();
    await world.settle();
    world.store.isAway = false;
    disk.isFull = false;
    await world.settle(5_000);
  }),
];

const viewers: fc.Arbitrary<Step>[] = [
  stepOf(few, "join", (world, n) => world.viewers[n]?.join(world.holder.live)),
  stepOf(few, "join while frames come", (world, n) => {
    world.agent.work("assistant");
    world.viewers[n]?.join(world.holder.live);
    world.agent.work("thinking");
  }),
  stepOf(few, "leave", (world, n) => world.viewers[n]?.leave()),
  stepOf(few, "slow", (world, n) => {
    const viewer = world.viewers[n];
    if (viewer) viewer.isSlow = !viewer.isSlow;
    viewer?.acknowledge();
  }),
  step("revoke", (world) => world.viewers[2]?.revoke()),
];

const operator: fc.Arbitrary<Step>[] = [
  stepOf(few, "kill", (world, torn) => world.kill(torn * 11)),
  stepOf(few, "kill in the middle", async (world, rounds) => {
    world.agent.work("assistant");
    world.send(world.newId(), `text ${world.texts.size}`);
    for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
    await world.kill(7);
  }),
  step("restart", (world) => world.restart()),
  step("take over", (world) => world.takeOver()),
];

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(...people) },
  { weight: 8, arbitrary: fc.oneof(...agent) },
  { weight: 5, arbitrary: fc.oneof(...network) },
  { weight: 4, arbitrary: fc.oneof(...storage) },
  { weight: 4, arbitrary: fc.oneof(...viewers) },
  { weight: 2, arbitrary: fc.oneof(...operator) },
);
