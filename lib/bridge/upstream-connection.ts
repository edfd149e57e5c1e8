/** One WebSocket to one agent for one session: bind, pings, backoff and resume; every frame is handed over as it came. */
import { randomUUID } from "node:crypto";
import { type RawData, WebSocket } from "ws";
import type { AgentCommand } from "@/lib/domain/command";
import { RefusedError } from "@/lib/domain/refusal";
import {
  type ClientFrame,
  encodeClientFrame,
  type ParsedFrame,
  parseUpstreamFrame,
  type UpstreamFrame,
} from "@/lib/protocol/upstream-frames";
import { missingCapabilities, refusedByError, refusedByStatus } from "./upstream-handshake";

const HANDSHAKE_MS = 10_000;
/** A bind may load a long session from the agent's disk. */
const BIND_MS = 60_000;
const PING_MS = 25_000;
const MISSED_PONGS = 2;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 15_000;
const PAYLOAD_MAX = 64 * 1024 * 1024;
/** What may wait for a slow agent before the connection counts as dead. */
const UNSENT_MAX = 16 * 1024 * 1024;
const FRAME_TOO_LARGE = 1009;

export type UpstreamTarget = { url: string; token: string | null };
export type Received = { raw: Buffer; at: number; parsed: ParsedFrame; connectionId: string; ordinal: number };
export type Bound = {
  stream: string | null;
  streamSeq: number | null;
  resumed: boolean | null;
  capabilities: string[];
  commands: AgentCommand[];
  connectionId: string;
};
export type UpstreamState =
  | { kind: "connecting"; attempt: number }
  | { kind: "bound"; bound: Bound }
  /** `wasBound`: a bound connection was lost just now. */
  | { kind: "reconnecting"; attempt: number; retryAt: number; code: number; reason: string; wasBound: boolean }
  | { kind: "refused"; reason: string }
  | { kind: "closed" };

export type UpstreamOptions = {
  /** Asked anew at each attempt: an agent of ours may have a new port. A RefusedError is final, anything else is tried again. */
  target(): Promise<UpstreamTarget>;
  sessionId: string;
  cwd: string | null;
  role: string | null;
  resumeFrom(): { stream: string; after: number } | null;
  onFrame(received: Received): void;
  onState(state: UpstreamState): void;
  now?(): number;
  random?(): number;
};

type Attempt = {
  id: string;
  socket: WebSocket;
  ordinal: number;
  bindRequest: string;
  ack: Omit<Bound, "connectionId"> | null;
  isBound: boolean;
  silentPings: number;
  timers: ReturnType<typeof setTimeout>[];
};

const toBuffer = (data: RawData): Buffer => (Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data));

