/** One session while somebody watches it or it is driven: viewers with a cursor each, and at most one driver. */

import { ViewerBatches } from "@/lib/bridge/browsers/viewer-batches";
import { ViewerFeed, type ViewerPort } from "@/lib/bridge/browsers/viewer-feed";
import type { QueueHand } from "@/lib/bridge/messages/message-queue";
import { refuse } from "@/lib/domain/refusal";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { isUrgent } from "@/lib/event-log/news";
import { type CallAfter, callAfter } from "@/lib/platform/call-after";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import { type AgentPhase, coarseStatus } from "./coarse-status";
import { DriverOpening } from "./driver-opening";
import { RecentEvents } from "./recent-events";
import { RefusedAgain } from "./refused-again";
import type { SessionDriver } from "./session-driver";
import { ShownStatus, type StatusFacts } from "./shown-status";

/** What a live session needs from the hub. */
export type LiveDeps = {
  /** Claims the session and joins it to its agent. Refuses when another process holds it. */
  openDriver(live: LiveSession): Promise<SessionDriver>;
  readEvents(after: number): Promise<SessionEvent[]>;
  /** Somebody came or went, or work ended: the hub looks whether it may be let go. */
  onQuiet(): void;
  /** Its log has grown. Urgent: by what a list shows in words. */
  onChanged(isUrgent: boolean): void;
  now(): number;
  callAfter?: CallAfter;
};

const NOTHING: SessionDriver["told"] = { spooling: false, listed: [], asked: [] };
const isRefused = (driver: SessionDriver | null): boolean => driver?.line.state.kind === "refused";

export class LiveSession {
  readonly id: string;
  readonly #deps: LiveDeps;
  readonly #after: CallAfter;
  readonly #watchers = new Map<ViewerFeed, { by: Actor; port: ViewerPort }>();
  readonly #recent = new RecentEvents();
  readonly #batches: ViewerBatches;
  #head: number;
  #driver: SessionDriver | null = null;
  #phase: AgentPhase = null;
  readonly #status: ShownStatus;
  readonly #opening: DriverOpening<SessionDriver>;
  /** When its driver's agent is tried again. */
  readonly again: RefusedAgain;

