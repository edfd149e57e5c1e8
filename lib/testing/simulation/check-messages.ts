/** The part of the checker that knows messages: each is on record as it was written, goes out once, in its turn, and none waits for ever; pure. */
import { isHeld } from "@/lib/domain/sessions/held-message";
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { History, Report } from "./history";

type Waiting = Pick<EventPayload<"message_queued">, "text" | "place" | "reason" | "by">;

type SaidFirst = { payload: EventPayload<"message_queued"> | EventPayload<"message_sent"> };
/** It is on record for the first time, or waits in another way than before. */
const isNew = (event: SessionEvent): event is SessionEvent & SaidFirst =>
  event.kind === "message_queued" || (event.kind === "message_sent" && !event.payload.fromQueue);

/** Messages as the log tells of them, from event to event. */
class Told {
  readonly waiting = new Map<string, Waiting>();
  /** What each message said when it last went out, and each request with it. */
  readonly sent = new Map<string, string>();
  readonly byRequest = new Map<string, string>();
  /** What was held and is removed by this event: it may go on as another message. */
  #taken: Waiting | undefined;
  /** Since when nothing goes out: the session is archived. */
  #isAtRest = false;
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  get first(): string | undefined {
    const waiting = [...this.waiting].filter(([, one]) => !isHeld(one));
    return waiting.sort(([a, one], [b, other]) => one.place - other.place || (a < b ? -1 : 1))[0]?.[0];
  }

  /** What a message must say that comes on record: what it waits with, what it is taken over from, or what was written. */
  wordsOf({ messageId, text }: SaidFirst["payload"], written: string | undefined): string | undefined {
    return this.waiting.get(messageId)?.text ?? written ?? (this.#taken?.text === text ? text : undefined);
  }

  follow({ seq, kind, payload }: SessionEvent): void {
    const taken = kind === "message_removed" ? this.waiting.get(payload.messageId) : undefined;
    this.#taken = taken && isHeld(taken) ? taken : undefined;
    if (kind === "session_archived" || kind === "session_restored") this.#isAtRest = kind === "session_archived";
    switch (kind) {
      case "message_queued":
        this.#waits(seq, payload);
        break;
      case "message_returned":
        if (this.sent.get(payload.messageId) !== payload.text)
          this.#report("phantom", `${seq} gives back what ${payload.messageId} did not say`);
        this.waiting.set(payload.messageId, payload);
        break;
      case "message_edited":
        this.#change(payload.messageId, { text: payload.text });
        break;
      case "message_moved":
        this.#change(payload.messageId, { place: payload.place });
        break;
      case "message_removed":
        this.waiting.delete(payload.messageId);
        break;
      case "message_sent":
        this.#goesOut(seq, payload);
        break;
      default:
    }
  }

  #waits(seq: number, payload: EventPayload<"message_queued">): void {
    const before = this.waiting.get(payload.messageId);
    if (before && isHeld(before) === isHeld(payload)) this.#report("doubled", `message ${payload.messageId} waits again at ${seq}`);
    this.waiting.set(payload.messageId, payload);
  }

  #change(messageId: string, change: Partial<Waiting>): void {
    const waiting = this.waiting.get(messageId);
    if (waiting) this.waiting.set(messageId, { ...waiting, ...change });
  }

  #goesOut(seq: number, { messageId, text, requestId, fromQueue }: Extract<SessionEvent, { kind: "message_sent" }>["payload"]): void {
    const waited = this.waiting.get(messageId);
    const { first } = this;
    if (this.#isAtRest) this.#report("forbidden", `message ${messageId} goes out at ${seq}, and the session is archived`);
    if (fromQueue && !waited) this.#report("doubled", `message ${messageId} goes out at ${seq} and does not wait`);
    else if (first !== undefined && first !== messageId)
      this.#report("reordered", `message ${messageId} goes out at ${seq} before ${first}`);
    if (waited && waited.text !== text) this.#report("phantom", `message ${messageId} goes out at ${seq} in other words than it waited`);
    this.waiting.delete(messageId);
    this.sent.set(messageId, text);
    this.byRequest.set(requestId, text);
  }
}

const SAYING: ReadonlySet<string> = new Set<SessionEvent["kind"]>(["message_queued", "message_sent", "message_returned", "message_edited"]);
type Saying = Extract<SessionEvent, { payload: { messageId: string; text: string } }>;
/** Only who wrote a message says it, sends it again or changes its words. */
const carriesSender = (event: SessionEvent): event is Saying => SAYING.has(event.kind);

/** What waits and may not go out is held, and nothing else is. */
function checkRight({ seq, kind, payload }: SessionEvent, { mayWrite }: History, report: Report): void {
  if (kind === "message_sent" && payload.fromQueue && mayWrite(payload.by.personId, seq) === false)
    report("forbidden", `message ${payload.messageId} goes out at ${seq}, and its sender has no right to write any more`);
  if (kind === "message_queued" && mayWrite(payload.by.personId, seq) === isHeld(payload))
    report(isHeld(payload) ? "lost" : "forbidden", `message ${payload.messageId} is held or not at ${seq} against its sender's right`);
}

export function checkMessages(history: History, report: Report): void {
  const { rows, written, begun, isOver } = history;
  const told = new Told(report);
  for (const { event } of rows) {
    const wrote = carriesSender(event) ? written.get(event.payload.messageId) : undefined;
    if (wrote?.isAllowed === false) report("forbidden", `message ${event.seq} is on record, and its sender had not the right`);
    if (carriesSender(event) && (wrote?.personId ?? null) !== null && wrote?.personId !== event.payload.by.personId)
      report("sender", `message ${event.payload.messageId} is told at ${event.seq} as one of ${event.payload.by.name}`);
    if (isNew(event) && told.wordsOf(event.payload, wrote?.text) !== event.payload.text)
      report("phantom", `message ${event.payload.messageId} is on record at ${event.seq} in other words than it was written`);
    checkRight(event, history, report);
    told.follow(event);
  }
  for (const [id, waiting] of isOver ? told.waiting : [])
    if (!isHeld(waiting) || history.mayWrite(waiting.by.personId, rows.length))
      report("lost", `message ${id} waits, and nothing is in its way`);
  const known = new Set<string>();
  for (const { requestId, text } of begun) {
    if (known.has(requestId)) report("doubled", `the agent was given ${requestId} twice`);
    known.add(requestId);
    const onRecord = told.byRequest.get(requestId);
    if (onRecord === undefined || (text !== null && text !== onRecord))
      report("phantom", `the agent was given ${requestId}, and it is not on record so`);
  }
}
