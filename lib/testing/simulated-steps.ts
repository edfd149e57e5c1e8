/** Everything that people, the agent, the network, the database, the disk and the operator can do to a simulated world. */
import fc from "fast-check";
import type { Packet } from "@/lib/bridge/parse-packet";
import type { ProjectRole } from "@/lib/domain/viewer";
import type { SimulatedWorld } from "./simulated-world";

export type Step = { name: string; run(world: SimulatedWorld): Promise<void> | void };

const step = (name: string, run: Step["run"]): fc.Arbitrary<Step> => fc.constant({ name, run });
const stepOf = <T>(
  values: fc.Arbitrary<T>,
  name: string,
  run: (world: SimulatedWorld, value: T) => Promise<void> | void,
): fc.Arbitrary<Step> => values.map((value) => ({ name: `${name}(${JSON.stringify(value)})`, run: (world) => run(world, value) }));

const few = fc.nat({ max: 3 });
/** A browser. */
const who = fc.nat({ max: 2 });
const whoAndFew = fc.tuple(who, few);

/** A refusal changes nothing: what must hold is checked after every step. */
const ask = (world: SimulatedWorld, n: number, event: Packet["event"], given?: object): void =>
  void world.viewers[n]?.ask(event, given).catch(() => {});
const pick = (world: SimulatedWorld, n: number): string => [...world.written.keys()].at(-1 - n) ?? "never sent";
const send = (world: SimulatedWorld, n = 0): void => {
  const viewer = world.viewers[n];
  if (viewer) world.send(viewer);
};

const commands = fc.constantFrom("status", "done", "prompt");
const run = (world: SimulatedWorld, by: number, command: string): void =>
  ask(world, by, "session:command", { command, args: command === "prompt" ? ["review"] : [] });

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
  stepOf(who, "answer", (world, by) =>
    ask(world, by, "session:answer", { id: world.agent.running?.question ?? "", action: "accept", content: {} }),
  ),
];

const commanding: fc.Arbitrary<Step>[] = [
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

const lists: ProjectRole[][] = [["developer"], ["developer", "reviewer"], ["reviewer"], ["manager"], []];
const roles = fc.constantFrom(...lists);

const rights: fc.Arbitrary<Step>[] = [
  stepOf(fc.constantFrom("owner" as const, "project" as const), "share", (world, mode) => {
    world.agent.work("assistant");
    world.decide((by) => ({ kind: "session_shared", payload: { mode, by } }));
    world.agent.work("thinking");
  }),
  step("hand over", (world) => {
    const { actor: to, isDisabled, roles: has } = world.people.guest;
    if (!isDisabled && has.includes("developer"))
      world.decide((from) => ({ kind: "session_handed_over", payload: { from, to, by: from } }));
  }),
  stepOf(roles, "roles", (world, given) => world.change(world.people.guest, { roles: given })),
  step("disable", (world) => world.change(world.people.guest, { isDisabled: true, device: world.people.guest.device + 1 })),
  step("disable who looks on, and look", async (world) => {
    const { guest } = world.people;
    world.decide((by) => ({ kind: "session_shared", payload: { mode: "project", by } }));
    world.viewers.find(({ actor }) => actor.personId === guest.actor.personId)?.join();
    await world.settle();
    world.check();
    world.change(guest, { isDisabled: true, device: guest.device + 1 });
    await world.look();
    world.agent.work("assistant");
  }),
  step("enable", (world) => world.change(world.people.guest, { isDisabled: false })),
  stepOf(fc.constantFrom("back" as const, "taken" as const, "left" as const), "lose the right to what waits", async (world, then) => {
    const { guest } = world.people;
    const indexOf = (isGuest: boolean) => world.viewers.findIndex(({ actor }) => (actor.personId === guest.actor.personId) === isGuest);
    world.decide((by) => ({ kind: "session_shared", payload: { mode: "project", by } }));
    world.agent.inject();
    await world.settle();
    send(world, indexOf(true));
    await world.settle();
    world.check();
    world.change(guest, { roles: ["reviewer"] });
    world.agent.end(1);
    await world.settle();
    world.check();
    if (then === "taken") ask(world, indexOf(false), "queue:send-now", { messageId: pick(world, 0) });
    if (then === "back") world.change(guest, { roles: ["developer"] });
  }),
  step("look at rights", (world) => world.look()),
  stepOf(roles, "roles and look", async (world, given) => {
    world.change(world.people.guest, { roles: given });
    await world.look();
    world.agent.work("assistant");
  }),
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
  { weight: 1, arbitrary: fc.oneof(...commanding) },
  { weight: 3, arbitrary: fc.oneof(...rights) },
  { weight: 8, arbitrary: fc.oneof(...agent) },
  { weight: 5, arbitrary: fc.oneof(...network) },
  { weight: 4, arbitrary: fc.oneof(...storage) },
  { weight: 4, arbitrary: fc.oneof(...viewers) },
  { weight: 2, arbitrary: fc.oneof(...operator) },
);