  constructor(id: string, head: number, deps: LiveDeps) {
    this.id = id;
    this.#head = head;
    this.#deps = deps;
    this.#batches = new ViewerBatches(id);
    this.#status = new ShownStatus(() => deps.now());
    this.#after = deps.callAfter ?? callAfter;
    const clock = { now: deps.now, after: this.#after };
    this.#opening = new DriverOpening({ ...clock, onChange: () => this.show() });
    this.again = new RefusedAgain({ ...clock, isWaitedFor: () => this.#driver?.isWaiting ?? false, retry: () => this.retry() });
  }

  get status(): LiveStatus {
    return this.#status.current(this.#facts());
  }

  /** The newest committed seq. */
  get head(): number {
    return this.#head;
  }

  get driver(): SessionDriver | null {
    return this.#driver;
  }

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Nobody watches, nothing runs, nothing opens or will. */
  get isQuiet(): boolean {
    return !this.isWatched && this.#opening.isIdle && !this.#driver?.isBusy;
  }

  addViewer(by: Actor, after: number, port: ViewerPort): ViewerFeed {
    const feed: ViewerFeed = new ViewerFeed({
      after,
      read: (cursor) => this.#recent.after(cursor) ?? this.#deps.readEvents(cursor),
      batches: this.#batches,
      head: () => this.#head,
      port,
      onBroken: () => this.removeViewer(feed),
      callAfter: this.#after,
    });
    this.#watchers.set(feed, { by, port });
    this.#status.countPeople(this.#watchers.values());
    this.show();
    // Not before whoever adds it knows it.
    queueMicrotask(() => feed.nudge());
    return feed;
  }

  removeViewer(feed: ViewerFeed): void {
    feed.close();
    if (!this.#watchers.delete(feed)) return;
    this.#status.countPeople(this.#watchers.values());
    this.show();
    if (!this.isWatched) this.#deps.onQuiet();
  }

  /** Opens the agent, unless it is open, and tries until the database is there; what goes wrong is in the status. */
  wake(): void {
    if (!this.#driver) this.#opening.begin(() => this.#open());
  }

  async submitMessage(by: Actor, messageId: string, text: string): Promise<{ seq: number }> {
    return (await this.#wake()).messages.submit(by, messageId, text);
  }

  async stop(by: Actor): Promise<void> {
    const driver = this.#opening.isIdle ? (this.#driver ?? refuse("nothing_to_stop")) : await this.#wake();
    driver.stop(by);
  }

  async runCommand(by: Actor, command: string, args: string[]): Promise<void> {
    await (await this.#wake()).runCommand(by, command, args);
  }

  async answerElicitation(...answer: Parameters<SessionDriver["answerElicitation"]>): Promise<void> {
    (await this.#wake()).answerElicitation(...answer);
  }

  /** Tries a refused or waiting agent again at once; a refused one as the project has it by then. */
  retry(): void {
    if (!this.#driver) this.wake();
    else if (isRefused(this.#driver) && !this.#driver.isSpooling) this.reopen();
    else this.#driver.line.reconnectNow();
  }

  async editQueued(hand: QueueHand, messageId: string, text: string): Promise<void> {
    await (await this.#wake()).messages.edit(hand, messageId, text);
  }

  async moveQueued(hand: QueueHand, messageId: string, before: string | null): Promise<void> {
    await (await this.#wake()).messages.move(hand, messageId, before);
  }

  async removeQueued(hand: QueueHand, messageId: string): Promise<void> {
    await (await this.#wake()).messages.remove(hand, messageId);
  }

  async sendNow(hand: QueueHand, messageId: string): Promise<void> {
    await (await this.#wake()).messages.sendNow(hand, messageId);
  }

  async endProcesses(by: Actor): Promise<number> {
    return this.#driver ? this.#driver.endProcesses(by) : 0;
  }

  /** Events of the driver that are committed now. */
  stored(events: SessionEvent[], head: number): void {
    this.#recent.add(events);
    this.again.follow(events);
    this.advance(head, events.some(isUrgent));
    // What waits for it may have come or gone, as the driver knows once it goes on.
    if (isRefused(this.#driver)) this.#after(0, () => this.show());
  }

  /** The log has grown to this seq. */
  advance(head: number, isUrgentNews = false): void {
    if (head <= this.#head) return;
    this.#head = head;
    for (const feed of this.#watchers.keys()) feed.nudge();
    this.#deps.onChanged(isUrgentNews);
  }

  /** The agent's process is being started, waits for a place, or neither. */
  setPhase(phase: AgentPhase): void {
    this.#phase = phase;
    this.show();
  }

  /** Tells the viewers how it is, if that changed. */
  show(): void {
    if (!isRefused(this.#driver)) this.again.over();
    const status = this.#status.change(this.#facts());
    if (status) for (const { port } of this.#watchers.values()) port.status(status);
    // A command that was answered makes it quiet and is no change that is shown.
    if (this.isQuiet) this.#deps.onQuiet();
  }

  /** Ends what was left open, without opening the agent; who has it open did, and who opens it now waits. */
  async settle(): Promise<void> {
    if (this.#driver || !this.#opening.isIdle) return;
    const settled = this.#deps.openDriver(this).then((driver) => {
      driver.endLeft();
      return driver.close();
    });
    this.#opening.stop(null, settled);
    await settled;
  }

  /** Closes the driver; viewers stay and can wake it again. */
  async rest(): Promise<void> {
    const driver = this.#driver;
    this.#driver = null;
    await driver?.close();
    this.show();
  }

  /** Begins again from the log, with the agent as it is then, and tries until it can; whoever asks meanwhile waits. */
  reopen(): void {
    this.#opening.insist(
      () => this.rest().then(() => this.#open()),
      async () => this.#driver ?? this.#open(),
    );
  }

  /** Another process writes this session now: nothing of ours may go on. */
  takenOver(): void {
    this.#opening.stop("Another server process has taken this session over.", this.rest());
  }

  /** Ends it for everybody. */
  async close(code: "restarting" | "not_found"): Promise<void> {
    for (const [feed, { port }] of this.#watchers) {
      feed.close();
      port.closed({ code });
    }
    this.#watchers.clear();
    this.#status.countPeople([]);
    await this.#opening.close();
    await this.rest();
  }

  async #wake(): Promise<SessionDriver> {
    return this.#driver ?? this.#opening.start(() => this.#open());
  }

  async #open(): Promise<SessionDriver> {
    const driver = await this.#deps.openDriver(this);
    this.#driver = driver;
    driver.open();
    return driver;
  }

  #facts(): StatusFacts {
    return { ...coarseStatus(this.#driver?.line ?? null, this.#opening, this.#phase, this.again), ...(this.#driver?.told ?? NOTHING) };
  }
}
