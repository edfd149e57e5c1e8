/** Commands on their way to the agent, one at a time: their results carry no id and are matched by order. */
import type { EventDraft } from "@/lib/domain/session-event";
import type { Actor } from "@/lib/domain/viewer";

/** `by` null: the bridge asks by itself, and the answer is for it. */
export type LaneCommand = { requestId: string; command: string; args: string[]; by: Actor | null };

/** The answer to a command that only the bridge asked. */
export function asOwn(event: EventDraft): EventDraft {
  if (event.kind === "command_answered") return { ...event, payload: { ...event.payload, own: true } };
  return event.kind === "error_reported" ? { ...event, payload: { ...event.payload, own: true } } : event;
}

export class CommandLane {
  #waiting: LaneCommand[] = [];
  #running: LaneCommand | null = null;

  get running(): LaneCommand | null {
    return this.#running;
  }

  get isIdle(): boolean {
    return this.#running === null && this.#waiting.length === 0;
  }

  /** Behind what waits; `first` puts it ahead. */
  add(command: LaneCommand, { first = false } = {}): void {
    if (first) this.#waiting.unshift(command);
    else this.#waiting.push(command);
  }

  has(command: string, by: Actor | null): boolean {
    return [this.#running, ...this.#waiting].some((one) => one?.command === command && one.by === by);
  }

  /** The first waiting command is now on its way; null: none waits. */
  start(): LaneCommand | null {
    this.#running = this.#waiting.shift() ?? null;
    return this.#running;
  }

  /** The command that this frame answers, if it answers one; `isReply`: a refusal to our connection. */
  answeredBy(draft: EventDraft, isReply: boolean): LaneCommand | null {
    const running = this.#running;
    if (!running) return null;
    const isAnswer =
      draft.kind === "command_answered" ||
      (draft.kind === "error_reported" && (isReply ? draft.payload.requestId === running.requestId : draft.turn === null));
    if (!isAnswer) return null;
    this.#running = null;
    return running;
  }

  /** The connection is gone: what was on its way will not be answered. Gives back what people asked for. */
  drop(): LaneCommand[] {
    const lost = [this.#running, ...this.#waiting].filter((one) => one !== null);
    this.#running = null;
    this.#waiting = [];
    return lost.filter((one) => one.by !== null);
  }

  /** Gives up on the running command, unless another one runs by now. */
  expire(requestId: string): boolean {
    if (this.#running?.requestId !== requestId) return false;
    this.#running = null;
    return true;
  }
}
