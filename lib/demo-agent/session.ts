/** One loaded session: its output stream, its owner, its open questions, its inbox and its running totals. */
import { randomUUID } from "node:crypto";
import { Gate } from "./gate";
import type { Message, Run, Saved, SessionStore, Settings } from "./store";
import { type OutFrame, StreamBuffer } from "./stream-buffer";
import type { Totals } from "./totals";
import type { NoteTruth } from "./truth-file";

/** A connection as a session sees it: `send` is for frames of a stream, `say` for all that is outside of one. */
export type Client = { readonly isOpen: boolean; send(text: string): void; say(text: string): void; drop(): void };
export type InboxMessage = { kind: string; label: string; content: string };
export type Answer = { action: "accept" | "decline" | "cancel"; content?: Record<string, unknown> | undefined };
export type Schedule = { id: string; at: number; message: string; description: string; every: string };
type Question = { frame: OutFrame; settle: (answer: Answer) => void };

const SYSTEM_PROMPT = "You are the demo agent: scripted, no model. Everything you say was written beforehand.";

export class Session {
  readonly stream = new StreamBuffer();
  readonly gate = new Gate();
  readonly settings: Settings;
  readonly messages: Message[];
  readonly totals: Totals;
  /** Forgotten when the session is unloaded, unlike the other settings. */
  effort = "medium";
  readonly runs = new Map<string, Run>();
  /** Where commands run, inside the session's copy of the project; "": the copy itself. */
  folder = "";
  readonly schedules = new Map<string, Schedule>();
  readonly inbox: InboxMessage[] = [];
  /** Aborted when the session is unloaded or the process dies: nothing is emitted or saved after that. */
  readonly ended = new AbortController();
  turn: AbortController | null = null;
  /** Called when the inbox may hold something to run. */
  wake: () => void = () => {};
  private owner: Client | null = null;
  private readonly answering = new Set<Client>();
  private readonly watchers = new Set<Client>();
  private readonly questions = new Map<string, Question>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private holds: (() => void)[] = [];

  constructor(
    readonly id: string,
    readonly store: SessionStore,
    saved: Saved,
    private readonly note: NoteTruth,
  ) {
    this.settings = saved.settings;
    this.messages = saved.messages;
    this.totals = saved.totals;
    for (const run of saved.runs) this.runs.set(run.id, run);
    if (this.messages.length === 0) this.remember({ role: "system", content: SYSTEM_PROMPT });
  }

  get contextChars(): number {
    return this.messages.reduce((sum, message) => sum + message.content.length, 0);
  }

  /** Output will come by itself: a run works, or something waits to be injected. */
  get hasPendingWork(): boolean {
    return this.inbox.length > 0 || [...this.runs.values()].some((run) => run.status === "running");
  }

  remember(message: Pick<Message, "role" | "content"> & Partial<Message>): void {
    if (this.ended.signal.aborted) return;
    const whole: Message = { name: null, tool_calls: null, tool_call_id: null, ...message };
    this.messages.push(whole);
    this.store.append(this.id, { kind: "message", message: whole });
  }

  saveSettings(): void {
    this.store.append(this.id, { kind: "settings", settings: this.settings });
  }

  saveTotals(): void {
    this.store.append(this.id, { kind: "totals", totals: this.totals });
  }

  /** Session output: numbered, held, and sent to the owner if one is connected. */
  emit(frame: OutFrame): void {
    if (this.ended.signal.aborted) return;
    const text = this.stream.append(frame);
    this.note({ session: this.id, stream: this.stream.id, seq: this.stream.lastSeq, text });
    this.owner?.send(text);
  }

  /** A delegated run's event goes to every connection that bound the session; it is not part of the stream. */
  tellWatchers(frame: OutFrame): void {
    if (this.ended.signal.aborted) return;
    const text = JSON.stringify(frame);
    for (const watcher of this.watchers) watcher.say(text);
  }

  sendRaw(text: string): void {
    this.owner?.say(text);
  }

  dropOwner(): void {
    this.owner?.drop();
  }

  /** Ack, then the frames missed, then the greeting, before anything live. A bind that resumes takes the output over. */
  attach(
    client: Client,
    ack: OutFrame,
    greeting: OutFrame,
    bind: { resume: { stream: string; after: number } | null; answers: boolean },
  ): void {
    const missed = bind.resume && bind.resume.stream === this.stream.id ? this.stream.after(bind.resume.after) : null;
    const { commands, ...fields } = ack;
    const place = { stream: this.stream.id, stream_seq: this.stream.lastSeq };
    const outcome = bind.resume ? { resumed: missed !== null } : {};
    client.say(JSON.stringify({ ...fields, ...place, ...outcome, ...(commands ? { commands } : {}) }));
    for (const text of missed ?? []) client.send(text);
    client.say(JSON.stringify(greeting));
    this.watchers.add(client);
    if (bind.answers) this.answering.add(client);
    else this.answering.delete(client);
    if (bind.resume === null && this.owner !== null && this.owner !== client) return;
    this.own(client);
    if (bind.answers) for (const question of this.questions.values()) this.emit(question.frame);
  }

  /** A frame may be worked on after its connection has gone: then nobody owns the output. */
  own(client: Client): void {
    this.owner = client.isOpen ? client : null;
  }

  /** The connection is gone: what it was asked is cancelled, the turn goes on. */
  detach(client: Client): void {
    this.watchers.delete(client);
    this.answering.delete(client);
    if (this.owner !== client) return;
    this.owner = null;
    this.settleAll({ action: "cancel" });
  }

  private settleAll(answer: Answer): void {
    for (const question of [...this.questions.values()]) question.settle(answer);
  }

  /** Asks the owner with a form; without one that answers, the question is shown and declined. */
  ask(server: string, toolId: string, params: Record<string, unknown>, signal: AbortSignal): Promise<Answer> {
    if (this.owner === null || !this.answering.has(this.owner)) {
      this.emit({ type: "mcp_notification", server, method: "elicitation/requested", params });
      return Promise.resolve({ action: "decline" });
    }
    const id = randomUUID();
    const frame: OutFrame = { type: "elicitation", session_id: this.id, id, server, tool_id: toolId, params };
    return new Promise((resolve) => {
      const settle = (answer: Answer) => {
        this.questions.delete(id);
        resolve(answer);
      };
      this.questions.set(id, { frame, settle });
      signal.addEventListener("abort", () => settle({ action: "cancel" }), { once: true });
      this.emit(frame);
    });
  }

  /** False when nobody waits for this answer (any more). */
  answer(id: string, answer: Answer): boolean {
    const question = this.questions.get(id);
    question?.settle(answer);
    return question !== undefined;
  }

  inject(message: InboxMessage): void {
    if (this.ended.signal.aborted) return;
    this.inbox.push(message);
    this.wake();
  }

  /** Runs `work` after `ms` unless the session ends first. */
  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }

  /** Waits until `release` is called. */
  hold(): Promise<void> {
    return new Promise((resolve) => this.holds.push(resolve));
  }

  release(): void {
    for (const go of this.holds.splice(0)) go();
  }

  /** Unloads: background work ends, the file stays. */
  end(): void {
    this.ended.abort();
    this.inbox.length = 0;
    for (const timer of this.timers) clearTimeout(timer);
    this.turn?.abort();
    this.settleAll({ action: "cancel" });
  }
}
