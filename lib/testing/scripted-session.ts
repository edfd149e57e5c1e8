/** A session driver between a log in memory and an agent that the test plays, with a clock that the test moves. */
import { randomUUID } from "node:crypto";
import type { DriverDeps, DriverSession } from "@/lib/bridge/sessions/driver-types";
import { SessionDriver } from "@/lib/bridge/sessions/session-driver";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import type { Actor } from "@/lib/domain/viewer";
import type { SessionHead } from "@/lib/event-log/claim-session";
import type { ClientFrame } from "@/lib/protocol/upstream-frames";
import { MemoryLog } from "./memory-log";
import { PlayedWire } from "./played-wire";

export const ada: Actor = { personId: 7, name: "Ada" };

type Timer = { at: number; call: () => void };
type Given = {
  log?: MemoryLog;
  head?: Partial<SessionHead>;
  session?: Partial<DriverSession>;
  onChange?: () => void;
  onRefused?: DriverDeps["onRefused"];
};

export class ScriptedSession extends PlayedWire {
  readonly log: MemoryLog;
  readonly driver: SessionDriver;
  processes: { pid: number; command: string; startedAt: number }[] = [];
  /** Who may not write any more. */
  readonly barred = new Set<number>();
  /** Of whom it was asked whether they may. */
  readonly asked: number[] = [];
  /** So often nobody answers that. */
  asksInVain = 0;
  readonly #onRefused: DriverDeps["onRefused"];
  isLetGo = false;
  now = 1_000;
  /** How wrong the time of day is; timers do not care. */
  clockIsOffMs = 0;
  #timers: Timer[] = [];
  dollars = 0;
  tokens = 0;

  constructor({
    log = new MemoryLog(),
    head = {},
    session = {},
    onChange = () => {},
    onRefused = () => ({ retryAt: null, isNews: true }),
  }: Given = {}) {
    super();
    this.#onRefused = onRefused;
    this.log = log;
    const whole: SessionHead = {
      epoch: 1,
      lastSeq: 0,
      stream: null,
      streamSeq: 0,
      turnCount: 0,
      keptFor: [],
      openTurn: null,
      hasUnpaidRun: false,
      totals: zeroTotals,
      model: "",
      role: "",
      queue: [],
      openElicitations: [],
      askedCommands: [],
      ...head,
    };
    this.driver = new SessionDriver(this.#session(session), whole, this.#deps(), onChange);
    this.driver.open();
  }

  #session(given: Partial<DriverSession>): DriverSession {
    return {
      id: "0198a0de-0000-7000-8000-000000000001",
      owner: ada,
      title: "A talk",
      isAtRest: false,
      cwd: null,
      role: null,
      isDemo: false,
      endsWithUs: false,
      target: async () => ({ url: "ws://test", token: null }),
      nameItself: (draft) => void this.log.record([{ draft }]),
      listProcesses: async () => this.processes,
      endProcesses: async () => this.processes.splice(0).map((one) => one.pid),
      ...given,
    };
  }

  #deps(): DriverDeps {
    return {
      recorder: this.log,
      connect: (options) => this.connect(options),
      findClientMessage: async (id) => {
        const event = this.log.messages.get(id);
        return event ? { seq: event.seq, kind: event.kind } : null;
      },
      mayWrite: async (personId) => {
        this.asked.push(personId);
        if (this.asksInVain > 0) {
          this.asksInVain -= 1;
          throw new Error("The database cannot be reached.");
        }
        return !this.barred.has(personId);
      },
      letGo: async () => {
        this.isLetGo = true;
      },
      reopen: () => this.driver.line.open(),
      onRefused: this.#onRefused,
      now: () => this.now + this.clockIsOffMs,
      newId: randomUUID,
      after: this.after,
    };
  }

  readonly after = (ms: number, call: () => void): (() => void) => {
    const timer = { at: this.now + ms, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  };

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

  /** Output of the session: it has a place in the stream. Gives the text, to be sent again. */
  output(frame: Record<string, unknown>): string {
    this.streamSeq += 1;
    const text = JSON.stringify({ session_id: "s", stream_seq: this.streamSeq, ...frame });
    this.receive(text);
    return text;
  }

  /** The bind's answer; `resumed` null: the first one. Answers the `info` that follows. */
  async bind(resumed: boolean | null = null, { answerInfo = true } = {}): Promise<void> {
    await this.bindOnly(resumed);
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