export class UpstreamConnection {
  readonly #options: UpstreamOptions;
  readonly #now: () => number;
  readonly #random: () => number;
  #state: UpstreamState = { kind: "closed" };
  #attempt: Attempt | null = null;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** After a frame too large to be read: it is left out of the next resume. */
  #skipOne = false;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
  }

  get state(): UpstreamState {
    return this.#state;
  }

  open(): void {
    if (this.#state.kind !== "closed" && this.#state.kind !== "refused") return;
    this.#tries = 0;
    void this.#connect();
  }

  /** False: not bound, nothing was sent. */
  send(frame: ClientFrame): boolean {
    const attempt = this.#attempt;
    if (!attempt?.isBound || attempt.socket.readyState !== WebSocket.OPEN) return false;
    attempt.socket.send(encodeClientFrame(frame));
    if (attempt.socket.bufferedAmount > UNSENT_MAX) attempt.socket.terminate();
    return true;
  }

  /** Tries again at once; a connection that stands is made anew. */
  reconnectNow(): void {
    if (this.#state.kind === "closed") return;
    if (this.#attempt) return this.#attempt.socket.terminate();
    this.#cancelRetry();
    this.#tries = 0;
    void this.#connect();
  }

  async close(): Promise<void> {
    this.#cancelRetry();
    const attempt = this.#attempt;
    this.#attempt = null;
    this.#set({ kind: "closed" });
    if (!attempt) return;
    this.#clear(attempt);
    await new Promise<void>((resolve) => {
      if (attempt.socket.readyState === WebSocket.CLOSED) return resolve();
      attempt.socket.once("close", () => resolve());
      attempt.socket.close(1000);
      setTimeout(() => attempt.socket.terminate(), 500).unref();
    });
  }

  #set(state: UpstreamState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  async #connect(): Promise<void> {
    this.#tries += 1;
    const { tries } = { tries: this.#tries };
    this.#set({ kind: "connecting", attempt: tries });
    try {
      const target = await this.#options.target();
      if (this.#state.kind !== "connecting" || this.#tries !== tries) return;
      this.#attach(this.#dial(target));
    } catch (error) {
      if (this.#state.kind !== "connecting" || this.#tries !== tries) return;
      if (error instanceof RefusedError)
        return this.#set({ kind: "refused", reason: error.refusal.detail ?? "The agent cannot be started." });
      const { isFinal, reason } = refusedByError(error);
      if (isFinal) this.#set({ kind: "refused", reason });
      else this.#scheduleRetry(0, reason, false);
    }
  }

  #dial({ url, token }: UpstreamTarget): WebSocket {
    return new WebSocket(url, {
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: PAYLOAD_MAX,
      skipUTF8Validation: true,
      followRedirects: false,
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
  }

  #attach(socket: WebSocket): void {
    const attempt: Attempt = {
      id: randomUUID(),
      socket,
      ordinal: 0,
      bindRequest: randomUUID(),
      ack: null,
      isBound: false,
      silentPings: 0,
      timers: [],
    };
    this.#attempt = attempt;
    let refused: { isFinal: boolean; reason: string } | null = null;
    socket.on("open", () => this.#bind(attempt));
    socket.on("message", (data) => this.#receive(attempt, toBuffer(data)));
    socket.on("pong", () => {
      attempt.silentPings = 0;
    });
    socket.on("ping", () => {
      attempt.silentPings = 0;
    });
    socket.on("unexpected-response", (request, response) => {
      refused = refusedByStatus(response.statusCode ?? 0);
      response.resume();
      request.destroy();
      socket.terminate();
    });
    socket.on("error", (error) => {
      refused ??= refusedByError(error);
    });
    socket.on("close", (code) => this.#lost(attempt, code, refused));
  }

  #bind(attempt: Attempt): void {
    const { sessionId, cwd, role } = this.#options;
    const resume = this.#resume();
    const frame: ClientFrame = {
      type: "session",
      session_id: sessionId,
      request_id: attempt.bindRequest,
      capabilities: ["elicitation_v1", "commands_v1"],
      ...(cwd === null ? {} : { cwd }),
      ...(role === null ? {} : { role }),
      ...(resume === null ? {} : { resume }),
    };
    attempt.socket.send(encodeClientFrame(frame));
    attempt.timers.push(setTimeout(() => attempt.socket.terminate(), BIND_MS));
    attempt.timers.push(setInterval(() => this.#ping(attempt), PING_MS));
  }

  #resume(): { stream: string; after: number } | null {
    const resume = this.#options.resumeFrom();
    const skip = this.#skipOne ? 1 : 0;
    this.#skipOne = false;
    return resume && { ...resume, after: resume.after + skip };
  }

  #ping(attempt: Attempt): void {
    attempt.silentPings += 1;
    if (attempt.silentPings > MISSED_PONGS) attempt.socket.terminate();
    else if (attempt.socket.readyState === WebSocket.OPEN) attempt.socket.ping();
  }

  #receive(attempt: Attempt, raw: Buffer): void {
    if (this.#attempt !== attempt) return;
    attempt.silentPings = 0;
    attempt.ordinal += 1;
    const parsed = parseUpstreamFrame(raw.toString("utf8"));
    this.#options.onFrame({ raw, at: this.#now(), parsed, connectionId: attempt.id, ordinal: attempt.ordinal });
    if (!attempt.isBound && parsed.ok) this.#followBind(attempt, parsed.frame);
  }

  /** The ack tells what the server can, the status after it that the session is loaded. */
  #followBind(attempt: Attempt, frame: UpstreamFrame): void {
    if (frame.type === "ack" && frame.fields.request_id === attempt.bindRequest) {
      const { stream, capabilities, resumed, commands } = frame.fields;
      const lack = missingCapabilities(capabilities);
      if (lack !== null) return this.#refuse(attempt, lack);
      attempt.ack = { stream, streamSeq: frame.streamSeq, resumed, capabilities, commands: commands ?? [] };
    }
    if (frame.type === "error" && frame.streamSeq === null) this.#refuse(attempt, `The agent refused the session: ${frame.fields.message}`);
    if (frame.type !== "status" || frame.sessionId === null || !attempt.ack || frame.streamSeq !== null) return;
    attempt.isBound = true;
    this.#tries = 0;
    clearTimeout(attempt.timers[0]);
    this.#set({ kind: "bound", bound: { ...attempt.ack, connectionId: attempt.id } });
  }

  #refuse(attempt: Attempt, reason: string): void {
    this.#attempt = null;
    this.#clear(attempt);
    attempt.socket.close(1000);
    this.#set({ kind: "refused", reason });
  }

  #clear(attempt: Attempt): void {
    for (const timer of attempt.timers) clearInterval(timer);
  }

  #lost(attempt: Attempt, code: number, refused: { isFinal: boolean; reason: string } | null): void {
    this.#clear(attempt);
    if (this.#attempt !== attempt) return;
    this.#attempt = null;
    if (code === FRAME_TOO_LARGE) this.#skipOne = true;
    if (refused?.isFinal && !attempt.isBound) return this.#set({ kind: "refused", reason: refused.reason });
    this.#scheduleRetry(code, lossReason(code, attempt, refused?.reason), attempt.isBound);
  }

  #scheduleRetry(code: number, reason: string, wasBound: boolean): void {
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(10, wasBound ? 0 : this.#tries - 1));
    const delay = Math.round(ceiling * (0.5 + this.#random() / 2));
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.#connect();
    }, delay);
    this.#set({ kind: "reconnecting", attempt: this.#tries, retryAt: this.#now() + delay, code, reason, wasBound });
  }

  #cancelRetry(): void {
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
  }
}

function lossReason(code: number, attempt: Attempt, said: string | undefined): string {
  if (code === FRAME_TOO_LARGE) return "The agent sent a frame above 64 MiB, which cannot be read.";
  if (attempt.silentPings > MISSED_PONGS) return "The agent has not answered for more than a minute.";
  if (said) return said;
  return attempt.isBound ? "The connection to the agent was lost." : "The agent closed the connection before the session was loaded.";
}
