/** One try to reach an agent: a socket from the dial to its end, with the bind, the pings and the time-outs. */
import { randomUUID } from "node:crypto";
import { type RawData, WebSocket } from "ws";
import type { AgentCommand } from "@/lib/domain/sessions/command";
import { CONNECTION_LOST } from "@/lib/domain/sessions/connection-lost";
import {
  type ClientFrame,
  encodeClientFrame,
  type ParsedFrame,
  parseUpstreamFrame,
  type UpstreamFrame,
} from "@/lib/protocol/upstream-frames";
import { type Failure, missingCapabilities, refusedByBind, refusedByError, refusedByStatus } from "./upstream-handshake";

const HANDSHAKE_MS = 10_000;
/** A bind may load a long session from the agent's disk. */
const BIND_MS = 60_000;
const PING_MS = 25_000;
const MISSED_PONGS = 2;
const PAYLOAD_MAX = 64 * 1024 * 1024;
/** What may wait for a slow agent before the connection counts as dead. */
const UNSENT_MAX = 16 * 1024 * 1024;
const FAREWELL_MS = 500;
/** The code ws gives to a frame above `maxPayload`; its close event says 1006 then. */
const TOO_LARGE = "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";
const TOO_LARGE_CLOSE = 1009;

export type UpstreamTarget = { url: string; token: string | null };
/** A frame as it came: `at` in ms since 1970, `ordinal` 1, 2, 3 … on this connection. */
export type Received = { raw: Buffer; at: number; parsed: ParsedFrame; connectionId: string; ordinal: number };
export type Bound = {
  stream: string | null;
  streamSeq: number | null;
  resumed: boolean | null;
  capabilities: string[];
  commands: AgentCommand[];
  connectionId: string;
};
/** How an attempt ended. `isFinal`: trying again changes nothing. */
export type AttemptEnd = Failure & { code: number; wasBound: boolean; wasTooLarge: boolean };

export type BindFrame = Omit<Extract<ClientFrame, { type: "session" }>, "request_id">;

export type AttemptOptions = {
  socket: WebSocket;
  /** Asked when the socket is open. */
  bind(): BindFrame;
  now(): number;
  onFrame(received: Received): void;
  onBound(bound: Bound): void;
  /** Once, unless the attempt was dropped. */
  onEnd(end: AttemptEnd): void;
};

/** Dials an agent. Throws where the address or the token cannot be used at all. */
export function dialUpstream({ url, token }: UpstreamTarget): WebSocket {
  return new WebSocket(url, {
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: PAYLOAD_MAX,
    skipUTF8Validation: true,
    followRedirects: false,
    headers: token === null ? {} : { Authorization: `Bearer ${token}` },
  });
}

const toBuffer = (data: RawData): Buffer => (Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data));
const isTooLarge = (error: Error): boolean => "code" in error && error.code === TOO_LARGE;

export class UpstreamAttempt {
  readonly #options: AttemptOptions;
  readonly #id = randomUUID();
  readonly #bindRequest = randomUUID();
  #ordinal = 0;
  #ack: Omit<Bound, "connectionId"> | null = null;
  #isBound = false;
  #isOver = false;
  #silentPings = 0;
  #bindTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #why: Failure | null = null;
  #wasTooLarge = false;

