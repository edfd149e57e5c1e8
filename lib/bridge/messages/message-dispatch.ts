/** Messages on their way to the agent: sent at once, or in a durable queue that goes out one by one at turn ends. */

import type { AgentLine } from "@/lib/bridge/line/agent-line";
import type { DriverDeps, DriverSession } from "@/lib/bridge/sessions/driver-types";
import { Pause } from "@/lib/bridge/sessions/pause";
import { SessionTitle } from "@/lib/bridge/sessions/session-title";
import { refuse } from "@/lib/domain/refusal";
import { isHeld } from "@/lib/domain/sessions/held-message";
import type { DraftOf, EventDraft } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { checkText } from "./check-text";
import { markByRight, takeOver } from "./held-messages";
import type { MessageQueue, QueueHand, Waiting } from "./message-queue";

const PAUSES = { firstMs: 2_000, maxMs: 30_000 };

type Message = Pick<Waiting, "messageId" | "text" | "by">;
type Change = (waiting: Waiting) => EventDraft | EventDraft[] | Promise<EventDraft>;

export class MessageDispatch {
  readonly #session: DriverSession;
  readonly #deps: DriverDeps;
  readonly #line: AgentLine;
  readonly #queue: MessageQueue;
  readonly title: SessionTitle;
  #chain: Promise<unknown> = Promise.resolve();
  #isSending = false;
  #isClosed = false;
  /** The message of the open turn, for when the agent does not take it. */
  #current: Message | null = null;
  /** It was asked to end that turn: what was not taken is not sent again. */
  #isStopped = false;
  /** While a busy agent is given time. */
  readonly #pause: Pause;
  /** Until the database is asked again that did not answer. */
  readonly #storagePause: Pause;

  constructor(session: DriverSession, deps: DriverDeps, line: AgentLine, queue: MessageQueue) {
    this.#session = session;
    this.#deps = deps;
    this.#line = line;
    this.#queue = queue;
    this.title = new SessionTitle(session.title);
    this.#pause = new Pause(deps.after, PAUSES);
    this.#storagePause = new Pause(deps.after, PAUSES);
  }

  get isBusy(): boolean {
    return this.#isSending || (this.#queue.first !== undefined && !this.#session.isAtRest);
  }

