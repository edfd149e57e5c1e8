import { formatDuration, formatTokens, formatUsd } from "@/components/ui/format";
import { isCounted, NANO_MAX, nanoFromDollars } from "@/lib/domain/sessions/usage";
import { numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";

export type Figure = { label: string; value: string; title?: string };

/** Dollars of the agent's JSON in words; empty for what is no amount. */
export function usdWords(dollars: unknown): string {
  const amount = numberOf(dollars) ?? Number(textOf(dollars) || Number.NaN);
  if (!Number.isFinite(amount)) return "";
  const nano = nanoFromDollars(amount);
  if (isCounted(nano)) return formatUsd(String(nano));
  return nano > 0n ? `more than ${formatUsd(String(NANO_MAX))}` : "";
}

const exact = (value: unknown): string => numberOf(value)?.toLocaleString("en") ?? "";
const tokens = (value: unknown): string => (numberOf(value) === null ? "" : formatTokens(numberOf(value) ?? 0));
export const durationWords = (value: unknown): string => (numberOf(value) === null ? "" : formatDuration(numberOf(value) ?? 0));

/** The figures of `info` that say something; a count of nothing is left out where nothing is the rule. */
export function infoFigures(result: Record<string, unknown>): Figure[] {
  const timing = objectOf(result.timing);
  const counted = (label: string, value: unknown): Figure => ({ label, value: tokens(value), title: exact(value) });
  const figures: Figure[] = [
    { label: "Model", value: textOf(result.model) },
    { label: "Role", value: textOf(result.role) },
    { label: "Cost", value: usdWords(result.total_cost) },
    { label: "Saved by cache", value: numberOf(result.cache_savings) ? usdWords(result.cache_savings) : "" },
    counted("Tokens in", result.tokens_input),
    counted("Tokens out", result.tokens_output),
    counted("From cache", result.tokens_cached),
    counted("Reasoning", numberOf(result.tokens_reasoning) || null),
    { label: "Turns", value: exact(timing.completed_turns) },
    { label: "Model calls", value: exact(timing.requests) },
    { label: "Model time", value: durationWords(timing.model_time_ms) },
    { label: "Tool time", value: durationWords(timing.tools_runtime_time_ms) },
    { label: "A turn takes", value: durationWords(timing.avg_turn_time_ms) },
  ];
  return figures.filter(({ value }) => value !== "");
}

/** Figures with their names, as many in a row as fit. */
export function CommandFigures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(112px,1fr))] gap-x-4 gap-y-2.5 px-3 py-2.5">
      {figures.map(({ label, value, title }) => (
        <div key={label} className="min-w-0">
          <dt className="text-2xs text-muted-foreground">{label}</dt>
          <dd className="truncate font-medium tabular-nums" title={title || value}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
