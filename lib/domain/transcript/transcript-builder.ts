/** One batch of events being folded: copies what it touches once, leaves the rest of the transcript as it is. */
import type { EventOf, ViewerEvent } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { learnScheduleCosts } from "./schedule-costs";
import { answerOf, type CommandEnd, endsAll, endsEarlier, isBind, isEndedBy, isWaiting } from "./transcript-command";
import { learnFacts } from "./transcript-facts";
import { closedQuestions, foldItem, isDrawn } from "./transcript-items";
import { strikeProcesses } from "./transcript-processes";
import { applyToQueue } from "./transcript-queue";
import type { Found, Shelf } from "./transcript-shelf";
import { traceEvent, traceRun } from "./transcript-trace";
import type {
  Aside,
  Entry,
  Item,
  Ledger,
  QuestionItem,
  QuestionState,
  SessionFacts,
  Transcript,
  Turn,
  TurnCause,
} from "./transcript-types";

type Draft<E extends Entry> = Omit<E, "items"> & { items: Item[] };

export class TranscriptBuilder {
  readonly #start: Transcript;
  readonly #entries: Entry[];
  /** Entries copied by this batch, which may be changed in place. */
  readonly #mine = new WeakSet<Entry>();
  #facts: SessionFacts;
  #queue: Transcript["queue"];
  #openTurn: number | null;
  #ledger: Ledger;
  /** No turn has a higher number: one that has need not be looked for among thousands. */
  #newest: number;
  /** False: no command waits for its answer. */
  #mayWait = true;
  readonly #shelf: Shelf = {
    find: (fits) => this.#find(fits),
    put: ({ entry, index }, item) => {
      this.#write(entry).items[index] = item;
    },
    drop: ({ entry, index }) => {
      this.#write(entry).items.splice(index, 1);
    },
    add: (event, item) => this.#add(event, item),
    itemsOf: (turn) => this.#entries.findLast((entry) => entry.type === "turn" && entry.no === turn)?.items ?? [],
  };
  head: number;

  constructor(start: Transcript) {
    this.#start = start;
    this.#entries = [...start.entries];
    this.#facts = start.facts;
    this.#queue = start.queue;
    this.#openTurn = start.openTurn;
    this.#ledger = start.ledger;
    this.#newest = start.entries.reduce((no, entry) => (entry.type === "turn" ? Math.max(no, entry.no) : no), 0);
    this.head = start.head;
  }

  result(): Transcript {
    const { from, turnsBefore } = this.#start;
    const known = { facts: this.#facts, entries: this.#entries, queue: this.#queue, openTurn: this.#openTurn, ledger: this.#ledger };
    return { from, turnsBefore, head: this.head, ...known };
  }

  apply(event: ViewerEvent): void {
    this.#fold(event);
    this.#ledger = traceEvent(this.#shelf, this.#ledger, event);
    const schedules = learnScheduleCosts(this.#ledger.schedules, event);
    if (schedules !== this.#ledger.schedules) this.#ledger = { ...this.#ledger, schedules };
  }

  #fold(event: ViewerEvent): void {
    this.head = event.seq;
    const waiting = this.#queue;
    this.#queue = applyToQueue(waiting, event, this.#openTurn !== null);
    this.#facts = learnFacts(this.#facts, event);
    switch (event.kind) {
      case "message_sent": {
        const { messageId, text, by } = event.payload;
        const fromQueue = event.payload.fromQueue && waiting.some((item) => item.messageId === messageId && item.waitsItsTurn);
        this.#open(event, { kind: "person", text, by, fromQueue });
        return;
      }
      case "message_injected": {
        const { sourceKind, sourceLabel, content } = event.payload;
        if (event.turn === this.#openTurn && event.turn !== null) break;
        this.#open(event, { kind: "injected", sourceKind, sourceLabel, content });
        return;
      }
      case "elicitation_answered": {
        const { id, action, content, by } = event.payload;
        this.#settle(id, { kind: "answered", action, content, by });
        return;
      }
      case "elicitation_closed":
        this.#settle(event.payload.id, { kind: "closed", reason: event.payload.reason });
        return;
      case "elicitation_asked":
        if (this.#settle(event.payload.id, { kind: "open" })) return;
        break;
      case "command_answered":
      case "command_dropped":
      case "error_reported":
        if (endsEarlier(event)) this.#answerEarlier(event);
        else if (isDrawn(event) && this.#answer(event)) return;
        break;
      case "upstream_lost":
      case "upstream_bound":
        while (endsAll(event) && this.#answer(event));
        break;
      case "processes_ended":
        if (strikeProcesses(this.#shelf, (pid) => event.payload.pids.includes(pid), event.payload.by)) return;
        break;
      case "run_progressed":
        traceRun(this.#shelf, event, event.cut);
        return;
      case "stop_requested": {
        const no = this.#seen(event.turn);
        if (no !== null) this.#turn(no, event.seq, event.at).stoppedBy = event.payload.by;
        return;
      }
      default:
    }
    this.#place(event);
    this.#close(event);
  }

  #open(event: EventOf<"message_sent"> | EventOf<"message_injected">, cause: TurnCause): void {
    if (event.turn === null) {
      this.#place(event);
      return;
    }
    const turn = this.#turn(event.turn, event.seq, event.at);
    turn.cause = cause;
    turn.seq = event.seq;
    turn.cut = (event as ViewerEvent).cut; // as: a viewer's event, narrowed by its kind
    this.#openTurn = event.turn;
  }

  #place(event: ViewerEvent): void {
    if (!isDrawn(event)) return;
    const no = this.#seen(event.turn);
    const entry = no === null ? null : this.#turn(no, event.seq, event.at);
    const items = entry?.items ?? this.#lastAside()?.items ?? [];
    const before = items.length;
    foldItem(items, event);
    this.#mayWait ||= event.kind === "command_sent";
    if (entry || items.length === before) return;
    if (this.#lastAside()?.items !== items) this.#own(this.#entries.length, { type: "aside", seq: event.seq, items });
  }

  #close(event: ViewerEvent): void {
    const no = this.#seen(event.turn);
    if (no === null || !("ends" in event.payload) || event.payload.ends === null) return;
    const turn = this.#turn(no, event.seq, event.at);
    turn.outcome = event.payload.ends;
    turn.endedAt = event.at;
    if (event.kind === "message_returned") turn.returned = true;
    if ("usage" in event.payload && event.payload.usage) turn.usage = event.payload.usage;
    if ("agent" in event.payload && event.payload.agent) turn.model = event.payload.agent.model;
    this.#closeQuestions(no);
    if (this.#openTurn === no) this.#openTurn = null;
  }

  /** The turn, or null where there is none to write into: it ended before the part of the log that was read, as a run of it may not have. */
  #seen(no: number | null): number | null {
    if (no === null || no > this.#start.turnsBefore) return no;
    return this.#entries.some((entry) => entry.type === "turn" && entry.no === no) ? no : null;
  }

  /** The turn to write into; one whose beginning is not on record is opened where it is first heard of. */
  #turn(no: number, seq: number, at: number): Draft<Turn> & { stoppedBy: Actor | null } {
    const index = no > this.#newest ? -1 : this.#entries.findLastIndex((entry) => entry.type === "turn" && entry.no === no);
    this.#newest = Math.max(no, this.#newest);
    if (index >= 0) return this.#write(index) as Draft<Turn>; // as: found by its type
    const blank = { outcome: null, endedAt: null, usage: null, stoppedBy: null, returned: false, cut: undefined, items: [] };
    const turn: Draft<Turn> = { type: "turn", no, seq, startedAt: at, model: this.#facts.model, cause: { kind: "unknown" }, ...blank };
    return this.#own(this.#entries.length, turn);
  }

  #lastAside(): Draft<Aside> | null {
    const last = this.#entries.at(-1);
    return last?.type === "aside" ? (this.#write(this.#entries.length - 1) as Draft<Aside>) : null; // as: checked on this line
  }

  #write(index: number): Draft<Entry> {
    const entry = this.#entries[index];
    if (!entry) throw new RangeError(`The transcript has no entry ${index}`);
    if (this.#mine.has(entry)) return entry as Draft<Entry>; // as: copied by this batch, so its items are ours
    return this.#own(index, { ...entry, items: [...entry.items] });
  }

  #own<E extends Draft<Entry>>(index: number, entry: E): E {
    this.#entries[index] = entry as Entry; // as: a draft is an entry whose items may still change
    this.#mine.add(entry as Entry); // as: same
    return entry;
  }

  /** Where the newest item that fits is, from the end of the log backwards. */
  #find<I extends Item>(fits: (item: Item) => item is I): Found<I> | null {
    for (let entry = this.#entries.length - 1; entry >= 0; entry -= 1) {
      const items = this.#entries[entry]?.items ?? [];
      const index = items.findLastIndex(fits);
      const item = items[index];
      if (item && fits(item)) return { entry, index, item };
    }
    return null;
  }

  #settle(id: string, state: QuestionState): boolean {
    const found = this.#find((item): item is QuestionItem => item.type === "question" && item.id === id);
    if (found) this.#write(found.entry).items[found.index] = { ...found.item, state };
    return found !== null;
  }

  /** No question waits longer than a turn; one may be outside it, where the turn's beginning was missed. */
  #closeQuestions(turn: number): void {
    for (let index = this.#entries.length - 1; index >= 0; index -= 1) {
      const entry = this.#entries[index];
      if (entry?.type === "turn" && entry.no !== turn) return;
      const items = entry && closedQuestions(entry.items);
      if (items) this.#write(index).items = items;
    }
  }

  /** Answers the newest command that the event can be the end of; false when there is none. */
  #answer(event: CommandEnd, before?: number): boolean {
    const found = this.#mayWait ? this.#find(isEndedBy(event, before)) : null;
    if (found) this.#write(found.entry).items[found.index] = { ...found.item, answer: answerOf(event) };
    else this.#mayWait &&= this.#find(isWaiting) !== null;
    return found !== null;
  }

  #answerEarlier(event: CommandEnd): void {
    const bind = this.#mayWait ? this.#find(isBind) : null;
    while (bind && this.#answer(event, bind.item.seq));
  }

  #add(event: ViewerEvent, item: Item): void {
    const no = this.#seen(event.turn);
    if (no !== null) this.#turn(no, event.seq, event.at).items.push(item);
    else (this.#lastAside() ?? this.#own(this.#entries.length, { type: "aside", seq: event.seq, items: [] })).items.push(item);
  }
}
