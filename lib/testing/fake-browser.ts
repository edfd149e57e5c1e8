/** A browser as the bridge sees it: a signed-in Socket.IO client that keeps what it was sent, for tests. */
import { encode } from "next-auth/jwt";
import { io, type ManagerOptions, type Socket } from "socket.io-client";
import { vi } from "vitest";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import type { SessionRights } from "@/lib/domain/policy";
import { type Refusal, refusalSchema } from "@/lib/domain/refusal";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { requireSetting } from "@/lib/platform/env";
import type {
  ChannelAnswers,
  ChannelEvent,
  ChannelPayload,
  ClientToServer,
  ListedSession,
  LiveStatus,
  ServerToClient,
} from "@/lib/protocol/browser-channel";

/** How long a test waits for a fact. */
export const patience = { timeout: 10_000, interval: 20 };

export type BrowserSettings = {
  port: number;
  /** The signed-in device; null: nobody is signed in. */
  deviceId: string | null;
  /** Never: a page that hangs. */
  acknowledges?: "at once" | "never";
};

/** What the bridge takes for its own address, whatever port a test really listens on. */
export const ownHeaders = { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" };

/** The cookie that signing in gives this device. */
export async function cookieOf(deviceId: string): Promise<string> {
  return `${sessionCookieName()}=${await encode({ token: { sid: deviceId }, secret: requireSetting("NEXTAUTH_SECRET"), maxAge: 3_600 })}`;
}

export class FakeBrowser {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly events: { sessionId: string; event: ViewerEvent }[] = [];
  readonly closed: { sessionId: string; refusal: Refusal }[] = [];
  readonly statuses: LiveStatus[] = [];
  readonly rights: { sessionId: string; rights: SessionRights }[] = [];
  closing: Refusal | null = null;
  hints = 0;
  /** How often it was told that its person's roles changed. */
  roleChanges = 0;
  readonly rows: ListedSession[] = [];
  readonly gone: string[] = [];
  #unanswered: (() => void)[] = [];

  constructor(port: number, cookie: string | null, acknowledges: "at once" | "never") {
    const extraHeaders = { ...ownHeaders, ...(cookie === null ? {} : { cookie }) };
    const options: Partial<ManagerOptions> = { transports: ["websocket"], reconnection: false, extraHeaders };
    this.socket = io(`http://127.0.0.1:${port}`, { ...options, autoConnect: false, forceNew: true });
    this.socket.on("session:events", ({ sessionId, events }, received) => {
      this.events.push(...events.map((event) => ({ sessionId, event })));
      if (acknowledges === "at once") received();
      else this.#unanswered.push(received);
    });
    this.socket.on("session:closed", (end) => this.closed.push(end));
    this.socket.on("session:status", ({ status }) => this.statuses.push(status));
    this.socket.on("session:rights", (update) => this.rights.push(update));
    this.socket.on("sessions:changed", () => {
      this.hints += 1;
    });
    this.socket.on("sessions:rights", () => {
      this.roleChanges += 1;
    });
    this.socket.on("sessions:rows", (rows) => this.rows.push(...rows));
    this.socket.on("sessions:gone", (ids) => this.gone.push(...ids));
    this.socket.on("channel:closing", (refusal) => {
      this.closing = refusal;
    });
  }

  /** Batches that this browser has not acknowledged. */
  get unanswered(): number {
    return this.#unanswered.length;
  }

  /** "connected", or the refusal the handshake ended with. */
  connect(): Promise<"connected" | Refusal> {
    return new Promise((resolve) => {
      this.socket.once("connect", () => resolve("connected"));
      this.socket.once("connect_error", (error) => {
        const told = refusalSchema.safeParse("data" in error ? error.data : undefined);
        resolve(told.success ? told.data : { code: "internal", detail: error.message });
      });
      this.socket.connect();
    });
  }

  ask<E extends ChannelEvent>(event: E, payload: ChannelPayload<E>): Promise<ChannelAnswers[E]> {
    return this.askRaw(event, payload) as Promise<ChannelAnswers[E]>; // as: the bridge answers an event with its own answer
  }

  /** Any event with any arguments. Rejects when no answer comes. */
  askRaw(event: string, ...args: unknown[]): Promise<unknown> {
    const emitter: { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> } = this.socket.timeout(8_000);
    return emitter.emitWithAck(event, ...args);
  }

  /** What this browser was told of a session, in the order in which it came. */
  seqs(sessionId: string): number[] {
    return this.events.filter((one) => one.sessionId === sessionId).map(({ event }) => event.seq);
  }

  /** Resolves when the bridge has cut this browser. */
  async untilCut(): Promise<void> {
    await vi.waitFor(() => {
      if (this.socket.connected) throw new Error("still connected");
    }, patience);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** A browser that is connected. Throws when it was refused. */
export async function openBrowser({ port, deviceId, acknowledges = "at once" }: BrowserSettings): Promise<FakeBrowser> {
  const browser = new FakeBrowser(port, deviceId === null ? null : await cookieOf(deviceId), acknowledges);
  const outcome = await browser.connect();
  if (outcome !== "connected") throw new Error(`The browser was refused: ${JSON.stringify(outcome)}`);
  return browser;
}
