/** The people of a simulated world, and what each may do at this moment: by rules of its own, not by the table that is put to the test. */
import type { Actor, ProjectRole, Viewer } from "@/lib/domain/viewer";
import { ada } from "@/lib/testing/scripted-session";
import type { History } from "./history";
import { PROJECT, type SimulatedStore } from "./simulated-store";

export const bob: Actor = { personId: 8, name: "Bob" };

export type SimulatedPerson = {
  actor: Actor;
  roles: readonly ProjectRole[];
  isDisabled: boolean;
  /** Who was disabled signs in anew, on another device. */
  device: number;
  /** Open connections were not looked at since this person's rights were changed. */
  isStale: boolean;
  /** The last event that they may be shown. */
  seesTo: number;
};

const person = (actor: Actor): SimulatedPerson => ({
  actor,
  roles: ["developer"],
  isDisabled: false,
  device: 1,
  isStale: false,
  seesTo: 0,
});
const deviceOf = ({ actor, device }: SimulatedPerson): string => `${actor.personId}.${device}`;

export class SimulatedPeople {
  readonly #store: SimulatedStore;
  readonly #all: readonly SimulatedPerson[] = [person(ada), person(bob)];

  /** Up to which seq whose right was what, one after the other. */
  readonly #spans: { to: number; rights: boolean[][] }[] = [];
  #wasAway = false;
  /** Commands of theirs that were accepted. */
  readonly accepted: { personId: number; command: string }[] = [];

  constructor(store: SimulatedStore) {
    this.#store = store;
    this.changed(0);
  }

  find({ personId }: Actor): SimulatedPerson {
    const [first, second] = this.#all;
    return (first?.actor.personId === personId ? first : second) ?? person(ada);
  }

  /** Who does not own the session. */
  get guest(): SimulatedPerson {
    return this.find(this.#store.owner.personId === ada.personId ? bob : ada);
  }

  mayWrite(actor: Actor): boolean {
    const { roles, isDisabled } = this.find(actor);
    const isOwn = this.#store.owner.personId === actor.personId;
    return !isDisabled && roles.includes("developer") && (isOwn || this.#store.isShared);
  }

  mayRead(actor: Actor): boolean {
    const { roles, isDisabled } = this.find(actor);
    return this.mayWrite(actor) || (!isDisabled && roles.includes("reviewer"));
  }

  maySee(actor: Actor, seq: number): boolean {
    return seq <= this.find(actor).seesTo || this.mayRead(actor);
  }

  /** Rights may be others now; up to `head` they were as before. What comes after a change of a person is bounded by the next look. */
  changed(head: number): void {
    for (const one of this.#all)
      if (this.mayRead(one.actor)) one.seesTo = Number.POSITIVE_INFINITY;
      else if (!one.isStale) one.seesTo = Math.min(one.seesTo, head);
  }

  change(one: SimulatedPerson, change: Partial<SimulatedPerson>): void {
    Object.assign(one, change, { isStale: true });
    this.changed(0);
  }

  looked(): void {
    for (const one of this.#all) one.isStale = false;
    this.changed(this.#store.rows.length);
  }

  /**
   * What each person's right to write was from the last call to this one, up to this seq: null where it changed. What was asked of a database
   * that did not answer comes on record when it is back, and may be from before.
   */
  toldRights(head: number): History["mayWrite"] {
    const rights = this.#spans.at(-1)?.rights.map((seen) => (this.#wasAway ? [...seen] : seen.slice(-1))) ?? this.#all.map(() => []);
    for (const [index, { actor }] of this.#all.entries()) rights[index]?.push(this.mayWrite(actor));
    this.#spans.push({ to: head, rights });
    this.#wasAway = this.#store.isAway;
    return (personId, seq) => {
      const place = this.#all.findIndex(({ actor }) => actor.personId === personId);
      const [first = null, ...others] = this.#spans.find(({ to }) => seq <= to)?.rights[place] ?? [];
      return others.every((one) => one === first) ? first : null;
    };
  }

  /** Null: they cannot sign in. */
  signIn(actor: Actor): Viewer | null {
    return this.viewerOf(deviceOf(this.find(actor)));
  }

  viewerOf(deviceId: string): Viewer | null {
    const one = this.#all.find((other) => deviceOf(other) === deviceId && !other.isDisabled);
    if (!one) return null;
    const { actor, roles } = one;
    const memberships = roles.map((role) => ({ projectId: PROJECT, role }));
    return { ...actor, deviceId, email: "", isAdmin: false, memberships };
  }
}
