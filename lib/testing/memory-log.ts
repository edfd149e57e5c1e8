/** A session's log in memory, for a driver without a database: a source lands once, a seq is given to each event. */

import type { RecordItem } from "@/lib/bridge/recording/recorder";
import { SpoolFullError } from "@/lib/bridge/recording/spool-file";
import type { RecorderPort } from "@/lib/bridge/sessions/driver-types";
import type { EventKind, EventOf, SessionEvent } from "@/lib/domain/sessions/session-event";
import { sourceOf } from "@/lib/event-log/append-events";
import { StorageAwayError } from "@/lib/platform/storage-away";

export class MemoryLog implements RecorderPort {
  readonly events: SessionEvent[] = [];
  readonly messages = new Map<string, SessionEvent>();
  readonly #sources = new Set<string>();
  state: RecorderPort["state"] = "direct";
  /** As a recorder whose spool is full: nothing more can be kept. */
  isFull = false;
  /** How far the agent's stream is on record. */
  position: { id: string; seq: number } | null = null;

  async record(items: RecordItem[], stream?: { id: string; seq: number }): Promise<SessionEvent[]> {
    if (this.isFull) throw new SpoolFullError("The spool is full.");
    this.position = stream ?? this.position;
    return items.flatMap((item) => this.#store(item));
  }

  async recordNow(items: RecordItem[]): Promise<SessionEvent[]> {
    await Promise.resolve();
    if (this.state !== "direct") throw new StorageAwayError(new Error("away"));
    return items.flatMap((item) => this.#store(item));
  }

  async close(): Promise<void> {}

  /** How many frames of a stream are on record. */
  recordedOf(stream: string): number {
    return [...this.#sources].filter((key) => key.startsWith(`${sourceOf(stream)} `)).length;
  }

  of<K extends EventKind>(kind: K): EventOf<K>[] {
    return this.events.filter((event): event is Extract<SessionEvent, { kind: K }> => event.kind === kind) as unknown as EventOf<K>[]; // as: TypeScript cannot relate the two unions
  }

  #store({ draft, source, clientMessageId }: RecordItem): SessionEvent[] {
    const key = source && `${source.stream} ${source.seq}`;
    if (key && this.#sources.has(key)) return [];
    const known = clientMessageId && this.messages.get(clientMessageId);
    if (known) return [known];
    if (key) this.#sources.add(key);
    const event: SessionEvent = { ...structuredClone(draft), seq: this.events.length + 1 };
    this.events.push(event);
    if (clientMessageId) this.messages.set(clientMessageId, event);
    return [event];
  }
}
