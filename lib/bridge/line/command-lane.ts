/** Commands on their way to the agent, one at a time: their results carry no id and are matched by order. */

import type { RecordItem } from "@/lib/bridge/recording/recorder";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import type { CallAfter } from "@/lib/platform/call-after";
import type { AskedCommand } from "@/lib/protocol/browser-channel";

/**
 * `by` null: the bridge asks by itself, and the answer is for it. `after`: whose command it asks after. `isAsked`: that it waits is on record, so
 * that it was sent has to be before it is.
 */
export type LaneCommand = { requestId: string; command: string; args: string[]; by: Actor | null; after?: Actor; isAsked?: true };

/**
 * What may change the agent or cost something by itself: `info` is asked after it, also where it failed; the agent answers it after the turn
 * that `prompt` begins.
 */
export const TELLING: ReadonlySet<string> = new Set(["model", "role", "done", "prompt"]);

/** The agent may take long for one: `done` is a model call. */
const PATIENCE_MS = 120_000;

const SHOWN_MAX = 10;
const SHOWN_CHARS = 200;

/** As people are told what waits. */
const asked = (waiting: readonly LaneCommand[]): readonly AskedCommand[] =>
  waiting
    .filter(({ by }) => by !== null)
    .slice(0, SHOWN_MAX)
    .map(({ command, args }) => ({ command, args: args.slice(0, SHOWN_MAX).map((arg) => arg.slice(0, SHOWN_CHARS)) }));

/** A command that will not be answered: it was on its way, or still waited its turn. */
export type DroppedCommand = LaneCommand & { wasSent: boolean };

const WHY = {
  connecting: "the connection to the agent was lost.",
  reconnecting: "the connection to the agent was lost.",
  refused: "the agent cannot be used.",
  closed: "the session was let go.",
  late: "the agent took more than two minutes.",
  barred: "who asked may not write here any more.",
  owners: "what goes on by itself later is the session's owner's to begin, who pays for it.",
  rest: "the session or its project was archived, or nobody may write here any more.",
  restarted: "the dashboard was restarted.",
} as const;
export type DropCause = keyof typeof WHY;

/**
 * What people are told of commands that came to nothing; what the bridge asked is its own affair. Of one that was not sent this is known by its id, as
 * is that it was: whichever comes on record first is what became of it, also where another process has it from the log.
 */
export function droppedFacts(dropped: readonly DroppedCommand[], at: number, cause: DropCause): RecordItem[] {
  return dropped.flatMap(({ requestId, command, args, by, wasSent }) => {
    if (by === null) return [];
    const reason = `${wasSent ? "It was not answered" : "It was not sent"}: ${WHY[cause]}`;
    const payload = { requestId, command, args, by, reason };
    return [{ draft: { kind: "command_dropped", at, turn: null, payload }, ...(wasSent ? {} : { clientMessageId: requestId }) }];
  });
}

/** A resume brings answers to commands of before; what the bridge asks by itself is answered under its own name, or as an error. */
const mayAnswer = ({ by, command }: LaneCommand, type: string): boolean => by !== null || type === command || type === "error";

/** The answer to a command that only the bridge asked. */
function asOwn(event: EventDraft): EventDraft {
  if (event.kind === "command_answered") return { ...event, payload: { ...event.payload, own: true } };
  return event.kind === "error_reported" ? { ...event, payload: { ...event.payload, own: true } } : event;
}

export class CommandLane {
  #waiting: readonly LaneCommand[] = [];
  #shown: { of: readonly LaneCommand[]; asked: readonly AskedCommand[] } = { of: this.#waiting, asked: [] };
  #running: LaneCommand | null = null;
  /** The running one has gone out. */
  #isOut = false;
  #stopWatch: () => void = () => {};
  /** Those that took too long: their answers may still come, before those of later ones. */
  readonly #late = new Map<string, LaneCommand>();
  /** Whose command was answered or given up, and the agent not heard what it cost, before the connection was lost. */
  #spender: Actor | undefined;

  get running(): LaneCommand | null {
    return this.#running;
  }

  get isIdle(): boolean {
    return this.#running === null && this.#waiting.length === 0;
  }

