/** What the agent's `info` says of itself: model, role and the running totals; and which prompt it runs. Tolerant. */
import { z } from "zod";
import { nanoFromDollars, type Totals, wholeCount } from "@/lib/domain/sessions/usage";

const count = z.number().transform(wholeCount).catch(0);

/** It stands with every cost; the whole of it is in the answer itself. */
const NAME_MAX = 200;
const name = z
  .string()
  .transform((said) => said.slice(0, NAME_MAX).toWellFormed())
  .catch("");

const infoResult = z.object({
  model: name,
  role: name,
  total_cost: z.number(),
  main_cost: z.number().optional().catch(undefined),
  tokens_used: count,
  tokens_input: count,
  tokens_output: count,
  tokens_cached: count,
  tokens_cache_write: count,
  tokens_reasoning: count,
});

const promptResult = z.object({ data: z.object({ success: z.literal(true), prompt_name: z.string() }) });

/** As what the agent injects the prompt that this answer to `prompt` says it runs; null: it runs none. */
export function promptLabel(result: unknown): string | null {
  const parsed = promptResult.safeParse(result);
  return parsed.success ? `schedule prompt:${parsed.data.data.prompt_name}` : null;
}

export type AgentDescription = { model: string; role: string; totals: Totals };

/** Null: this is no answer to `info`. Auxiliary tokens are not in it and stay as `known` has them. */
export function describeAgent(result: unknown, known: Totals): AgentDescription | null {
  const parsed = infoResult.safeParse(result);
  if (!parsed.success) return null;
  const { data: said } = parsed;
  const cost = nanoFromDollars(said.total_cost);
  const aux = said.main_cost === undefined ? BigInt(known.auxCostNano) : cost - nanoFromDollars(said.main_cost);
  const totals: Totals = {
    ...known,
    costNano: String(cost),
    auxCostNano: String(aux > 0n ? aux : 0n),
    tokens: said.tokens_used,
    input: said.tokens_input,
    output: said.tokens_output,
    cacheRead: said.tokens_cached,
    cacheWrite: said.tokens_cache_write,
    reasoning: said.tokens_reasoning,
  };
  return { model: said.model, role: said.role, totals };
}
