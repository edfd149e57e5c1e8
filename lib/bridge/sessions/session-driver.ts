/** One session while it is driven: joins what people do with what the agent does. */

import { AgentLine } from "@/lib/bridge/line/agent-line";
import { BarredCommands } from "@/lib/bridge/line/barred-commands";
import { checkContent } from "@/lib/bridge/line/elicitation-desk";
import { LeftCommands } from "@/lib/bridge/line/left-commands";
import { MessageDispatch } from "@/lib/bridge/messages/message-dispatch";
import { MessageQueue } from "@/lib/bridge/messages/message-queue";
import { refuse } from "@/lib/domain/refusal";
import { isCommandAllowed } from "@/lib/domain/sessions/command";
import type { DraftOf } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import type { Actor } from "@/lib/domain/viewer";
import type { SessionHead } from "@/lib/event-log/claim-session";
import type { DriverDeps, DriverSession } from "./driver-types";
import { isUnderWay, KeepAlive } from "./keep-alive";
import type { StatusFacts } from "./shown-status";

const STOP_PATIENCE_MS = 5_000;
/** How long a message that is on its way may keep a session that is let go. */
const LAST_SEND_MS = 2_000;

export class SessionDriver {
  readonly line: AgentLine;
  readonly messages: MessageDispatch;
  readonly keep: KeepAlive;
  readonly #left: LeftCommands;
  readonly #barred: BarredCommands;
  readonly #session: DriverSession;
  readonly #deps: DriverDeps;
  readonly #onChange: () => void;
  /** What is on record of why it is kept. */
  #keptFor: readonly string[];
  #onSpooling: () => void = () => {};
  /** The turn of which the agent is asked in a moment whether it has ended. */
  #stopping: number | null = null;

