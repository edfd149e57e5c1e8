/** The agent's end of one connection, played by a test: binds, frames, and the loss of it. */
import { randomUUID } from "node:crypto";
import type { UpstreamLink } from "@/lib/bridge/sessions/driver-types";
import type { UpstreamOptions } from "@/lib/bridge/upstream/upstream-connection";
import { type ClientFrame, parseUpstreamFrame } from "@/lib/protocol/upstream-frames";

const CAPABILITIES = ["session_control_v1", "stream_resume_v1", "elicitation_v1", "commands_v1"];
const COMMANDS = ["info", "plan", "model", "share", "schedule", "status", "done", "prompt"].map((name) => ({
  name,
  description: "",
  hint: "",
}));

type Asked = { stream: string; after: number } | null;
type Resumed = boolean | null;

export abstract class PlayedWire {
  readonly sent: ClientFrame[] = [];
  isConnected = false;
  /** The client wants a connection. */
  isOpen = false;
  stream = "f6eb1a39b19c4accaceea52d1bdd68c0";
  streamSeq = 0;
  /** Every frame that answers this connection alone, by its place on it. */
  readonly replies: { connection: string; ordinal: number; text: string }[] = [];
  #options: UpstreamOptions | null = null;
  /** While a bind is answered the client may want the connection anew. */
  #isAnswering = false;
  #isUnwanted = false;
  #ordinal = 0;
  #connectionId = randomUUID();

  abstract get now(): number;
  /** Lets promises run, and timers that are due. */
  abstract settle(ms?: number): Promise<void>;

  connect(options: UpstreamOptions): UpstreamLink {
    this.#options = options;
    this.isOpen = true;
    return {
      open: () => options.onState({ kind: "connecting" }),
      send: (frame) => {
        if (this.isConnected) this.sent.push(frame);
        return this.isConnected;
      },
      reconnectNow: () => {
        this.#isUnwanted = this.#isAnswering;
      },
      close: async () => {
        this.isConnected = false;
        this.isOpen = false;
        options.onState({ kind: "closed" });
      },
    };
  }

  /** A raw frame from the agent. */
  receive(text: string): void {
    this.#ordinal += 1;
    const raw = Buffer.from(text);
    this.#options?.onFrame({
      raw,
      at: this.now,
      parsed: parseUpstreamFrame(text),
      connectionId: this.#connectionId,
      ordinal: this.#ordinal,
    });
  }

  reply(frame: Record<string, unknown>): void {
    const text = JSON.stringify(frame);
    this.replies.push({ connection: this.#connectionId, ordinal: this.#ordinal + 1, text });
    this.receive(text);
  }

  /** The bind's answer. `resumed`: what the agent says of the place it was asked to go on from; null: nothing. */
  async bindOnly(resumed: Resumed | ((asked: Asked) => Resumed)): Promise<void> {
    const asked = this.#options?.resumeFrom() ?? null;
    const told = typeof resumed === "function" ? resumed(asked) : resumed;
    this.isConnected = true;
    this.#connectionId = randomUUID();
    const { stream, streamSeq } = this;
    const offer = { capabilities: CAPABILITIES, commands: COMMANDS };
    const said = asked === null || told === null ? {} : { resumed: told };
    const ack = { type: "ack", request_id: "b", message_type: "session", status: "received", ...offer };
    this.#isAnswering = true;
    this.reply({ ...ack, stream, stream_seq: streamSeq, ...said });
    this.#isAnswering = false;
    if (this.#isUnwanted) {
      this.#isUnwanted = false;
      this.lose(false);
      return this.bindOnly(resumed);
    }
    this.#options?.onState({ kind: "bound", bound: { stream, streamSeq, resumed: told, ...offer, connectionId: this.#connectionId } });
    await this.settle();
  }

  refuse(reason: string): void {
    this.isConnected = false;
    this.#options?.onState({ kind: "refused", reason });
  }

  lose(wasBound = true): void {
    this.isConnected = false;
    this.#options?.onState({
      kind: "reconnecting",
      retryAt: this.now + 250,
      code: 1006,
      reason: "The connection was lost.",
      wasBound,
    });
  }
}
