/** How a live session is, as its viewers are told: looked at after every frame, so it makes nothing anew and says only what changed. */
import { type AgentCommand, offeredCommands } from "@/lib/domain/sessions/command";
import type { Actor } from "@/lib/domain/viewer";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

export type StatusFacts = Pick<LiveStatus, "state" | "detail" | "retryAt" | "spooling" | "asked"> & {
  /** What the agent lists as commands. */
  listed: readonly AgentCommand[];
};

function isSame(one: LiveStatus, other: LiveStatus): boolean {
  return (
    one.state === other.state &&
    one.detail === other.detail &&
    one.retryAt === other.retryAt &&
    one.spooling === other.spooling &&
    one.commands === other.commands &&
    one.asked === other.asked &&
    one.viewers === other.viewers
  );
}

export class ShownStatus {
  readonly #now: () => number;
  #since: number;
  #told: LiveStatus | null = null;
  #listed: readonly AgentCommand[] | null = null;
  #commands: AgentCommand[] = [];
  #viewers: Actor[] = [];

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** Somebody came or went; `watching` names whoever watches, once for each page. The list stays the same one while it says the same. */
  countPeople(watching: Iterable<{ by: Actor }>): void {
    const people = new Map<number, Actor>();
    for (const { by } of watching) people.set(by.personId, by);
    const isKnown = ({ personId, name }: Actor) => people.get(personId)?.name === name;
    if (people.size !== this.#viewers.length || !this.#viewers.every(isKnown)) this.#viewers = [...people.values()];
  }

  /** As it was told last; before that, as it is. */
  current(facts: StatusFacts): LiveStatus {
    return this.#told ?? this.#of(facts);
  }

  /** What to tell the viewers; null: nothing that they do not know. */
  change(facts: StatusFacts): LiveStatus | null {
    const status = this.#of(facts);
    if (this.#told && isSame(status, this.#told)) return null;
    if (status.state !== this.#told?.state) this.#since = this.#now();
    this.#told = { ...status, since: this.#since };
    return this.#told;
  }

  #of({ state, detail, retryAt, spooling, listed, asked }: StatusFacts): LiveStatus {
    if (listed !== this.#listed) {
      this.#listed = listed;
      this.#commands = offeredCommands(listed);
    }
    return { state, detail, retryAt, spooling, since: this.#since, commands: this.#commands, asked, viewers: this.#viewers };
  }
}
