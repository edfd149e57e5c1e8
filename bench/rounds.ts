// Measuring side by side: contenders in another order each round, the first round thrown away, ratios with an interval, and the control that must be one.
import { chanceOf } from "@/lib/testing/seeded-chance";

const ROUNDS = 7;
const RESAMPLES = 2_000;
const SEED = 20_261_127;

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

export const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One figure per round of each contender, all of them in one process and one run; null: it is not here, and gets no figures. */
export async function compete<Name extends string>(
  contenders: Record<Name, (() => Promise<number>) | null>,
  rounds = ROUNDS,
): Promise<Record<Name, number[]>> {
  const chance = chanceOf(SEED);
  const names = Object.keys(contenders) as Name[]; // as: the keys of this very object
  const figures = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>; // as: the same
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names.map((one) => ({ one, at: chance(1_000_000) })).sort((a, b) => a.at - b.at)) {
      const figure = await contenders[name.one]?.();
      if (round > 0 && figure !== undefined) figures[name.one].push(figure);
    }
  }
  return figures;
}

export type Ratio = { ratio: number; low: number; high: number };

/** The median of the rounds' ratios, and between what it lies in 95 of 100 draws of rounds. */
export function ratioOf(over: readonly number[], under: readonly number[]): Ratio {
  const ratios = over.map((value, round) => value / (under[round] ?? Number.NaN));
  const chance = chanceOf(SEED);
  const draws = Array.from({ length: RESAMPLES }, () => median(ratios.map(() => ratios[chance(ratios.length)] ?? 0)));
  return { ratio: median(ratios), low: quantile(draws, 0.025), high: quantile(draws, 0.975) };
}

export const sayRatio = ({ ratio, low, high }: Ratio): string => `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

/** A control that leaves 0.90 to 1.10 says that this run measured the machine and not the program. */
export const sayControl = (control: Ratio): string =>
  `A/A ${sayRatio(control)}${control.ratio < 0.9 || control.ratio > 1.1 ? ": VOID, the machine was too restless" : ""}`;
