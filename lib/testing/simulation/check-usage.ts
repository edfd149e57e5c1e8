/** The part of the checker that knows money: each share is the growth of what the agent itself told, and says where it is from; pure. */
import type { EventPayload, SessionEvent } from "@/lib/domain/sessions/session-event";
import { nanoFromDollars, type Provenance, type Usage } from "@/lib/domain/sessions/usage";
import type { History, LogRow, Report } from "./history";

/** The agent's running totals, as one of its own frames has them. `tokens`: of all, in and out. */
type Totals = { nano: bigint; tokens: readonly number[] };
type Share = { nano: bigint; tokens: number; provenance: Provenance };
type Turn = { no: number | null; requestId: string | null; personId: number | null };
/** Whose command may have cost something since the agent last told its totals; `isCut`: the connection was lost since, and with it who is asked after. */
type Spender = { personId: number; isCut: boolean };
type Spending = Extract<SessionEvent, { payload: { usage: Usage | null } }>;

const NOTHING: Totals = { nano: 0n, tokens: [0, 0, 0] };
/** These cost something, or change the agent, which is asked what it costs by then. */
const SPENDING: ReadonlySet<string> = new Set(["done", "model", "role", "prompt"]);
const CUTS: ReadonlySet<string> = new Set(["upstream_lost", "upstream_bound", "upstream_refused"]);

const isSpending = (event: SessionEvent): event is Spending => "usage" in event.payload && event.payload.usage !== null;
const nanoOf = (dollars: unknown): bigint => BigInt(nanoFromDollars(dollars));
const tokensOf = (...counts: unknown[]): number[] => counts.map((count) => Number(count ?? 0));

function turnOf({ turn: no, kind, payload }: SessionEvent): Turn {
  if (kind === "message_sent") return { no, requestId: payload.requestId, personId: payload.by.personId };
  return { no, requestId: null, personId: kind === "message_injected" ? payload.personId : null };
}

/** Null: this frame has none. */
function totalsIn({ event, raw }: LogRow): Totals | null {
  const { kind, payload } = event;
  const mayHave = kind === "usage_reported" || (kind === "command_answered" && payload.commandType === "info");
  const frame = mayHave && raw !== null ? JSON.parse(raw) : null;
  if (frame?.type === "cost")
    return { nano: nanoOf(frame.session_cost), tokens: tokensOf(frame.session_tokens, frame.input_tokens, frame.output_tokens) };
  const said = frame?.data;
  return typeof said?.total_cost === "number"
    ? { nano: nanoOf(said.total_cost), tokens: tokensOf(said.tokens_used, said.tokens_input, said.tokens_output) }
    : null;
}

/** `hasReplied`: a model was called, whatever the totals say. */
function growth(before: Totals, now: Totals, hasReplied: boolean): Share {
  const nano = now.nano - before.nano;
  const used = now.tokens.map((count, index) => Math.max(0, count - (before.tokens[index] ?? 0)));
  const isUnpriced = nano === 0n && (hasReplied || used.some((count) => count > 0));
  return { nano: nano > 0n ? nano : 0n, tokens: used[0] ?? 0, provenance: isUnpriced ? "unpriced" : "measured" };
}

/** What the agent told, from row to row, and how much of it has become shares. */
class Told {
  readonly #begun: ReadonlySet<string>;
  #shared = NOTHING;
  #newest = NOTHING;
  /** The row right before had totals: the agent was just asked. */
  #wasAsked = false;
  /** And it was asked for them: what a command before it cost is told. */
  #wasInfo = false;
  #turn: Turn = { no: null, requestId: null, personId: null };
  #hasReplied = false;
  /** The command that is on its way. */
  #command: EventPayload<"command_sent"> | null = null;
  #spender: Spender | null = null;
  /** Who asked for a template that has not begun to run; null: nobody, or it is not known any more. */
  #prompter: number | null = null;

  constructor({ begun }: History) {
    this.#begun = new Set(begun.map(({ requestId }) => requestId));
  }

  /** Whose the share is: that of the turn that ends, or of the command before; null: not known. Asked before the row is followed. */
  payerOf({ turn, kind, payload }: Spending): number | null {
    if (kind === "outside_usage_found") return this.#spender && !this.#spender.isCut ? this.#spender.personId : null;
    const isEnd = "ends" in payload && payload.ends !== null && turn === this.#turn.no;
    return isEnd ? this.#turn.personId : null;
  }