  constructor(options: AttemptOptions) {
    this.#options = options;
    const { socket } = options;
    socket.on("open", () => this.#bind());
    socket.on("message", (data) => this.#receive(toBuffer(data)));
    socket.on("pong", () => this.#heard());
    socket.on("ping", () => this.#heard());
    socket.on("unexpected-response", (request, response) => {
      this.#why = refusedByStatus(response.statusCode ?? 0);
      response.resume();
      request.destroy();
      socket.terminate();
    });
    socket.on("error", (error) => {
      if (isTooLarge(error)) {
        this.#wasTooLarge = true;
        socket.terminate();
      }
      this.#why ??= refusedByError(error);
    });
    socket.on("close", (code) => this.#end(code));
  }

  /** False: not bound, nothing was sent. */
  send(frame: ClientFrame): boolean {
    const { socket } = this.#options;
    if (!this.#isBound || this.#isOver || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(encodeClientFrame(frame));
    if (socket.bufferedAmount > UNSENT_MAX) this.cut("The agent does not read what is sent to it.");
    return true;
  }

  /** Ends the connection at once; `onEnd` comes with these words. */
  cut(reason: string): void {
    this.#why ??= { isFinal: false, reason };
    this.#options.socket.terminate();
  }

  /** Lets go of the connection in order, without another call of ours. Resolves when the socket is closed. */
  async drop(): Promise<void> {
    this.#stop();
    const { socket } = this.#options;
    await new Promise<void>((resolve) => {
      if (socket.readyState === WebSocket.CLOSED) return resolve();
      const farewell = setTimeout(() => socket.terminate(), FAREWELL_MS);
      socket.once("close", () => {
        clearTimeout(farewell);
        resolve();
      });
      socket.close(1000);
    });
  }

  #stop(): void {
    this.#isOver = true;
    clearTimeout(this.#bindTimer);
    clearInterval(this.#pingTimer);
  }

  #bind(): void {
    if (this.#isOver) return;
    this.#options.socket.send(encodeClientFrame({ ...this.#options.bind(), request_id: this.#bindRequest }));
    this.#bindTimer = setTimeout(() => this.cut("The agent did not load the session within a minute."), BIND_MS);
    this.#pingTimer = setInterval(() => this.#ping(), PING_MS);
  }

  #heard(): void {
    this.#silentPings = 0;
  }

  #ping(): void {
    this.#silentPings += 1;
    if (this.#silentPings > MISSED_PONGS) this.cut("The agent has not answered for more than a minute.");
    else if (this.#options.socket.readyState === WebSocket.OPEN) this.#options.socket.ping();
  }

  #receive(raw: Buffer): void {
    if (this.#isOver) return;
    this.#heard();
    this.#ordinal += 1;
    const parsed = parseUpstreamFrame(raw.toString("utf8"));
    this.#options.onFrame({ raw, at: this.#options.now(), parsed, connectionId: this.#id, ordinal: this.#ordinal });
    if (!this.#isBound && !this.#isOver && parsed.ok) this.#followBind(parsed.frame);
  }

  /** The ack tells what the server can, the status after it that the session is loaded. */
  #followBind(frame: UpstreamFrame): void {
    if (frame.type === "ack" && frame.fields.request_id === this.#bindRequest) this.#acknowledged(frame.fields, frame.streamSeq);
    if (frame.type === "error" && frame.streamSeq === null) this.#refuse(refusedByBind(frame.fields.message));
    if (frame.type !== "status" || frame.sessionId === null || frame.streamSeq !== null || !this.#ack) return;
    this.#isBound = true;
    clearTimeout(this.#bindTimer);
    this.#options.onBound({ ...this.#ack, connectionId: this.#id });
  }

  #acknowledged(fields: Extract<UpstreamFrame, { type: "ack" }>["fields"], streamSeq: number | null): void {
    const { stream, capabilities, resumed, commands } = fields;
    const lack = missingCapabilities(capabilities);
    if (lack === null) this.#ack = { stream, streamSeq, resumed, capabilities, commands: commands ?? [] };
    else this.#refuse({ isFinal: true, reason: lack });
  }

  #refuse(failure: Failure): void {
    if (this.#isOver) return;
    void this.drop();
    this.#options.onEnd({ ...failure, code: 1000, wasBound: false, wasTooLarge: false });
  }

  #end(code: number): void {
    if (this.#isOver) return;
    this.#stop();
    const wasBound = this.#isBound;
    const { isFinal, reason } = this.#why ?? { isFinal: false, reason: this.#wordsForEnd() };
    const said = this.#wasTooLarge
      ? { code: TOO_LARGE_CLOSE, reason: "The agent sent a frame above 64 MiB, which cannot be read." }
      : { code, reason };
    this.#options.onEnd({ ...said, isFinal: isFinal && !wasBound, wasBound, wasTooLarge: this.#wasTooLarge });
  }

  #wordsForEnd(): string {
    return this.#isBound ? CONNECTION_LOST : "The agent closed the connection before the session was loaded.";
  }
}