  /** `onChange`: its state, what runs or what waits is different now. */
  constructor(session: DriverSession, head: SessionHead, deps: DriverDeps, onChange: () => void) {
    this.#session = session;
    this.#deps = deps;
    this.#onChange = onChange;
    this.#keptFor = head.keptFor;
    this.keep = new KeepAlive(head.keptFor, head.turnCount > 0);
    this.#left = new LeftCommands({
      list: () => session.listProcesses(),
      end: () => session.endProcesses(),
      after: deps.after,
      onEnded: (pids, by) => this.line.record({ kind: "processes_ended", at: deps.now(), turn: null, payload: { pids, by } }),
    });
    this.line = new AgentLine(session, head, deps, {
      onProgress: () => this.#advance(),
      onTurnEnd: (outcome) => this.#turnEnded(outcome),
      onNotTaken: (reason) => this.messages.returnMessage(reason),
      onEvent: (event) => void (this.keep.follow(event) && this.#noteNewReasons()),
      onCommandAnswered: (command, by, answer) => {
        this.keep.answered(command, by, answer);
        this.#noteNewReasons();
      },
      onUnkept: () => void this.line.close(),
    });
    const now = { isOwner: (id: number) => id === session.owner.personId, isAtRest: () => session.isAtRest };
    this.#barred = new BarredCommands({ ...deps, ...now }, this.line.runner);
    this.messages = new MessageDispatch(session, deps, this.line, new MessageQueue(head.queue));
  }

  /** What ended with the process before us: commands that waited, and a turn whose agent did. */
  endLeft(): void {
    this.line.runner.giveUpLeft();
    if (this.#session.endsWithUs) this.line.interrupt("The dashboard was restarted while this turn ran.");
  }

  open(): void {
    this.endLeft();
    this.line.open();
    this.#review();
  }

  /** Who asked for what still waits may have lost the right to it, or has it again. */
  #review(): void {
    this.messages.review();
    this.#barred.review();
  }

  /** Something runs or waits: it must not be let go. */
  get isBusy(): boolean {
    return this.line.tracker.open !== null || !this.line.lane.isIdle || this.messages.isBusy || this.isSpooling;
  }

  /** Something that waits or goes on by itself needs the agent. */
  get isWaiting(): boolean {
    return this.messages.isBusy || this.#mayGoOn(this.keep.supposed).length > 0;
  }

  /** The database is away; frames are kept on disk until it is back. */
  get isSpooling(): boolean {
    return this.#deps.recorder.state !== "direct";
  }

  /** What viewers are told besides how the agent is. */
  get told(): { spooling: boolean } & Pick<StatusFacts, "listed" | "asked"> {
    return { spooling: this.isSpooling, listed: this.line.commands, asked: this.line.lane.asked };
  }

  /**
   * Whose the session is from now on, its name, and whether it goes on. What no person causes is the owner's; a turn that runs stays whose it was, and a
   * session that a person has named is not named after its first message.
   */
  isKnownAs({ owner, title, isAtRest }: Pick<DriverSession, "owner" | "title" | "isAtRest">): void {
    const wasAtRest = this.#session.isAtRest;
    Object.assign(this.#session, { owner, isAtRest });
    this.line.tracker.ownerId = owner.personId;
    this.messages.title.isKnownAs(title);
    this.#review();
    if (wasAtRest !== isAtRest) this.#advance();
  }

  /** Asks the agent to end the running turn; its shell commands may go on and are then listed. */
  stop(by: Actor): void {
    const turn = this.line.tracker.openNo ?? refuse("nothing_to_stop");
    const sent = this.line.send({ type: "cancel", session_id: this.#session.id, request_id: this.#deps.newId() });
    if (!sent) refuse("upstream_unavailable", "The agent is not connected right now. Try again when it is back.");
    this.messages.stopAsked();
    this.line.record({ kind: "stop_requested", at: this.#deps.now(), turn, payload: { by } });
    // However often it is asked: each connection that is made anew cancels the questions of the one before.
    if (this.#stopping === turn) return;
    this.#stopping = turn;
    this.#deps.after(STOP_PATIENCE_MS, () => {
      if (this.line.tracker.openNo !== turn) return;
      this.#stopping = null;
      this.line.doubtTurn();
      this.line.reconnectNow();
    });
  }

  /** Only a command that the agent lists and the allow-list knows; it goes out when nothing else runs. */
  runCommand(by: Actor, command: string, args: string[]): Promise<void> {
    const isListed = this.line.commands.some((listed) => listed.name === command);
    const isOwner = by.personId === this.#session.owner.personId;
    if (!isListed || !isCommandAllowed(command, args, true)) refuse("command_not_allowed");
    if (!isCommandAllowed(command, args, isOwner))
      refuse("command_not_allowed", "What goes on by itself later is the session's owner's to begin, who pays for it.");
    if (this.line.state.kind !== "bound") refuse("upstream_unavailable", "The agent is not connected right now.");
    const accepted = this.line.runner.run(command, args, by);
    return accepted.then(() => this.#barred.review()).finally(this.#onChange);
  }

  answerElicitation(by: Actor, id: string, action: "accept" | "decline" | "cancel", content?: Record<string, unknown>): void {
    const question = this.line.desk.find(id) ?? refuse("elicitation_gone");
    // Only a form is filled in: yes to an address is no more than yes.
    const filled = action === "accept" && question.mode !== "url" ? (content ?? {}) : undefined;
    const fit = filled ? checkContent(question, filled) : ({ fits: true } as const);
    if (!fit.fits) refuse("answer_does_not_fit", fit.reason);
    const requestId = this.#deps.newId();
    const result = { action, ...(filled ? { content: filled } : {}) };
    const sent = this.line.send({ type: "elicitation_response", session_id: this.#session.id, request_id: requestId, id, result });
    if (!sent) refuse("upstream_unavailable", "The agent is not connected right now. The question is asked again when it is back.");
    this.line.desk.answer(id, requestId);
    const turn = this.line.tracker.openNo;
    this.line.record({ kind: "elicitation_answered", at: this.#deps.now(), turn, payload: { id, ...result, by } });
  }

  /** Ends what the session's tools still run, and gives the number of processes. */
  endProcesses(by: Actor): Promise<number> {
    return this.#left.end(by);
  }

  /** What keeps it bound without a viewer: asked of the agent where there is a hint. On record is all of it, also what has to rest for now. */
  async findReasons(): Promise<string[]> {
    const ask = (command: string) => this.line.runner.request(command, [], null);
    const found = await this.keep.find(ask, this.#deps.after, this.line.isReady);
    this.#noteReasons();
    return this.#mayGoOn(found);
  }

  #mayGoOn(reasons: string[]): string[] {
    return this.#session.isAtRest ? reasons.filter(isUnderWay) : reasons;
  }

  #noteReasons(): void {
    const reasons = this.keep.supposed;
    if (reasons.join() === this.#keptFor.join()) return;
    this.#keptFor = reasons;
    this.line.record({ kind: "session_kept", at: this.#deps.now(), turn: null, payload: { reasons } });
  }

  /** A dashboard that ends before the session was let go opens it again for these; that one is gone shows when the agent is asked. */
  #noteNewReasons(): void {
    if (this.keep.supposed.some((reason) => !this.#keptFor.includes(reason))) this.#noteReasons();
  }

  /** The recorder writes again, or does not any more. */
  storageChanged(): void {
    if (this.isSpooling) this.#onSpooling();
    if (this.#deps.recorder.state === "full") void this.line.close();
    // What could not be kept is known here and nowhere else: only the log says what is so.
    if (this.#deps.recorder.state === "direct" && this.line.isClosed) this.#deps.reopen();
    else {
      this.#review();
      this.#advance();
    }
  }

  recordAgent(draft: DraftOf<"agent_starting"> | DraftOf<"agent_started"> | DraftOf<"agent_ended">): void {
    this.line.record(draft);
    if (draft.kind === "agent_ended" && !draft.payload.expected && !this.line.isClosed)
      this.line.interrupt("The agent ended while this turn ran.");
    this.#onChange();
  }

  /** Lets the agent go. What was received is kept; a turn whose agent ends with us is interrupted. */
  async close(): Promise<void> {
    // What waits for a database that is away ends only with the recorder.
    const sent = this.messages.close();
    this.#left.close();
    this.#barred.close();
    const isLate = new Promise<void>((resolve) => this.#deps.after(LAST_SEND_MS, resolve));
    await Promise.race([sent, this.#untilSpooling(), isLate]);
    // After what could not be kept only the log knows which turn is open; it is interrupted by who opens the session next.
    if (this.#session.endsWithUs && !this.line.isClosed) this.line.interrupt("The dashboard was stopped while this turn ran.");
    await this.line.close();
    await this.#deps.recorder.close();
    await Promise.all([sent, this.#deps.letGo()]);
  }

  #untilSpooling(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSpooling = resolve;
      if (this.isSpooling) resolve();
    });
  }

  #advance(): void {
    this.line.runner.advance();
    this.messages.advance();
    this.#onChange();
  }

  #turnEnded(outcome: TurnOutcome): void {
    this.messages.turnEnded();
    if (outcome === "stopped") void this.#findLeftProcesses();
  }

  async #findLeftProcesses(): Promise<void> {
    const turn = this.line.tracker.lastTurn;
    const processes = await this.#left.find();
    if (processes.length > 0) this.line.record({ kind: "processes_found", at: this.#deps.now(), turn, payload: { processes } });
  }
}