  /** Sends a message, or lets it wait; answers when it is committed. The same id again is the same message. */
  submit(by: Actor, messageId: string, text: string): Promise<{ seq: number }> {
    checkText(text);
    return this.#inOrder(async () => {
      const known = await this.#deps.findClientMessage(messageId);
      if (known) return { seq: known.seq };
      this.#requireStorage();
      const waiting: Waiting = { messageId, text, by, place: this.#queue.placeAtEnd(), reason: this.#whyWaiting() };
      if (this.#mayStartTurn() && !this.#queue.first) return { seq: await this.#send(waiting, false) };
      return { seq: await this.#commit({ kind: "message_queued", at: this.#deps.now(), turn: null, payload: waiting }, messageId) };
    });
  }

  /** Only by whoever wrote it: a message carries its sender's name and its cost is theirs. */
  edit({ by }: QueueHand, messageId: string, text: string): Promise<void> {
    checkText(text);
    return this.#change({ by, mayTouchOthers: false }, messageId, () => ({
      kind: "message_edited",
      at: this.#deps.now(),
      turn: null,
      payload: { messageId, text, by },
    }));
  }

  remove(hand: QueueHand, messageId: string): Promise<void> {
    const payload = { messageId, by: hand.by };
    return this.#change(hand, messageId, () => ({ kind: "message_removed", at: this.#deps.now(), turn: null, payload }));
  }

  /** Right before another waiting message; null: behind all. */
  move(hand: QueueHand, messageId: string, before: string | null): Promise<void> {
    const moved = () => this.#moved(hand, messageId, this.#queue.placeBefore(messageId, before) ?? refuse("queue_changed"));
    return this.#change(hand, messageId, async () => {
      moved();
      for (const { messageId: other, place } of this.#queue.makeRoom(messageId, before))
        await this.#commit({ kind: "message_moved", at: this.#deps.now(), turn: null, payload: { messageId: other, place, by: hand.by } });
      return moved();
    });
  }

  /** The next one to go: at once when nothing runs, else when the running turn ends. One that is held goes as that of whoever says so. */
  sendNow(hand: QueueHand, messageId: string): Promise<void> {
    return this.#change(hand, messageId, (waiting) => {
      const place = this.#queue.placeAtHead();
      const moved = this.#moved(hand, messageId, place);
      this.#pause.end();
      return isHeld(waiting) ? takeOver(waiting, hand.by, place, this.#deps) : moved;
    });
  }

  /** Rights may be others now: what may not go out any more is marked, and what may again goes on. */
  review(): void {
    if (this.#queue.all.length === 0 || this.#isClosed) return;
    this.#try(async () => {
      await this.#mark(this.#queue.all);
      this.advance();
    });
  }

  #mark(waiting: readonly Waiting[]): Promise<void> {
    return markByRight(waiting, this.#deps, (fact) => this.#commit(fact));
  }

  /** Lets the first waiting message go, if nothing stands in its way. */
  advance(): void {
    if (!this.#queue.first || !this.#mayStartTurn()) return;
    this.#try(async () => {
      const next = this.#queue.first;
      if (!next || !this.#mayStartTurn()) return;
      await this.#mark([next]);
      if (this.#queue.first === next && this.#mayStartTurn()) await this.#send(next, true);
    });
  }

  /** Storage that went away keeps messages where they are; they go when storage is back. */
  #try(work: () => Promise<void>): void {
    this.#inOrder(work).then(
      () => this.#storagePause.wentWell(),
      () => this.#storagePause.begin(() => this.review()),
    );
  }

  turnEnded(): void {
    this.#current = null;
    this.#isStopped = false;
    this.#pause.wentWell();
  }

  stopAsked(): void {
    this.#isStopped = true;
  }

  /** The agent did not take the message of the open turn: if we still have it, it is the next one again, after a while that grows. */
  returnMessage(reason: string): void {
    if (this.#isStopped) this.#endUntaken();
    const message = this.#current;
    const no = message && this.#line.tracker.close();
    this.#current = null;
    if (!message || no === null) return;
    const payload = { ...message, place: this.#queue.placeAtHead(), reason, ends: "failed" as const };
    const draft: DraftOf<"message_returned"> = { kind: "message_returned", at: this.#deps.now(), turn: no, payload };
    this.#queue.apply(draft);
    this.#line.record(draft);
    this.#pause.begin(() => this.advance());
  }

  /** An agent that did not take a message has used nothing for it. */
  #endUntaken(): void {
    const { agent, totals } = this.#line.tracker;
    this.#line.interrupt("It was stopped before the agent took it.", { ...agent, totals });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#chain;
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#chain.then(work);
    this.#chain = result.catch(() => {});
    return result;
  }

  #requireStorage(): void {
    if (this.#deps.recorder.state !== "direct") refuse("storage_unavailable");
  }

  #mayStartTurn(): boolean {
    const line = this.#line;
    if (this.#session.isAtRest) return false;
    const isFree = line.isReady && line.tracker.open === null && line.lane.isIdle && !this.#isSending && !this.#isClosed;
    return isFree && this.#deps.recorder.state === "direct" && !this.#pause.isOn;
  }

  #whyWaiting(): string | null {
    if (this.#line.tracker.open || this.#queue.first || this.#line.isReady) return null;
    return this.#line.state.kind === "refused" ? "The agent cannot be reached." : "The agent is not ready yet.";
  }

  /** Whose the queue is not may let others go first, and not the other way round. */
  #moved({ by, mayTouchOthers }: QueueHand, messageId: string, place: number): DraftOf<"message_moved"> {
    if (!mayTouchOthers && this.#queue.overtakesOthers(messageId, place))
      refuse("not_found", "Only the session's owner moves a message before those of others.");
    return { kind: "message_moved", at: this.#deps.now(), turn: null, payload: { messageId, place, by } };
  }

  #change({ by, mayTouchOthers }: QueueHand, messageId: string, change: Change): Promise<void> {
    return this.#inOrder(async () => {
      const waiting = this.#queue.find(messageId);
      // Another person's message answers as one that is not there.
      if (!waiting || !(mayTouchOthers || waiting.by.personId === by.personId)) refuse("queue_changed");
      this.#requireStorage();
      await this.#commit(await change(waiting));
    });
  }

  /** Commits what is so of the queue, all of it or nothing, and follows it. */
  async #commit(facts: EventDraft | EventDraft[], clientMessageId?: string): Promise<number> {
    const drafts = [facts].flat();
    const [stored] = await this.#deps.recorder.recordNow(
      drafts.map((draft) => ({ draft, ...(clientMessageId ? { clientMessageId } : {}) })),
    );
    for (const draft of drafts) this.#queue.apply(draft);
    queueMicrotask(() => this.advance());
    return stored?.seq ?? 0;
  }

  async #send(message: Message, fromQueue: boolean): Promise<number> {
    const { messageId, text, by } = message;
    this.#isSending = true;
    const requestId = this.#deps.newId();
    const turn = this.#line.tracker.openOwn(requestId, by.personId);
    try {
      const payload = { messageId, text, by, requestId, fromQueue };
      const seq = await this.#commit({ kind: "message_sent", at: this.#deps.now(), turn, payload }, fromQueue ? undefined : messageId);
      this.#line.tracker.confirm(turn);
      this.#current = { messageId, text, by };
      const sent = this.#line.send({ type: "message", session_id: this.#session.id, request_id: requestId, content: text });
      if (!sent) this.returnMessage("The agent was not connected.");
      const named = this.title.nameAfter(text, this.#deps.now());
      if (named) this.#session.nameItself(named);
      return seq;
    } catch (error) {
      this.#line.tracker.forget(turn);
      throw error;
    } finally {
      this.#isSending = false;
    }
  }
}
