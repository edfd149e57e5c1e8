/** An agent that keeps to what recordings show: one turn at a time, a stream that can be resumed, totals that only grow. */
import { randomUUID } from "node:crypto";
import type { ClientFrame } from "@/lib/protocol/upstream-frames";
import type { PlayedWire } from "@/lib/testing/played-wire";

type Frame = Record<string, unknown>;
type Running = { requestId: string | null; isFromHere: boolean; question: string | null };

export class PlayedAgent {
  /** The messages whose turns it began, in order. */
  readonly begun: { requestId: string; text: string }[] = [];
  /** So many of the next messages come while somebody else's turn runs. */
  busyFor = 0;
  running: Running | null = null;
  stream = randomUUID().replaceAll("-", "");
  millis = 0;
  tokens = 0;
  #session: PlayedWire;
  #taken = 0;
  #questions = 0;
  #output: string[] = [];
  /** Of each stream the frames that it wrote, and up to which it does not hold them any more. */
  readonly truth = new Map<string, { frames: string[]; released: number }>();
  /** How often it said that a stream goes on, and that it does not; anew: a bind was made again, for a stream that was not known before. */
  readonly resumes = { continued: 0, refused: 0, repeated: 0, anew: 0 };
  #heldFrom = 0;
  /** The commands that it did. */
  readonly obeyed: string[] = [];
  readonly #cancelled = new WeakSet<ClientFrame>();

  constructor(session: PlayedWire) {
    this.#session = session;
  }

  /** How many frames of output its stream has. */
  get written(): number {
    return this.#output.length;
  }

  get isConnected(): boolean {
    return this.#session.isConnected;
  }

  /** Frames of the client that it has not looked at. */
  get hasPending(): boolean {
    return this.#taken < this.#session.sent.length;
  }

  /** Looks at what the client sent, as far as it can: what has to wait for the running turn stays. */
  async take(): Promise<void> {
    for (const frame of this.#session.sent.slice(this.#taken)) {
      if (frame.type !== "cancel" || this.#cancelled.has(frame)) continue;
      this.#cancelled.add(frame);
      this.#acknowledge("cancel", frame.request_id);
      this.end(0, { cancelled: true }, 0);
    }
    while (this.hasPending && this.#handle(this.#session.sent[this.#taken])) {
      this.#taken += 1;
      await this.#session.settle();
    }
  }

  output(frame: Frame): void {
    const text = JSON.stringify({ session_id: "s", ...frame, stream_seq: this.#output.length + 1 });
    this.#output.push(text);
    this.truth.set(this.stream, { frames: this.#output, released: this.#heldFrom });
    if (this.isConnected) this.#session.receive(text);
  }

  work(kind: "assistant" | "thinking"): void {
    if (this.running) this.output({ type: kind, content: "…" });
  }

  ask(): void {
    if (!this.running) return;
    this.running.question = `q${++this.#questions}`;
    const params = { message: "Sure?", requestedSchema: { type: "object", properties: {} } };
    this.output({ type: "elicitation", id: this.running.question, server: "ask", params });
  }

  inject(label = "s"): void {
    if (this.running) return;
    this.running = { requestId: null, isFromHere: true, question: null };
    this.output({ type: "injected", source_kind: "schedule", source_label: label, content: "wake up" });
  }

  /** Costs something while nobody here drives it. */
  spend(millis: number, tokens = 10): void {
    this.millis += millis;
    this.tokens += tokens;
  }

  /** A cost that ends no turn of ours: that of an injected turn which ran meanwhile. */
  costOfOther(millis: number): void {
    if (this.running?.requestId) this.#cost(millis, {});
  }

  end(millis: number, more: Frame = {}, tokens = 10): void {
    if (!this.running) return;
    const { requestId } = this.running;
    this.running = null;
    this.#cost(millis, { ...more, ...(requestId === null ? {} : { request_id: requestId }) }, tokens);
  }

  #cost(millis: number, more: Frame, tokens = 10): void {
    this.spend(millis, tokens);
    const totals = { session_cost: this.millis / 1_000, session_tokens: this.tokens, input_tokens: this.tokens };
    this.output({ type: "cost", ...totals, ...more });
  }

  /** The connection is cut; frames on their way to the agent arrive or not. */
  async drop(hasArrived: boolean): Promise<void> {
    if (!this.isConnected) return;
    this.#session.lose();
    await this.#session.settle();
    if (hasArrived) await this.take();
    this.#taken = this.#session.sent.length;
    if (this.running) Object.assign(this.running, { isFromHere: false, question: null });
  }

  /** resumed: what was not received comes, and some of the rest again · lost: it holds nothing any more · restarted: it is another process. */
  async bind(how: "resumed" | "lost" | "restarted", repeated = 0): Promise<void> {
    if (how === "restarted") this.#restart();
    if (how === "lost") this.#release();
    if (this.running) Object.assign(this.running, { isFromHere: false, question: null });
    this.#taken = this.#session.sent.length;
    this.#session.stream = this.stream;
    this.#session.streamSeq = this.#output.length;
    let missed: string[] = [];
    let binds = 0;
    await this.#session.bindOnly((asked) => {
      binds += 1;
      const isHeld = asked !== null && asked.stream === this.stream && asked.after >= this.#heldFrom;
      // Asked for what of its stream it does not have, it goes on from where it stands.
      if (asked?.stream === this.stream && !isHeld) this.#release();
      if (asked) this.resumes[isHeld ? "continued" : "refused"] += 1;
      // A first frame that comes again would be that of a session loaded anew.
      if (isHeld) missed = this.#output.slice(asked.after === 0 ? 0 : Math.max(1, asked.after - repeated));
      if (isHeld && repeated > 0) this.resumes.repeated += 1;
      return isHeld;
    });
    if (binds > 1) this.resumes.anew += 1;
    for (const text of missed) this.#session.receive(text);
    await this.#session.settle();
    await this.take();
  }

  #restart(): void {
    this.#release();
    this.running = null;
    this.#output = [];
    this.#heldFrom = 0;
    this.stream = randomUUID().replaceAll("-", "");
  }

  #release(): void {
    this.#heldFrom = this.#output.length;
    const written = this.truth.get(this.stream);
    if (written) written.released = this.#heldFrom;
  }

