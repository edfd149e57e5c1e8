/** Money, tokens, times and durations in words; money stays exact until the last digit shown. */
import { dateFormat, dollarFormat } from "./intl-formats";

const NANO = 1_000_000_000n;

/** The smallest number of digits that says something: $12.34, $0.0185, $0.000021. */
function digitsFor(nano: bigint): number {
  const size = nano < 0n ? -nano : nano;
  if (size === 0n || size >= NANO) return 2;
  if (size >= NANO / 10_000n) return 4;
  return 6;
}

/** A decimal string of nano-dollars as dollars, rounded half up at the digits shown. An amount below what is shown is "<". */
export function formatUsd(nanoText: string): string {
  const nano = BigInt(nanoText);
  const digits = digitsFor(nano);
  const unit = 10n ** BigInt(9 - digits);
  const size = nano < 0n ? -nano : nano;
  const rounded = (size + unit / 2n) / unit;
  if (rounded === 0n && size > 0n) return `<${formatUsd(String(unit))}`;
  const scale = 10n ** BigInt(digits);
  const decimal = `${nano < 0n ? "-" : ""}${rounded / scale}.${String(rounded % scale).padStart(digits, "0")}`;
  return dollarFormat(digits).format(decimal as unknown as number); // as: Intl takes decimal strings exactly; its types do not say so yet
}

/** 950, 3.1k, 148k, 2.4M. */
export function formatTokens(count: number): string {
  if (count < 1_000) return String(count);
  const [value, unit] = count < 999_500 ? [count / 1_000, "k"] : [count / 1_000_000, "M"];
  return `${value < 100 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)}${unit}`;
}

/** 38 ms, 1.8 s, 2 min 41 s, 1 h 4 min, 10 d 1 h. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1).replace(/\.0$/, "") : Math.min(59, Math.round(seconds))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`.replace(/ 0 s$/, "").replace(/ 60 s$/, " 59 s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`.replace(/ 0 min$/, "");
  return `${Math.floor(hours / 24)} d ${hours % 24} h`.replace(/ 0 h$/, "");
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** now, 5 min, 3 h, 4 d, then the date. `timeZone`: not the reader's. */
export function formatWhen(at: number, now: number, timeZone?: string): string {
  const age = now - at;
  if (age < MINUTE) return "now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h`;
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} d`;
  const year = age > 300 * DAY ? "numeric" : undefined;
  return dateFormat({ day: "numeric", month: "short", year, timeZone }).format(at);
}

/** Day and time in full, for a tooltip. */
export const formatMoment = (at: number): string => dateFormat({ dateStyle: "full", timeStyle: "medium" }).format(at);

/** Until when something holds, which nobody waits for by the second. */
export const formatDeadline = (at: number): string => dateFormat({ dateStyle: "full", timeStyle: "short" }).format(at);
