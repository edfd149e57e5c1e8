import { formatUsd } from "@/components/ui/format";
import { Explained } from "@/components/ui/overlays/explained";
import { type CostWord, costWords } from "@/lib/domain/sessions/cost-words";
import type { Usage } from "@/lib/domain/sessions/usage";

/** What is known of a turn's cost. */
type KnownCost = Pick<Usage, "costNano" | "provenance">;

/** The word beside the amount, or in place of it; null: the amount says it all. */
export function costWordOf(cost: KnownCost | null, isDemo: boolean): CostWord | null {
  if (!cost) return "unreported";
  if (cost.provenance === "measured") return isDemo ? "demo" : null;
  return cost.provenance;
}

/** Whether the amount is said beside the word. */
export const hasAmount = (word: CostWord | null): boolean => word === null || word === "demo" || word === "outside";

/** What is known of a turn's cost, in words that explain themselves; unknown is never 0. */
export function TurnCost({ cost, isDemo }: { cost: KnownCost | null; isDemo: boolean }) {
  const word = costWordOf(cost, isDemo);
  return (
    <span>
      {cost && hasAmount(word) ? <b className="font-semibold text-cost">{formatUsd(cost.costNano)}</b> : null}
      {word ? (
        <>
          {" "}
          <Explained means={costWords[word].means}>{costWords[word].word}</Explained>
        </>
      ) : null}
    </span>
  );
}