  /** Another driver goes on from what is on record. */
  follow(session: PlayedWire): void {
    this.#session = session;
    this.#taken = 0;
    if (this.running) Object.assign(this.running, { isFromHere: false, question: null });
  }

  #reply(frame: Frame): void {
    if (this.isConnected) this.#session.reply(frame);
  }

  #refuse(requestId: string | undefined): true {
    this.#reply({ type: "error", message: "Session 's' is busy processing another request. Please wait.", request_id: requestId });
    return true;
  }

  #acknowledge(type: string, requestId: string | undefined): void {
    this.#reply({ type: "ack", message_type: type, request_id: requestId, status: "received", session_id: "s" });
  }

  #handle(frame: ClientFrame | undefined): boolean {
    switch (frame?.type) {
      case "message": {
        if (this.running?.isFromHere) return false;
        if (this.running || this.busyFor > 0) {
          this.busyFor = Math.max(0, this.busyFor - 1);
          return this.#refuse(frame.request_id);
        }
        this.#acknowledge("message", frame.request_id);
        this.running = { requestId: frame.request_id ?? null, isFromHere: true, question: null };
        this.begun.push({ requestId: frame.request_id ?? "", text: frame.content });
        return true;
      }
      case "command":
        if (this.running) return this.running.isFromHere ? false : this.#refuse(frame.request_id);
        this.#acknowledge("command", frame.request_id);
        this.obeyed.push(frame.request_id ?? "");
        this.#obey(frame.command);
        return true;
      case "elicitation_response":
        this.#answered(frame.id, frame.request_id);
        return true;
      default:
        return true;
    }
  }

  /** What a command costs by itself is told with the next totals; a template runs after its command is answered. */
  #obey(command: string): void {
    if (command === "done") this.spend(1);
    const data = { info: this.#info(), prompt: { command_type: "prompt", data: { success: true, prompt_name: "review" } } }[command];
    this.output({ type: "status", message: "ok", data: data ?? { command_type: command } });
    if (command === "prompt") this.inject("schedule prompt:review");
  }

  #info(): Frame {
    const dollars = this.millis / 1_000;
    const costs = { total_cost: dollars, main_cost: dollars, tokens_used: this.tokens, tokens_input: this.tokens };
    return { command_type: "info", model: "test:model", role: "tester", ...costs };
  }

  #answered(id: string, requestId: string | undefined): void {
    this.#acknowledge("elicitation_response", requestId);
    if (this.running?.question === id) this.running.question = null;
    else this.#reply({ type: "error", message: `no pending elicitation '${id}'`, code: "elicitation_gone", request_id: requestId });
  }
}
