/** Which turn is open, which frame ends it and what it cost; pure: time, ids and frames come from outside. */
import type { DraftOf, EventDraft } from "@/lib/domain/sessions/session-event";
import type { TurnOutcome } from "@/lib/domain/sessions/turn-outcomes";
import { grewBeyondCount, type Totals, type Usage, untrackedUsage, usageSince } from "@/lib/domain/sessions/usage";
import { endsRun } from "@/lib/domain/transcript/transcript-run";
import type { OpenTurn, SessionHead } from "@/lib/event-log/claim-session";
import { promptLabel } from "./agent-description";

/** `isStored`: its beginning is on record. `isTaken`: the agent has said that it took its message. */
type Tracked = OpenTurn & { isStored: boolean; isTaken: boolean; hasOutput: boolean };

type Start = Pick<SessionHead, "turnCount" | "openTurn" | "hasUnpaidRun" | "totals"> & {
  agent: { model: string; role: string };
  /** Whose the cost is that no person caused. */
  ownerId: number;
  isDemo: boolean;
};

const BUSY = /\bis busy\b/i;

export class TurnTracker {
  #open: Tracked | null;
  #count: number;
  #totals: Totals;
  /** A delegated run began, and no cost came since after which no work is pending. */
  #hasUnpaidRun: boolean;
  agent: { model: string; role: string };
  /** Whose the cost is that no person caused. */
  ownerId: number;
  readonly #priced: "measured" | "demo";
  /** Who ran a prompt whose turn is still to begin, by its label. */
  readonly #prompts = new Map<string, number>();

  constructor({ turnCount, openTurn, hasUnpaidRun, totals, agent, ownerId, isDemo }: Start) {
    this.#open = openTurn && { ...openTurn, isStored: true, isTaken: openTurn.requestId === null, hasOutput: true };
    this.#hasUnpaidRun = hasUnpaidRun;
    this.#count = turnCount;
    this.#totals = totals;
    this.agent = agent;
    this.ownerId = ownerId;
    this.#priced = isDemo ? "demo" : "measured";
  }

  get open(): OpenTurn | null {
    return this.#open;
  }

