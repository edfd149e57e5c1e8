/** The part of the checker that knows money: each share is the growth of what the agent itself told, and says where it is from; pure. */
import type { SessionEvent } from "@/lib/domain/session-event";
import { nanoFromDollars, type Provenance, type Usage } from "@/lib/domain/usage";
import type { History, LogRow, Report } from "./history";

/** The agent's running totals, as one of its own frames has them. `tokens`: of all, in and out. */
type Totals = { nano: bigint; tokens: readonly number[] };
type Share = { nano: bigint; tokens: number; provenance: Provenance };
type Turn = { no: number | null; requestId: string | null; personId: number | null };
type Spending = Extract<SessionEvent, { payload: { usage: Usage | null } }>;

const NOTHING: Totals = { nano: 0n, tokens: [0, 0, 0] };
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
  #turn: Turn = { no: null, requestId: null, personId: null };
  #hasReplied = false;

  constructor({ begun }: History) {
    this.#begun = new Set(begun.map(({ requestId }) => requestId));
  }

  /** Whose the share of the turn's end is; null: of no turn's end. */
  payerOf({ turn, payload }: Spending): number | null {
    const isEnd = "ends" in payload && payload.ends !== null && turn === this.#turn.no;
    return isEnd ? this.#turn.personId : null;
  }

  /** The shares that this row may have; none: it has no share. */
  follow(row: LogRow): Share[] {
    const { event } = row;
    const totals = totalsIn(row);
    this.#newest = totals ?? this.#newest;
    const shares = isSpending(event) ? this.#sharesOf(event) : [];
    this.#wasAsked = totals !== null;
    if (event.turn !== null) this.#followTurn(event);
    return shares;
  }

  #followTurn(event: SessionEvent): void {
    const isNew = event.turn !== this.#turn.no;
    if (isNew) this.#turn = turnOf(event);
    this.#hasReplied = event.kind === "reply_added" || (this.#hasReplied && !isNew && !isSpending(event));
  }

  #sharesOf({ kind, payload }: Spending): Share[] {
    const untracked: Share = { nano: 0n, tokens: 0, provenance: "untracked" };
    const { requestId } = this.#turn;
    // Who begins or ends does not know what another asked.
    const isAsked = this.#wasAsked && !/^The dashboard was/.test("reason" in payload ? payload.reason : "");
    const isBegun = requestId === null || this.#begun.has(requestId);
    const isFree = payload.usage?.costNano === "0" && payload.usage.tokens === 0;
    // What the agent never began has cost nothing, whether or not that is known; what has grown meanwhile is from elsewhere.
    if (kind === "turn_interrupted" && !isBegun && (isFree || !isAsked)) return [untracked, { ...untracked, provenance: "measured" }];
    if (kind === "turn_interrupted" && !isAsked) return [untracked];
    const share = growth(this.#shared, this.#newest, this.#hasReplied);
    this.#shared = this.#newest;
    return [kind === "outside_usage_found" ? { ...share, provenance: "outside" } : share];
  }
}

export function checkUsage(history: History, report: Report): void {
  const { rows, isOver, costNano, tokens } = history;
  const told = new Told(history);
  const sum = { nano: 0n, tokens: 0 };
  for (const row of rows) {
    const { event } = row;
    const allowed = told.follow(row);
    const [share] = allowed;
    if (!share || !isSpending(event) || !event.payload.usage) continue;
    const { usage, personId } = event.payload;
    const payer = told.payerOf(event);
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
