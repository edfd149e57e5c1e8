/** The part of the checker that knows commands: who asks may, each goes out once and comes to one end, and none is waited for for ever; pure. */
import type { EventPayload, SessionEvent } from "@/lib/domain/session-event";
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
  readonly #known = new Set<string>();
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  follow(event: SessionEvent): void {
    const { seq, kind, payload } = event;
    if (kind === "command_sent") this.#goesOut(seq, payload);
    else if (kind === "command_dropped") this.#isDropped(seq, payload);
    else if (kind === "command_answered" && !payload.own) this.#isAnswered(payload.commandType);
    else if (kind === "error_reported" && payload.requestId) this.open.delete(payload.requestId);
    else if (endsAll(event)) this.open.clear();
    else if (endsEarlier(event)) for (const [id, sent] of this.open) if (sent.seq < this.#boundAt) this.open.delete(id);
    if (kind === "upstream_bound") this.#boundAt = seq;
  }

  #goesOut(seq: number, sent: EventPayload<"command_sent">): void {
    if (this.open.size > 0) this.#report("reordered", `command ${sent.requestId} goes out at ${seq} while another is not answered`);
    this.#isNew(seq, sent.requestId);
    this.open.set(sent.requestId, { ...sent, seq });
  }

  /** One that was sent, or that never went out: once. */
  #isDropped(seq: number, { requestId }: EventPayload<"command_dropped">): void {
    if (!this.open.delete(requestId)) this.#isNew(seq, requestId);
  }

  #isNew(seq: number, requestId: string): void {
    if (this.#known.has(requestId)) this.#report("doubled", `command ${requestId} is on record again at ${seq}`);
    this.#known.add(requestId);
  }

  /** Results carry no id. */
  #isAnswered(command: string): void {
    const [first] = [...this.open].filter(([, sent]) => sent.command === command);
    if (first) this.open.delete(first[0]);
  }
}

export function checkCommands({ rows, mayWrite, isOver, isIdle = isOver }: History, report: Report): void {
  const told = new Told(report);
  for (const { event } of rows) {
    const { seq, kind, payload } = event;
    if (kind === "command_sent" && payload.by && mayWrite(payload.by.personId, seq) === false)
      report("forbidden", `command ${payload.requestId} goes out at ${seq}, and who asked has no right to write any more`);
    told.follow(event);
  }
  for (const id of isIdle ? told.open.keys() : []) report("lost", `command ${id} is waited for, and no answer can come`);
}
