/** Everything that people, the agent, the network, the database, the disk and the operator can do to a simulated world. */
import fc from "fast-check";
import { rights } from "./simulated-rights";
import { ask, commands, pick, run, type Step, send, step, stepOf } from "./simulated-step";

const few = fc.nat({ max: 3 });
/** A browser. */
const who = fc.nat({ max: 2 });
const whoAndFew = fc.tuple(who, few);

const people: fc.Arbitrary<Step>[] = [
  stepOf(who, "send", send),
  stepOf(who, "send two", (world, n) => {
    send(world, n);
    send(world, (n + 1) % 3);
  }),
  stepOf(few, "send again", (world, n) => {
    const id = pick(world, n);
    const { by } = world.written.get(id) ?? {};
    if (by) world.send(by, id);
  }),
  stepOf(whoAndFew, "edit", (world, [by, n]) => ask(world, by, "queue:edit", { messageId: pick(world, n), text: "edited" })),
  stepOf(who, "send and edit while it waits", async (world, by) => {
    world.agent.inject();
    await world.settle();
    send(world, by);
    await world.settle();
    ask(world, by, "queue:edit", { messageId: pick(world, 0), text: "edited" });
  }),
  stepOf(whoAndFew, "move to the end", (world, [by, n]) => ask(world, by, "queue:move", { messageId: pick(world, n), before: null })),
  stepOf(whoAndFew, "send now", (world, [by, n]) => ask(world, by, "queue:send-now", { messageId: pick(world, n) })),
  stepOf(whoAndFew, "remove", (world, [by, n]) => ask(world, by, "queue:remove", { messageId: pick(world, n) })),
  stepOf(who, "stop", (world, by) => ask(world, by, "session:stop")),
  stepOf(who, "send and stop", async (world, by) => {
    send(world, by);
    await world.settle();
    await world.agent.take();
    ask(world, by, "session:stop");
    await world.settle();
    await world.agent.take();
  }),
  stepOf(who, "answer", (world, by) =>
    ask(world, by, "session:answer", { id: world.agent.running?.question ?? "", action: "accept", content: {} }),
  ),
];

const ends = fc.constantFrom("killed" as const, "restarted" as const, "taken over" as const);

const commanding: fc.Arbitrary<Step>[] = [
  stepOf(fc.tuple(who, commands, ends, few), "command that waits when the dashboard ends", async (world, [by, command, how, rounds]) => {
    world.agent.inject();
    await world.settle();
    run(world, by, command);
    for (let round = 0; round < rounds * 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
    if (how === "killed") await world.kill(0);
    else await (how === "restarted" ? world.restart() : world.takeOver());
  }),
  stepOf(
    fc.tuple(who, commands, fc.constantFrom("killed", "lost")),
    "command that goes out in that moment",
    async (world, [by, command, how]) => {
      world.agent.inject();
      await world.settle();
      run(world, by, command);
      await world.settle();
      world.agent.end(1);
      const taken = world.agent.take();
      await (how === "killed" ? world.kill(0) : world.agent.drop(false));
      await taken;
    },
  ),
  stepOf(fc.tuple(who, commands), "command", (world, [by, command]) => run(world, by, command)),
  stepOf(
    fc.tuple(who, commands, fc.constantFrom("dropped", "arrived", "killed")),
    "command that is cut off",
    async (world, [by, command, how]) => {
      run(world, by, "status");
      run(world, by, command);
      await new Promise((resolve) => setImmediate(resolve));
      if (how === "killed") await world.kill(0);
      else await world.agent.drop(how === "arrived");
    },
  ),
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
  step("the end of a turn is missing, and the answer whether it runs cannot be kept", async (world) => {
    world.agent.inject();
    await world.settle();
    await world.agent.drop(false);
    world.agent.end(1);
    const { disk } = world.holder;
    disk.isFull = true;
    world.store.loses = "stored";
    await world.connect("lost");
    await world.settle();
    Object.assign(world.store, { isAway: false, loses: null });
    disk.isFull = false;
    await world.settle(5_000);
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
  stepOf(few, "join", (world, n) => world.viewers[n]?.join()),
  stepOf(few, "join while frames come", (world, n) => {
    world.agent.work("assistant");
    world.viewers[n]?.join();
    world.agent.work("thinking");
  }),
  stepOf(few, "leave", (world, n) => world.viewers[n]?.leave()),
  stepOf(few, "slow", (world, n) => {
    const viewer = world.viewers[n];
    if (viewer) viewer.isSlow = !viewer.isSlow;
    viewer?.acknowledge();
  }),
];

const operator: fc.Arbitrary<Step>[] = [
  stepOf(few, "kill", (world, torn) => world.kill(torn * 11)),
  stepOf(few, "kill in the middle", async (world, rounds) => {
    world.agent.work("assistant");
    send(world);
    for (let round = 0; round < rounds; round += 1) await new Promise((resolve) => setImmediate(resolve));
    await world.kill(7);
  }),
  step("restart", (world) => world.restart()),
  step("take over", (world) => world.takeOver()),
];

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(...people) },
  { weight: 2, arbitrary: fc.oneof(...commanding) },
  { weight: 3, arbitrary: fc.oneof(...rights) },
  { weight: 8, arbitrary: fc.oneof(...agent) },
  { weight: 5, arbitrary: fc.oneof(...network) },
  { weight: 4, arbitrary: fc.oneof(...storage) },
  { weight: 4, arbitrary: fc.oneof(...viewers) },
  { weight: 2, arbitrary: fc.oneof(...operator) },
);
