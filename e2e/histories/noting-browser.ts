// A browser without a page: signed in, it joins after what it has, keeps what it was shown, and sends a message again until it is on record.
import { io, type Socket } from "socket.io-client";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { callAfter } from "@/lib/platform/call-after";
import type { ClientToServer, LiveStatus, ServerToClient } from "@/lib/protocol/browser-channel";
import type { Shown, Stay } from "@/lib/testing/simulation/history";

const AGAIN_MS = 100;
const ANSWER_MS = 3_000;

export type BrowserPlace = { name: string; sessionId: string; port: number; origin: string; cookie: string };

export class NotingBrowser {
  readonly stays: (Stay & { shown: Shown[] })[] = [];
  /** Messages that are on record as far as this browser was told. */
  readonly acknowledged = new Map<string, number>();
  readonly written = new Map<string, string>();
  readonly #place: BrowserPlace;
  readonly #socket: Socket<ServerToClient, ClientToServer>;
  readonly #unsent = new Map<string, string>();
  #stay: (Stay & { shown: Shown[] }) | null = null;
  #isClosed = false;
  /** How the agent is, as far as this browser was told. */
  #state: LiveStatus["state"] | null = null;

  constructor(place: BrowserPlace) {
    this.#place = place;
    const { port, origin, cookie, sessionId } = place;
    this.#socket = io(`http://127.0.0.1:${port}`, {
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: AGAIN_MS,
      reconnectionDelayMax: AGAIN_MS,
      extraHeaders: { origin, host: new URL(origin).host, cookie },
    });
    this.#socket.on("connect", () => {
      void this.#join();
      for (const [id, text] of this.#unsent) void this.#send(id, text);
    });
    this.#socket.on("disconnect", () => {
      this.#leave();
      this.#comeBack();
    });
    this.#socket.on("connect_error", () => this.#comeBack());
    this.#socket.on("session:events", ({ sessionId: of, events }, received) => {
      if (of === sessionId) this.#stay?.shown.push(...events.map(shownOf));
      received();
    });
    this.#socket.on("session:status", ({ status }) => {
      this.#state = status.state;
    });
    this.#socket.on("session:closed", () => {
      this.#leave();
      this.#again(() => void this.#join());
    });
  }

  /** The last seq that it has. */
  get cursor(): number {
    const stay = this.stays.at(-1);
    return stay?.shown.at(-1)?.seq ?? stay?.after ?? 0;
  }

  get state(): string {
    return `${this.#socket.connected ? (this.#state ?? "joining") : "away"}, has ${this.cursor}, ${this.#unsent.size} unsent`;
  }

  get hasUnsent(): boolean {
    return this.#unsent.size > 0;
  }

  send(messageId: string, text: string): void {
    this.written.set(messageId, text);
    this.#unsent.set(messageId, text);
    if (this.#socket.connected) void this.#send(messageId, text);
  }

  /** As a person who presses "Retry now", where the page offers it. */
  retry(): void {
    const { sessionId } = this.#place;
    const isOffered = this.#state === "reconnecting" || this.#state === "refused";
    if (this.#socket.connected && isOffered) this.#socket.emit("session:retry", { sessionId }, () => {});
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.disconnect();
  }

  #again(call: () => void): void {
    callAfter(AGAIN_MS, () => this.#isClosed || call());
  }

  /** What the server cut or refused, Socket.IO does not try again by itself. */
  #comeBack(): void {
    if (!this.#socket.active) this.#again(() => this.#socket.connect());
  }

  #leave(): void {
    if (this.#stay) this.#stay.isOver = true;
    this.#stay = null;
  }

  async #join(): Promise<void> {
    this.#leave();
    const { sessionId, name } = this.#place;
    const stay = { viewer: `${name}.${this.stays.length}`, after: this.cursor, shown: [], isOver: false };
    this.stays.push(stay);
    this.#stay = stay;
    // Without a limit: a server that is late would serve this join besides the next one.
    const joined = await this.#socket.emitWithAck("session:join", { sessionId, afterSeq: stay.after }).catch(() => null);
    if (joined?.ok) this.#state = joined.status.state;
    if (joined?.ok || this.#stay !== stay) return;
    this.#leave();
    this.#again(() => this.#socket.connected && void this.#join());
  }

  async #send(messageId: string, text: string): Promise<void> {
    const { sessionId } = this.#place;
    const answer = await this.#socket
      .timeout(ANSWER_MS)
      .emitWithAck("session:send", { sessionId, messageId, text })
      .catch(() => null);
    if (answer?.ok) {
      this.#unsent.delete(messageId);
      this.acknowledged.set(messageId, answer.seq);
      return;
    }
    this.#again(() => this.#socket.connected && this.#unsent.has(messageId) && void this.#send(messageId, text));
  }
}

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value;

/** Where it comes from, the log or its writer's memory, an event has its fields in another order. */
export const textOfEvent = ({ kind, turn, payload }: SessionEvent | ViewerEvent): string => JSON.stringify([kind, turn, payload], inOrder);

/** Whether it was on record by then is told by what is on record after the database was killed. */
function shownOf(event: ViewerEvent): Shown {
  return { seq: event.seq, text: textOfEvent(event), wasDurable: true, wasAllowed: true };
}
