/** A session driver between a log in memory and an agent that the test plays, with a clock that the test moves. */
import { randomUUID } from "node:crypto";
import type { DriverDeps, DriverSession, UpstreamLink } from "@/lib/bridge/driver-types";
import { SessionDriver } from "@/lib/bridge/session-driver";
import type { UpstreamOptions } from "@/lib/bridge/upstream-connection";
import { zeroTotals } from "@/lib/domain/usage";
import type { Actor } from "@/lib/domain/viewer";
import type { SessionHead } from "@/lib/event-log/claim-session";
import { type ClientFrame, parseUpstreamFrame } from "@/lib/protocol/upstream-frames";
import { MemoryLog } from "./memory-log";

export const ada: Actor = { personId: 7, name: "Ada" };
const CAPABILITIES = ["session_control_v1", "stream_resume_v1", "elicitation_v1", "commands_v1"];
const COMMANDS = ["info", "plan", "model", "share", "schedule", "status"].map((name) => ({ name, description: "", hint: "" }));

type Timer = { at: number; call: () => void };

export class ScriptedSession {
  readonly log: MemoryLog;
  readonly sent: ClientFrame[] = [];
  readonly driver: SessionDriver;
  processes: { pid: number; command: string; startedAt: number }[] = [];
  now = 1_000;
  isConnected = false;
  #options: UpstreamOptions | null = null;
  #timers: Timer[] = [];
  #ordinal = 0;
  #connectionId = randomUUID();
  stream = "f6eb1a39b19c4accaceea52d1bdd68c0";
  streamSeq = 0;
  dollars = 0;
  tokens = 0;

  constructor({
    log = new MemoryLog(),
    head = {},
    session = {},
  }: { log?: MemoryLog; head?: Partial<SessionHead>; session?: Partial<DriverSession> } = {}) {
    this.log = log;
    const whole: SessionHead = {
      epoch: 1,
      lastSeq: 0,
      stream: null,
      streamSeq: 0,
      turnCount: 0,
      keptFor: [],
      openTurn: null,
      totals: zeroTotals,
      model: "",
      role: "",
      queue: [],
      openElicitations: [],
      ...head,
    };
    this.driver = new SessionDriver(this.#session(session), whole, this.#deps(), () => {});
    this.driver.open();
  }

  #session(given: Partial<DriverSession>): DriverSession {
    return {
      id: "0198a0de-0000-7000-8000-000000000001",
      owner: ada,
      title: "A talk",
      cwd: null,
      role: null,
      isDemo: false,
      endsWithUs: false,
      target: async () => ({ url: "ws://test", token: null }),
      listProcesses: async () => this.processes,
      endProcesses: async () => this.processes.splice(0).map((one) => one.pid),
      ...given,
    };
  }

  #deps(): DriverDeps {
    return {
      recorder: this.log,
      connect: (options) => this.#connect(options),
      findClientMessage: async (id) => {
        const event = this.log.messages.get(id);
        return event ? { seq: event.seq, kind: event.kind } : null;
      },
      letGo: async () => {},
      now: () => this.now,
      newId: randomUUID,
      after: (ms, call) => {
        const timer = { at: this.now + ms, call };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter((one) => one !== timer);
        };
      },
    };
  }

  #connect(options: UpstreamOptions): UpstreamLink {
    this.#options = options;
    return {
      open: () => options.onState({ kind: "connecting", attempt: 1 }),
      send: (frame) => {
        if (this.isConnected) this.sent.push(frame);
        return this.isConnected;
      },
      reconnectNow: () => {},
      close: async () => {
        this.isConnected = false;
        options.onState({ kind: "closed" });
      },
    };
  }

  /** Lets promises run, and timers that are due. */
  async settle(ms = 0): Promise<void> {
    this.now += ms;
    for (let round = 0; round < 20; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      const due = this.#timers.filter((timer) => timer.at <= this.now);
      this.#timers = this.#timers.filter((timer) => timer.at > this.now);
      for (const timer of due) timer.call();
    }
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

  /** Output of the session: it has a place in the stream. Gives the text, to be sent again. */
  output(frame: Record<string, unknown>): string {
    this.streamSeq += 1;
    const text = JSON.stringify({ session_id: "s", stream_seq: this.streamSeq, ...frame });
    this.receive(text);
    return text;
  }

  reply(frame: Record<string, unknown>): void {
    this.receive(JSON.stringify(frame));
  }

  /** The bind's answer; `resumed` null: the browserless first one. Answers the `info` that follows. */
  async bind(resumed: boolean | null = null, { answerInfo = true } = {}): Promise<void> {
    const asked = this.#options?.resumeFrom() ?? null;
    this.isConnected = true;
    this.#connectionId = randomUUID();
    const ack = {
      type: "ack",
      request_id: "b",
      message_type: "session",
      status: "received",
      capabilities: CAPABILITIES,
      commands: COMMANDS,
    };
    const said = asked === null || resumed === null ? {} : { resumed };
    this.reply({ ...ack, stream: this.stream, stream_seq: this.streamSeq, ...said });
    const bound = {
      stream: this.stream,
      streamSeq: this.streamSeq,
      resumed,
      capabilities: CAPABILITIES,
      commands: COMMANDS,
      connectionId: this.#connectionId,
    };
    this.#options?.onState({ kind: "bound", bound });
    await this.settle();
    if (answerInfo) await this.answerInfo();
  }

  async answerInfo(): Promise<void> {
    const data = {
      command_type: "info",
      model: "test:model",
      role: "tester",
      total_cost: this.dollars,
      main_cost: this.dollars,
      tokens_used: this.tokens,
      tokens_input: this.tokens,
    };
    this.output({ type: "status", message: "Command '/info' executed successfully", data });
    await this.settle();
  }

  lose(): void {
    this.isConnected = false;
    this.#options?.onState({
      kind: "reconnecting",
      attempt: 1,
      retryAt: this.now + 250,
      code: 1006,
      reason: "The connection was lost.",
      wasBound: true,
    });
  }

  /** The last frame of ours of a type. */
  last<T extends ClientFrame["type"]>(type: T): Extract<ClientFrame, { type: T }> | undefined {
    return this.sent.findLast((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type);
  }

  /** The cost that ends the turn of our last message, or of an injected one. */
  async cost(dollars: number, { requestId = this.last("message")?.request_id, ...more }: Record<string, unknown> = {}): Promise<void> {
    this.dollars += dollars;
    this.tokens += 10;
    const frame = { type: "cost", session_cost: this.dollars, session_tokens: this.tokens, input_tokens: this.tokens, ...more };
    this.output(requestId === null ? frame : { ...frame, request_id: requestId });
    await this.settle();
  }
}
