/** What owners and administrators decide in a simulated world: who may read and write, whose it is, and whether it rests. */
import fc from "fast-check";
import type { ProjectRole } from "@/lib/domain/viewer";
import { ask, pick, run, type Step, send, step, stepOf } from "./simulated-step";
import type { SimulatedWorld } from "./simulated-world";

const lists: ProjectRole[][] = [["developer"], ["developer", "reviewer"], ["reviewer"], ["manager"], []];
const roles = fc.constantFrom(...lists);

/** A browser of the guest, or one of the owner. */
const indexOf = ({ people, viewers }: SimulatedWorld, isGuest: boolean): number =>
  viewers.findIndex(({ actor }) => (actor.personId === people.guest.actor.personId) === isGuest);

export const rights: fc.Arbitrary<Step>[] = [
  stepOf(fc.constantFrom("owner" as const, "project" as const), "share", (world, mode) => {
    world.agent.work("assistant");
    world.decide((by) => ({ kind: "session_shared", payload: { mode, by } }));
    world.agent.work("thinking");
  }),
  stepOf(fc.boolean(), "archive or restore", (world, isArchived) => {
    if (world.store.isArchived !== isArchived)
      world.decide((by) => ({ kind: isArchived ? "session_archived" : "session_restored", payload: { by } }));
  }),
  step("archive while something waits", async (world) => {
    world.agent.inject();
    await world.settle();
    send(world, 0);
    send(world, 1);
    run(world, 0, "status");
    await world.settle();
    if (!world.store.isArchived) world.decide((by) => ({ kind: "session_archived", payload: { by } }));
    world.agent.end(1);
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
  step("lose the right to a command that waits", async (world) => {
    const { guest } = world.people;
    world.decide((by) => ({ kind: "session_shared", payload: { mode: "project", by } }));
    world.agent.inject();
    await world.settle();
    run(world, indexOf(world, true), "status");
    await world.settle();
    world.check();
    world.change(guest, { roles: ["reviewer"] });
    await world.settle();
    world.agent.end(1);
  }),
  stepOf(fc.constantFrom("back" as const, "taken" as const, "left" as const), "lose the right to what waits", async (world, then) => {
    const { guest } = world.people;
    world.decide((by) => ({ kind: "session_shared", payload: { mode: "project", by } }));
    world.agent.inject();
    await world.settle();
    send(world, indexOf(world, true));
    await world.settle();
    world.check();
    world.change(guest, { roles: ["reviewer"] });
    world.agent.end(1);
    await world.settle();
    world.check();
    if (then === "taken") ask(world, indexOf(world, false), "queue:send-now", { messageId: pick(world, 0) });
    if (then === "back") world.change(guest, { roles: ["developer"] });
  }),
  step("look at rights", (world) => world.look()),
  stepOf(roles, "roles and look", async (world, given) => {
    world.change(world.people.guest, { roles: given });
    await world.look();
    world.agent.work("assistant");
  }),
];
