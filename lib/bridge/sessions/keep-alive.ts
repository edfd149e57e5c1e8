/** Why a session must stay bound though nobody watches it: schedules, monitors, delegated runs, work announced by the agent. */

import type { EventDraft, EventPayload } from "@/lib/domain/sessions/session-event";
import { listOf, objectOf } from "@/lib/domain/text/loose-json";
import { endsRun } from "@/lib/domain/transcript/transcript-run";
import type { Actor } from "@/lib/domain/viewer";
import type { CallAfter } from "@/lib/platform/call-after";

const PATIENCE_MS = 15_000;
/** What a call of these may leave behind; so may each tool that is an agent. */
const LEFT_BY: Readonly<Record<string, string>> = { schedule: "a schedule", monitor: "a monitor", tap: "a delegated run" };
const LASTING_COMMANDS = new Set(["schedule", "workflow"]);
/** So many delegated runs are followed by their ids, of at most so many units; what else runs the agent is asked for. */
const RUNS_MAX = 1_000;
const ID_MAX = 512;

type Ask = (command: string) => void;

/** What only these commands can tell of; where one is not answered, what it told before still holds. */
const TOLD_BY_SCHEDULE = ["a schedule"];
const TOLD_BY_STATUS = ["a monitor", "a background job", "a delegated run"];

/** Null: the call leaves nothing, as one that only lists. */
function leftBy({ tool, params }: EventPayload<"tool_called">): string | null {
  if (objectOf(params).command === "list") return null;
  if (tool.startsWith("agent_")) return "a delegated run";
  return Object.hasOwn(LEFT_BY, tool) ? (LEFT_BY[tool] ?? null) : null;
}

/** Whether it runs already, and begins nothing new later. */
export const isUnderWay = (reason: string): boolean => reason !== "a schedule" && reason !== "a monitor";

function scheduleReasons(result: unknown): string[] {
  const { message, entries, is_error: isError } = objectOf(objectOf(result).data);
  if (isError === true) return [];
  const isEmpty = listOf(entries).length === 0 && (typeof message !== "string" || /^no scheduled/i.test(message) || message === "");
  return isEmpty ? [] : ["a schedule"];
}

function statusReasons(result: unknown): string[] {
  const { agents, monitors, jobs } = objectOf(objectOf(result).data);
  const found = [
    listOf(monitors).length > 0 && "a monitor",
    listOf(jobs).length > 0 && "a background job",
    listOf(agents).length > 0 && "a delegated run",
  ];
  return found.filter((reason) => reason !== false);
}

export class KeepAlive {
  #reasons: readonly string[];
  readonly #runs = new Set<string>();
  /** What may go on, until the agent is asked. */
  readonly #hints = new Set<string>();
  #isPending = false;
  #mayLast: boolean;
  readonly #answers = new Map<string, (result: unknown) => void>();

  /** `hasWorked`: it had turns before, and what they left nobody may have looked at. */
  constructor(keptFor: readonly string[], hasWorked: boolean) {
    this.#reasons = keptFor;
    this.#mayLast = hasWorked || keptFor.length > 0;
  }

  /** What is known and what may be: on record before anybody asks, for a dashboard that is killed meanwhile. */
  get supposed(): string[] {
    return [...new Set([...this.#reasons, ...this.#told, ...this.#hints])];
  }

  get #told(): string[] {
    return [...(this.#isPending ? ["work in the background"] : []), ...(this.#runs.size > 0 ? ["a delegated run"] : [])];
  }

  /** Follows what the agent does, for hints that something goes on by itself; whether there may be one more. */
  follow(event: EventDraft): boolean {
    switch (event.kind) {
      case "upstream_bound":
        this.#bound(event.payload.resumed === true);
        return false;
      case "usage_reported":
        this.#isPending = event.payload.pendingWork;
        return this.#isPending;
      case "tool_called":
        this.#called(event.payload);
        return this.#hints.size > 0;
      case "run_progressed":
        this.#ran(event.payload);
        return this.#runs.size > 0;
      default:
        return false;
    }
  }

  #ran(run: EventPayload<"run_progressed">): void {
    if (endsRun(run)) this.#runs.delete(run.runId);
    else if (this.#runs.size < RUNS_MAX && run.runId.length <= ID_MAX) this.#runs.add(run.runId);
    else this.#mayLast = true;
  }

  #called(call: EventPayload<"tool_called">): void {
    const left = leftBy(call);
    if (left !== null) this.#hints.add(left);
    if (left !== null || call.tool === "shell") this.#mayLast = true;
  }

  /** What a run did while the connection was lost is not told again; what else went on ends with the agent. */
  #bound(goesOn: boolean): void {
    if (this.#isPending || this.#runs.size > 0) this.#mayLast = true;
    this.#runs.clear();
    if (!goesOn) this.#isPending = false;
  }

  answered(command: string, by: Actor | null, answer: EventPayload<"command_answered">): void {
    if (by !== null) {
      if (LASTING_COMMANDS.has(command)) this.#mayLast = true;
      if (command === "schedule") for (const reason of scheduleReasons(answer.result)) this.#hints.add(reason);
      return;
    }
    const waiting = this.#answers.get(command);
    this.#answers.delete(command);
    waiting?.(answer.result);
  }

  /** Asks the agent where there is a hint; `canAsk` false (it is not connected): what was known stays. */
  async find(ask: Ask, after: CallAfter, canAsk: boolean): Promise<string[]> {
    const found = await this.#look(ask, after, canAsk);
    this.#reasons = found;
    return found;
  }

  async #look(ask: Ask, after: CallAfter, canAsk: boolean): Promise<string[]> {
    const known = this.#told;
    if (!this.#mayLast) return known;
    const before = this.supposed;
    if (!canAsk) return before;
    this.#hints.clear();
    const [schedule, status] = await Promise.all([this.#ask("schedule", ask, after), this.#ask("status", ask, after)]);
    const still = (told: readonly string[]): string[] => before.filter((reason) => told.includes(reason));
    const scheduled = schedule === null ? still(TOLD_BY_SCHEDULE) : scheduleReasons(schedule);
    const running = status === null ? still(TOLD_BY_STATUS) : statusReasons(status);
    const found = [...known, ...scheduled, ...running];
    this.#mayLast = found.length > 0 || this.#hints.size > 0;
    return [...new Set(found)];
  }

  /** Null: there was no answer. */
  #ask(command: string, ask: Ask, after: CallAfter): Promise<unknown> {
    return new Promise((resolve) => {
      const giveUp = after(PATIENCE_MS, () => {
        this.#answers.delete(command);
        resolve(null);
      });
      this.#answers.set(command, (result) => {
        giveUp();
        resolve(result);
      });
      ask(command);
    });
  }
}
