/** Token and cost arithmetic on cumulative totals; money is integer nano-USD, a bigint in memory and a decimal string in JSON. */

/** The agent's running totals of a session, as a `cost` frame or `info` reports them. Missing numbers are 0. */
export type Totals = {
  costNano: string;
  auxCostNano: string;
  tokens: number;
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  reasoning: number;
  auxInput: number;
  auxOutput: number;
};

/**
 * measured: cost grew or nothing was used · unpriced: tokens grew or there was an answer, cost did not · untracked: the agent died or the end was never seen ·
 * outside: grew while nobody here drove it · demo: play money of the demo agent.
 */
export const provenances = ["measured", "unpriced", "untracked", "outside", "demo"] as const;
export type Provenance = (typeof provenances)[number];

/** One turn's share of the totals. */
export type Usage = Totals & { provenance: Provenance };

/** Money the agent could not name or nobody saw. */
export const isUnknownCost = ({ provenance }: Usage): boolean => provenance === "unpriced" || provenance === "untracked";

export const zeroTotals: Totals = {
  costNano: "0",
  auxCostNano: "0",
  tokens: 0,
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  reasoning: 0,
  auxInput: 0,
  auxOutput: 0,
};

/** 900 million dollars: the ledger's numbers hold every growth between two amounts up to here. */
export const NANO_MAX = 900_000_000_000_000_000n;
const DOLLARS_MAX = 9e8;

/** False for an amount that is too large for the ledger: what it comes to is not known here. */
export const isCounted = (nano: bigint): boolean => nano <= NANO_MAX && nano >= -NANO_MAX;

/**
 * Dollars as the agent's JSON carries them (a double) to whole nano-USD, the nearest to what the double holds, half away from zero; what is
 * not a finite number is 0, and what is too large to be counted the first amount that is.
 */
export function nanoFromDollars(dollars: unknown): bigint {
  if (typeof dollars !== "number" || !Number.isFinite(dollars)) return 0n;
  if (Math.abs(dollars) > DOLLARS_MAX) return dollars < 0 ? -NANO_MAX - 1n : NANO_MAX + 1n;
  // Rounded once: to tenths first, 0.45 nano-dollars would become 0.5 and then 1.
  const nano = BigInt(Math.abs(dollars).toFixed(9).replace(".", ""));
  return dollars < 0 ? -nano : nano;
}

/** Half of what a double holds exactly: the difference of two is exact as well. */
const COUNT_MAX = Math.floor(Number.MAX_SAFE_INTEGER / 2);

/** A count as the agent's JSON carries it (a double) to a whole number that the log reads again; what is not a finite number is 0. */
export function wholeCount(count: number): number {
  return Number.isFinite(count) ? Math.min(COUNT_MAX, Math.max(-COUNT_MAX, Math.round(count))) : 0;
}

const counters = ["tokens", "input", "output", "cacheRead", "cacheWrite", "reasoning", "auxInput", "auxOutput"] as const;

/** The cost grew, and by how much is not known: one of both is too large. */
export function grewBeyondCount({ costNano: before }: Totals, { costNano: after }: Totals): boolean {
  return BigInt(after) > BigInt(before) && !(isCounted(BigInt(before)) && isCounted(BigInt(after)));
}

/**
 * The growth from `before` to `after`. A cost that fell is a new baseline: nothing is charged and nothing refunded, and what was
 * used since is counted from the new totals only where they exceed the old ones. Growth that is too large to be counted is unpriced.
 */
export function usageSince(before: Totals, after: Totals, priced: "measured" | "demo" = "measured"): Usage {
  const costGrowth = BigInt(after.costNano) - BigInt(before.costNano);
  const auxGrowth = BigInt(after.auxCostNano) - BigInt(before.auxCostNano);
  const grown = { ...zeroTotals };
  for (const name of counters) grown[name] = Math.max(0, after[name] - before[name]);
  const isBeyond = grewBeyondCount(before, after);
  const cost = costGrowth > 0n && !isBeyond ? costGrowth : 0n;
  const usedTokens = counters.some((name) => grown[name] > 0);
  const provenance: Provenance = isBeyond || (usedTokens && costGrowth === 0n) ? "unpriced" : priced;
  return { ...grown, costNano: String(cost), auxCostNano: String(auxGrowth > 0n ? auxGrowth : 0n), provenance };
}

/** Sums shares; the provenance of the sum is left to the reader, who must show unknown parts beside it. */
export function addNano(...amounts: string[]): string {
  return String(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
}

/** What a turn cost that nobody can know any more. */
export const untrackedUsage: Usage = { ...zeroTotals, provenance: "untracked" };
