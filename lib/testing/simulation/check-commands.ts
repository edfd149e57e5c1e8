/** The part of the checker that knows commands: who asks may, each that was accepted is on record, goes out once and comes to one end, and none is waited for for ever; pure. */
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { History, Report } from "./history";

/** The connection that they went out on is gone, and no stream of it goes on: they are answered no more. */
const endsAll = ({ kind, payload }: SessionEvent): boolean =>
  kind === "upstream_lost" || (kind === "upstream_bound" && payload.resumed !== true);

/** Who bound anew asked and was answered: what was sent before would have been. */
const endsEarlier = ({ kind, payload }: SessionEvent): boolean =>
  kind === "command_answered" && payload.own === true && payload.commandType === "info";

/** Commands as the log tells of them, from event to event. */
class Told {
  #boundAt = 0;
  readonly open = new Map<string, EventPayload<"command_sent"> & { seq: number }>();
  /** Asked for, and neither sent nor given up. */
  readonly waiting = new Set<string>();
  readonly #known = new Map<string, string>();
  /** Since when nothing goes out: the session is archived. */
  #isAtRest = false;
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  follow(event: SessionEvent): void {
    const { seq, kind, payload } = event;
    if (kind === "session_archived" || kind === "session_restored") this.#isAtRest = kind === "session_archived";
    if (kind === "command_asked") this.#waits(seq, payload);
    else if (kind === "command_sent") this.#goesOut(seq, payload);
    else if (kind === "command_dropped") this.#isDropped(seq, payload);
    else if (kind === "command_answered" && !payload.own) this.#isAnswered(payload.commandType);
    else if (kind === "error_reported" && payload.requestId) this.open.delete(payload.requestId);
    else if (endsAll(event)) this.open.clear();
    else if (endsEarlier(event)) for (const [id, sent] of this.open) if (sent.seq < this.#boundAt) this.open.delete(id);
    if (kind === "upstream_bound") this.#boundAt = seq;
  }

  #goesOut(seq: number, sent: EventPayload<"command_sent">): void {
    if (this.#isAtRest) this.#report("forbidden", `command ${sent.requestId} goes out at ${seq}, and the session is archived`);
    if (this.open.size > 0) this.#report("reordered", `command ${sent.requestId} goes out at ${seq} while another is not answered`);
    if (!this.waiting.delete(sent.requestId)) this.#isNew(seq, sent);
    this.open.set(sent.requestId, { ...sent, seq });
  }

  /** One that was sent, or that never went out: once. */
  #isDropped(seq: number, dropped: EventPayload<"command_dropped">): void {
    if (!this.open.delete(dropped.requestId) && !this.waiting.delete(dropped.requestId)) this.#isNew(seq, dropped);
  }

  #waits(seq: number, asked: EventPayload<"command_asked">): void {
    this.#isNew(seq, asked);
    this.waiting.add(asked.requestId);
  }

  #isNew(seq: number, { requestId, command, by }: EventPayload<"command_sent">): void {
    if (this.#known.has(requestId)) this.#report("doubled", `command ${requestId} is on record again at ${seq}`);
    this.#known.set(requestId, `${command} of ${by?.personId}`);
  }

  /** How many of this command this person asked for. */
  countOf(command: string, personId: number): number {
    return [...this.#known.values()].filter((known) => known === `${command} of ${personId}`).length;
  }

  /** Results carry no id. */
  #isAnswered(command: string): void {
    const [first] = [...this.open].filter(([, sent]) => sent.command === command);
    if (first) this.open.delete(first[0]);
  }
}

export function checkCommands({ rows, mayWrite, accepted, obeyed, isOver, isIdle = isOver }: History, report: Report): void {
  const told = new Told(report);
  for (const { event } of rows) {
    const { seq, kind, payload } = event;
    if (kind === "command_sent" && payload.by && mayWrite(payload.by.personId, seq) === false)
      report("forbidden", `command ${payload.requestId} goes out at ${seq}, and who asked has no right to write any more`);
    if (kind === "command_dropped" && /^It was not sent/.test(payload.reason) && obeyed.includes(payload.requestId))
      report("phantom", `command ${payload.requestId} is said at ${seq} not to have been sent, and the agent did it`);
    told.follow(event);
  }
  if (!isIdle) return;
  for (const id of told.open.keys()) report("lost", `command ${id} is waited for, and no answer can come`);
  for (const id of told.waiting) report("lost", `command ${id} waits, and nothing says what became of it`);
  for (const { command, personId } of accepted) {
    const count = accepted.filter((one) => one.command === command && one.personId === personId).length;
    const known = told.countOf(command, personId);
    if (known < count) report("acknowledged", `${count} times ${command} of ${personId} was accepted, and ${known} are on record`);
  }
}