  /** What people asked for and waits; the same list while it says the same. */
  get asked(): readonly AskedCommand[] {
    if (this.#shown.of !== this.#waiting) this.#shown = { of: this.#waiting, asked: asked(this.#waiting) };
    return this.#shown.asked;
  }

  /** The next one to go. */
  get next(): LaneCommand | undefined {
    return this.#waiting[0];
  }

  /** Behind what waits; `first` puts it ahead. */
  add(command: LaneCommand, { first = false } = {}): void {
    this.#waiting = first ? [command, ...this.#waiting] : [...this.#waiting, command];
  }

  /** `info`, ahead of all that waits: who the agent is, and what it used, also for whom. */
  askWho(requestId: string): void {
    this.add({ requestId, command: "info", args: [], by: null, ...(this.#spender ? { after: this.#spender } : {}) }, { first: true });
    this.#spender = undefined;
  }

  has(command: string, by: Actor | null): boolean {
    return [this.#running, ...this.#waiting].some((one) => one?.command === command && one.by === by);
  }

  /** Who asked for what waits. */
  get waitingFor(): Actor[] {
    return this.#waiting.flatMap(({ by }) => by ?? []);
  }

  /** What people asked for, waits and is such is not sent any more: gives it back. */
  dropIf(isSuch: (by: Actor, command: LaneCommand) => boolean): DroppedCommand[] {
    const dropped = this.#waiting.filter((command) => command.by !== null && isSuch(command.by, command));
    this.#waiting = this.#waiting.filter((command) => !dropped.includes(command));
    return dropped.map((command) => ({ ...command, wasSent: false }));
  }

  /** The first waiting command is now on its way; null: none waits. */
  start(): LaneCommand | null {
    const [next = null, ...others] = this.#waiting;
    this.#running = next;
    if (next) this.#waiting = others;
    return next;
  }

  /** It could not be put on record that this one goes out: it waits again, unless it was given up meanwhile. */
  putBack(command: LaneCommand): void {
    if (this.#running !== command) return;
    this.#running = null;
    this.add(command, { first: true });
  }

  /** Finds the command a frame answers, and marks the answers that only the bridge asked for; `isReply`: a refusal to our connection. */
  own(event: EventDraft, isReply: boolean): { event: EventDraft; answered: LaneCommand | null } {
    // Of a command that was given up people have been told already.
    const late = this.#takeLate(event);
    if (late) return { event: asOwn(event), answered: late.after ? late : null };
    const answered = this.#answeredBy(event, isReply);
    return { event: answered?.by === null ? asOwn(event) : event, answered };
  }

  #answeredBy(draft: EventDraft, isReply: boolean): LaneCommand | null {
    const running = this.#running;
    if (!running) return null;
    const isAnswer =
      draft.kind === "command_answered"
        ? mayAnswer(running, draft.payload.commandType)
        : draft.kind === "error_reported" && (isReply ? draft.payload.requestId === running.requestId : draft.turn === null);
    if (!isAnswer) return null;
    this.#end();
    const after = running.after ?? this.#late.get(running.command)?.after;
    return after ? { ...running, after } : running;
  }

  /** The one that was given up and that this answers, and not the running one; once. */
  #takeLate(draft: EventDraft): LaneCommand | null {
    if (draft.kind !== "command_answered") return null;
    const { commandType } = draft.payload;
    const late = this.#late.get(commandType);
    // Nobody waits: what a person asked for is shown though it comes late.
    if (!late || (this.#running ? this.#running.command === commandType : late.by !== null)) return null;
    this.#late.delete(commandType);
    return late;
  }

  /** The connection is gone, and with it what was on its way and what waited: gives them back, in order. */
  drop(): DroppedCommand[] {
    const [running, isOut] = [this.#running, this.#isOut];
    const waiting = this.#waiting.map((command) => ({ ...command, wasSent: false }));
    const asked = [...this.#late.values(), ...(running ? [running] : []), ...this.#waiting].find(({ after }) => after);
    this.#spender = asked?.after ?? this.#spender;
    this.#end();
    this.#waiting = [];
    this.#late.clear();
    return running ? [{ ...running, wasSent: isOut }, ...waiting] : waiting;
  }

  /** The running command has gone out: waits for the answer, but not for ever. */
  watch(after: CallAfter, onExpired: (given: DroppedCommand) => void): void {
    this.#isOut = true;
    this.#stopWatch();
    this.#stopWatch = after(PATIENCE_MS, () => {
      const running = this.#running;
      this.#end();
      if (!running) return;
      this.#late.set(running.command, running);
      onExpired({ ...running, wasSent: true });
    });
  }

  #end(): void {
    this.#stopWatch();
    this.#stopWatch = () => {};
    this.#running = null;
    this.#isOut = false;
  }
}