  /** The open turn, once its beginning is on record: what comes before that is outside of it. */
  get #stored(): Tracked | null {
    return this.#open?.isStored ? this.#open : null;
  }

  /** Its number. */
  get openNo(): number | null {
    return this.#stored?.no ?? null;
  }

  /** A message of ours is on its way, and the agent has not said that it took it. */
  get awaitsAck(): boolean {
    return this.#stored?.isTaken === false;
  }

  /** The newest turn's number; null before the first. */
  get lastTurn(): number | null {
    return this.#count > 0 ? this.#count : null;
  }

  get totals(): Totals {
    return this.#totals;
  }

  /** Opens the turn of a message of ours and gives its number; nothing else may be open. */
  openOwn(requestId: string, personId: number): number {
    return this.#openTurn(requestId, personId);
  }

  /** Its message is on record, and may go out. */
  confirm(no: number): void {
    if (this.#open?.no === no) this.#open.isStored = true;
  }

  /** The message was not stored, so its turn never was. */
  forget(no: number): void {
    if (this.#open?.no !== no) return;
    this.#open = null;
    this.#count -= 1;
  }

  /** True for the error with which an agent says that another connection drives this session. */
  isBusyAnswer(draft: EventDraft): boolean {
    return (
      draft.kind === "error_reported" &&
      BUSY.test(draft.payload.message) &&
      draft.payload.requestId !== null &&
      draft.payload.requestId === this.#open?.requestId
    );
  }

  /** Closes the open turn without a frame; gives its number. */
  close(): number | null {
    const no = this.openNo;
    this.#open = null;
    return no;
  }

  /**
   * The end of a turn that nobody reported; one whose message has not gone out yet cannot end. With `totals` its cost is their growth, else
   * it is untracked, and so is that of delegated runs, also without a turn.
   */
  interrupt(reason: string, at: number, totals?: Totals): DraftOf<"turn_interrupted"> | DraftOf<"outside_usage_found"> | null {
    const turn = this.#stored;
    const hasLostRun = !totals && this.#hasUnpaidRun;
    if (hasLostRun) this.#hasUnpaidRun = false;
    if (!turn) return hasLostRun ? this.#outside(at, untrackedUsage) : null;
    const usage = totals ? this.#take(totals, turn.hasReplied) : untrackedUsage;
    this.#open = null;
    return {
      kind: "turn_interrupted",
      at,
      turn: turn.no,
      payload: { reason, ends: "interrupted", usage, personId: turn.personId, agent: this.agent },
    };
  }

  /** A person's `prompt` was answered: whose the turn is that it begins. */
  ranPrompt(result: unknown, personId: number): void {
    const label = promptLabel(result);
    if (label !== null) this.#prompts.set(label, personId);
  }

  /**
   * What grew while nobody here drove the session, or by a person's command (`spenderId`); the totals are the new baseline. Null: nothing
   * grew.
   */
  outside(totals: Totals, at: number, spenderId?: number): DraftOf<"outside_usage_found"> | null {
    const isBeyond = grewBeyondCount(this.#totals, totals);
    const usage = this.#take(totals);
    if (!isBeyond && usage.costNano === "0" && usage.tokens === 0) return null;
    const provenance = isBeyond || spenderId !== undefined ? usage.provenance : this.#priced === "demo" ? "demo" : "outside";
    return this.#outside(at, { ...usage, provenance }, spenderId);
  }

  #outside(at: number, usage: Usage, personId = this.ownerId): DraftOf<"outside_usage_found"> {
    return { kind: "outside_usage_found", at, turn: null, payload: { totals: this.#totals, usage, personId, agent: this.agent } };
  }

  /** A frame's draft with its turn, its end and its share of the cost. `isReply`: it answers our connection, it is no output of the session. */
  track(draft: EventDraft, isReply: boolean): EventDraft {
    switch (draft.kind) {
      case "message_injected":
        return this.#trackInjected(draft);
      case "usage_reported":
        return this.#trackUsage(draft);
      case "error_reported":
        return this.#trackError(draft, isReply);
      case "run_progressed":
        this.#hasUnpaidRun ||= !endsRun(draft.payload);
        return this.#inTurn(draft);
      case "frame_acknowledged":
        if (this.#open && draft.payload.requestId === this.#open.requestId) this.#open.isTaken = true;
        return this.#inTurn(draft);
      default:
        if (this.#stored && !isReply) {
          this.#stored.hasOutput = true;
          if (draft.kind === "reply_added") {
            this.#stored.hasFailed = false;
            this.#stored.hasReplied = true;
          }
        }
        return this.#inTurn(draft);
    }
  }

  #trackInjected(draft: DraftOf<"message_injected">): EventDraft {
    const { sourceLabel } = draft.payload;
    const personId = this.#prompts.get(sourceLabel) ?? this.ownerId;
    this.#prompts.delete(sourceLabel);
    if (!this.#open) this.#openTurn(null, personId);
    return this.#inTurn({ ...draft, payload: { ...draft.payload, personId } });
  }

  #inTurn<D extends EventDraft>(draft: D): D {
    return { ...draft, turn: this.openNo };
  }

  /** One without a request of ours the agent has begun already. */
  #openTurn(requestId: string | null, personId: number): number {
    this.#count += 1;
    const isBegun = requestId === null;
    const told = { hasOutput: false, hasFailed: false, hasReplied: false };
    this.#open = { no: this.#count, requestId, personId, isStored: isBegun, isTaken: isBegun, ...told };
    return this.#count;
  }

  /** What grew since the last totals. An answer that cost nothing has no price, also where its tokens are not told. */
  #take(totals: Totals, hasReplied = false): Usage {
    const isUnpriced = hasReplied && totals.costNano === this.#totals.costNano && this.#priced === "measured";
    const usage = usageSince(this.#totals, totals, this.#priced);
    this.#totals = totals;
    return isUnpriced ? { ...usage, provenance: "unpriced" } : usage;
  }

  #trackUsage(draft: DraftOf<"usage_reported">): EventDraft {
    const turn = this.#stored;
    const { requestId, cancelled, totals } = draft.payload;
    const isEnd = turn !== null && turn.requestId === requestId;
    const ends: TurnOutcome | null = !isEnd ? null : cancelled ? "stopped" : turn.hasFailed ? "failed" : "answered";
    const personId = isEnd ? turn.personId : this.ownerId;
    const usage = this.#take(totals, turn?.hasReplied);
    if (!draft.payload.pendingWork) this.#hasUnpaidRun = false;
    if (isEnd) this.#open = null;
    if (turn) turn.hasReplied = false;
    return {
      ...draft,
      turn: turn?.no ?? null,
      payload: { ...draft.payload, ends, usage, personId, agent: this.agent },
    };
  }

  /**
   * An error of the session's output is followed by a cost; one that answers our message ends the turn by itself. The server
   * leaves the request's id out of some of those, so the first answer to a message that has shown nothing yet counts as well.
   */
  #trackError(draft: DraftOf<"error_reported">, isReply: boolean): EventDraft {
    const turn = this.#stored;
    if (!turn) return draft;
    if (!isReply) {
      turn.hasOutput = true;
      turn.hasFailed = true;
      return this.#inTurn(draft);
    }
    const { requestId } = draft.payload;
    const answersUs = turn.requestId !== null && (requestId === turn.requestId || (requestId === null && !turn.hasOutput));
    if (!answersUs || this.isBusyAnswer(draft)) return this.#inTurn(draft);
    this.#open = null;
    return { ...draft, turn: turn.no, payload: { ...draft.payload, ends: "failed" } };
  }
}
