/** The database of a simulated world: one session's log with epochs and sources, which can be slow, away, or lose its answer. */
import type { EventDraft, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import type { Append, AppendItem, Placed } from "@/lib/event-log/append-events";
import type { SessionHead } from "@/lib/event-log/claim-session";
import { StorageAwayError } from "@/lib/platform/storage-away";
import type { StoredSession } from "@/lib/services/sessions/read-session-row";
import { ada } from "@/lib/testing/scripted-session";
import type { Chance } from "@/lib/testing/seeded-chance";
import { headOf } from "./head-of-log";
import type { LogRow } from "./history";

export const SESSION = "0198a0de-0000-7000-8000-000000000001";
export const PROJECT = 1;
export const TITLE = "A talk";

export class SimulatedStore {
  owner: Actor = ada;
  isShared = false;
  isArchived = false;
  readonly rows: LogRow[] = [];
  readonly messages = new Map<string, SessionEvent>();
  readonly #bySource = new Map<string, number>();
  /** What was refused because another holder had come: only this may land late. */
  readonly #refused = new Set<string>();
  readonly #chance: Chance;
  readonly #mark: (what: string) => void;
  #epoch = 0;
  #position: { id: string; seq: number } | null = null;
  isAway = false;
  /** The next append: its answer does not come, and it is on record or not. */
  loses: "stored" | "dropped" | null = null;
  /** Statements that are on their way. */
  pending = 0;

  constructor(chance: Chance, mark: (what: string) => void) {
    this.#chance = chance;
    this.#mark = mark;
  }

  get events(): SessionEvent[] {
    return this.rows.map(({ event }) => event);
  }

  claim(): SessionHead {
    if (this.isAway) throw new StorageAwayError(new Error("away"));
    this.#epoch += 1;
    return headOf(this.events, this.#position, this.#epoch);
  }

  async find(messageId: string): Promise<{ seq: number; kind: string } | null> {
    await this.#takeTime();
    if (this.isAway) throw new StorageAwayError(new Error("away"));
    return this.messages.get(messageId) ?? null;
  }

  async read(after: number): Promise<SessionEvent[]> {
    await this.#takeTime();
    if (this.isAway) throw new StorageAwayError(new Error("away"));
    return this.events.slice(after, after + 200);
  }

  async row(): Promise<StoredSession> {
    await this.#takeTime();
    if (this.isAway) throw new StorageAwayError(new Error("away"));
    const { owner, isShared, isArchived, rows } = this;
    return {
      id: SESSION,
      title: TITLE,
      owner: { id: owner.personId, name: owner.name },
      project: { id: PROJECT, name: "" },
      wantedRole: null,
      lastSeq: rows.length,
      shared: isShared,
      isArchived,
      isProjectArchived: false,
      upstream: { kind: "demo", role: null },
    };
  }

  /** What a person decided, whoever holds the session. */
  decide(draft: EventDraft): number {
    this.#placeOne({ draft, source: `decided ${this.rows.length}`, sourceSeq: 1 }, null, true);
    return this.rows.length;
  }

  /** The way into the log for one holder; one that is dead is never answered and changes nothing. */
  writerOf(writer: number | null, isDead: () => boolean): { append(append: Append): Promise<Placed[]> } {
    return {
      append: async (append) => {
        await this.#takeTime();
        if (isDead()) return new Promise<never>(() => {});
        if (this.isAway) throw new StorageAwayError(new Error("away"));
        const { loses } = this;
        this.loses = null;
        if (loses) this.isAway = true;
        if (loses) this.#mark(`answer lost, ${loses}`);
        if (loses === "dropped") throw new StorageAwayError(new Error("lost"), { mayBeStored: true });
        const placed = this.#place(append, writer);
        if (loses) throw new StorageAwayError(new Error("lost"), { mayBeStored: true });
        await this.#takeTime();
        return isDead() ? new Promise<never>(() => {}) : placed;
      },
    };
  }

  async #takeTime(): Promise<void> {
    this.pending += 1;
    for (let rounds = this.#chance(3); rounds > 0; rounds -= 1) await new Promise((resolve) => setImmediate(resolve));
    this.pending -= 1;
  }

  #place({ epoch, stream, items }: Append, writer: number | null): Placed[] {
    if (epoch !== null && epoch !== this.#epoch) {
      this.#mark("fenced");
      for (const { source, sourceSeq } of items) this.#refused.add(`${source} ${sourceSeq}`);
      return items.map(() => ({ status: "stale" }));
    }
    if (stream) this.#position = stream;
    return items.map((item) => this.#placeOne(item, writer, epoch === null));
  }

  #placeOne({ draft, source, sourceSeq, clientMessageId, raw }: AppendItem, writer: number | null, isLate: boolean): Placed {
    const key = `${source} ${sourceSeq}`;
    const known = this.#bySource.get(key) ?? (clientMessageId ? this.messages.get(clientMessageId)?.seq : undefined);
    if (known !== undefined) {
      this.#mark("same source again");
      return { status: "known", seq: known };
    }
    const event: SessionEvent = { ...structuredClone(draft), seq: this.rows.length + 1 };
    if (event.kind === "session_shared") this.isShared = event.payload.mode === "project";
    if (event.kind === "session_archived" || event.kind === "session_restored") this.isArchived = event.kind === "session_archived";
    if (event.kind === "session_handed_over") this.owner = event.payload.to;
    const claimed = this.#epoch;
    const isAllowed = writer === null || (isLate && this.#refused.has(key));
    this.rows.push({ event, source, sourceSeq, raw: raw?.toString("utf8") ?? null, writer: isAllowed ? claimed : writer, claimed });
    this.#bySource.set(key, event.seq);
    if (clientMessageId) this.messages.set(clientMessageId, event);
    return { status: "stored", seq: event.seq };
  }
}