  #followCommand({ kind, payload }: SessionEvent): void {
    if (kind === "command_sent") this.#command = payload;
    if (CUTS.has(kind)) {
      this.#command = null;
      this.#prompter = null;
      if (this.#spender) this.#spender.isCut = true;
    }
    const isAnswered = kind === "command_answered" && !payload.own && this.#command?.command === payload.commandType;
    if (!isAnswered) return;
    const { by, command } = this.#command ?? {};
    if (by && command && SPENDING.has(command)) this.#spender = { personId: by.personId, isCut: false };
    if (by && command === "prompt") this.#prompter = by.personId;
    this.#command = null;
  }

  /** The shares that this row may have; none: it has no share. */
  follow(row: LogRow): Share[] {
    const { event } = row;
    const totals = totalsIn(row);
    this.#newest = totals ?? this.#newest;
    const shares = isSpending(event) ? this.#sharesOf(event) : [];
    if (this.#wasInfo) this.#spender = null;
    this.#followCommand(event);
    this.#wasAsked = totals !== null;
    this.#wasInfo = totals !== null && event.kind === "command_answered";
    if (event.turn !== null) this.#followTurn(event);
    return shares;
  }

  #followTurn(event: SessionEvent): void {
    const isNew = event.turn !== this.#turn.no;
    if (isNew) this.#turn = turnOf(event);
    if (isNew && event.kind === "message_injected" && event.payload.sourceLabel.startsWith("schedule prompt:")) {
      this.#turn.personId = this.#prompter ?? this.#turn.personId;
      this.#prompter = null;
    }
    // What was said to a message that the agent did not take was said in a turn that nobody here knows.
    const isOther = isNew || isSpending(event) || event.kind === "message_returned";
    this.#hasReplied = event.kind === "reply_added" || (this.#hasReplied && !isOther);
  }

  #sharesOf({ kind, payload }: Spending): Share[] {
    const untracked: Share = { nano: 0n, tokens: 0, provenance: "untracked" };
    const { requestId } = this.#turn;
    // Who begins or ends does not know what another asked.
    const isAsked = this.#wasAsked && !/^The dashboard was/.test("reason" in payload ? payload.reason : "");
    const isBegun = requestId === null || this.#begun.has(requestId);
    const isFree = payload.usage?.costNano === "0" && payload.usage.tokens === 0;
    // What the agent never began has cost nothing, whether or not that is known; what has grown meanwhile is from elsewhere.
    if (kind === "turn_interrupted" && !isBegun && (isFree || !isAsked)) {
      const free: Share = { ...untracked, provenance: "measured" };
      // Where the agent woke by itself in the same moment, its answer stands in the turn that never began, and had no price.
      return this.#hasReplied && isAsked ? [untracked, free, { ...free, provenance: "unpriced" }] : [untracked, free];
    }
    if (kind === "turn_interrupted" && !isAsked) return [untracked];
    const share = growth(this.#shared, this.#newest, this.#hasReplied);
    this.#shared = this.#newest;
    if (kind !== "outside_usage_found") return [share];
    const outside: Share = { ...share, provenance: "outside" };
    if (!this.#spender) return [outside];
    return this.#spender.isCut ? [share, outside] : [share];
  }
}

export function checkUsage(history: History, report: Report): void {
  const { rows, isOver, costNano, tokens } = history;
  const told = new Told(history);
  const sum = { nano: 0n, tokens: 0 };
  for (const row of rows) {
    const { event } = row;
    const payer = isSpending(event) ? told.payerOf(event) : null;
    const allowed = told.follow(row);
    const [share] = allowed;
    if (!share || !isSpending(event) || !event.payload.usage) continue;
    const { usage, personId } = event.payload;
    if (payer !== null && payer !== personId)
      report("sender", `the share at ${event.seq} is person ${personId}'s, and the turn ${payer}'s`);
    sum.nano += BigInt(usage.costNano);
    sum.tokens += usage.tokens;
    if (BigInt(usage.costNano) !== share.nano)
      report("cost", `the share at ${event.seq} is ${usage.costNano}, and ${share.nano} were charged`);
    if (usage.tokens !== share.tokens)
      report("tokens", `the share at ${event.seq} is ${usage.tokens} tokens, and ${share.tokens} were used`);
    if (!allowed.some(({ provenance }) => provenance === usage.provenance))
      report("provenance", `the share at ${event.seq} is ${usage.provenance}, and ${share.provenance} is right`);
  }
  if (isOver && sum.nano !== costNano) report("cost", `the shares sum to ${sum.nano}, and the agent charged ${costNano}`);
  if (isOver && tokens !== null && sum.tokens !== tokens)
    report("tokens", `the shares sum to ${sum.tokens} tokens, and the agent used ${tokens}`);
}
