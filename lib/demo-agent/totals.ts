/** Running totals of a session in play money and counted characters, as the cost frame and `info` show them. */
import { z } from "zod";

export const totalsSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cost: z.number(),
  auxInputTokens: z.number(),
  auxOutputTokens: z.number(),
  auxCost: z.number(),
  requests: z.number(),
  modelMs: z.number(),
  turns: z.number(),
  turnMs: z.number(),
  lastTurnMs: z.number(),
  toolCalls: z.number(),
});
export type Totals = z.infer<typeof totalsSchema>;

export const zeroTotals = (): Totals => ({
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cost: 0,
  auxInputTokens: 0,
  auxOutputTokens: 0,
  auxCost: 0,
  requests: 0,
  modelMs: 0,
  turns: 0,
  turnMs: 0,
  lastTurnMs: 0,
  toolCalls: 0,
});

const totalTokens = (totals: Totals): number => totals.inputTokens + totals.outputTokens + totals.cacheReadTokens;

const supervisorAccounting = (totals: Totals) => ({
  mechanics: {},
  totals: {
    chat_calls: 0,
    decision_calls: 0,
    wall_blocking_ms: 0,
    wall_background_ms: 0,
    api_ms: 0,
    input_tokens: totals.auxInputTokens,
    output_tokens: totals.auxOutputTokens,
    reasoning_tokens: 0,
    cost: totals.auxCost,
  },
  turn_time: {
    completed: totals.turns,
    total_time_ms: totals.turnMs,
    main_api_time_ms: totals.modelMs,
    blocking_supervisor_time_ms: 0,
  },
});

/** The cost frame without its session: floating and cumulative, exactly as the recorded server counts. */
export const costFields = (totals: Totals) => ({
  session_tokens: totalTokens(totals),
  session_cost: totals.cost,
  input_tokens: totals.inputTokens,
  output_tokens: totals.outputTokens,
  cache_read_tokens: totals.cacheReadTokens,
  cache_write_tokens: 0,
  reasoning_tokens: 0,
  aux_input_tokens: totals.auxInputTokens,
  aux_output_tokens: totals.auxOutputTokens,
  aux_cost: totals.auxCost,
  supervisor_accounting: supervisorAccounting(totals),
});

const per = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);

/** What the `info` command answers. */
export const infoFields = (totals: Totals, about: { id: string; model: string; role: string }) => ({
  command_type: "info",
  session_name: about.id,
  model: about.model,
  role: about.role,
  tokens_input: totals.inputTokens,
  tokens_output: totals.outputTokens,
  tokens_used: totalTokens(totals),
  tokens_cached: totals.cacheReadTokens,
  tokens_cache_write: 0,
  tokens_reasoning: 0,
  total_cost: totals.cost,
  main_cost: totals.cost - totals.auxCost,
  cache_savings: 0,
  tokens_per_second: per(totals.outputTokens * 1000, totals.modelMs),
  timing: {
    model_time_ms: totals.modelMs,
    turn_model_time_ms: totals.modelMs,
    split_turns: totals.turns,
    split_time_ms: totals.turnMs,
    supervisor_blocking_time_ms: 0,
    tools_runtime_time_ms: Math.max(0, totals.turnMs - totals.modelMs),
    requests: totals.requests,
    avg_request_time_ms: Math.floor(per(totals.modelMs, totals.requests)),
    completed_turns: totals.turns,
    total_turn_time_ms: totals.turnMs,
    avg_turn_time_ms: Math.floor(per(totals.turnMs, totals.turns)),
    last_turn_time_ms: totals.lastTurnMs,
  },
  avg_tokens_per_compression: 0,
  avg_tokens_per_tool: per(totals.outputTokens, totals.toolCalls),
  avg_tokens_per_response: per(totals.outputTokens, totals.requests),
  avg_input_tokens: per(totals.inputTokens, totals.requests),
  compression_stats: null,
  cache_markers_system: 0,
  cache_markers_tool: 0,
  cache_markers_content: 0,
  cache_non_cached_tokens: totals.inputTokens,
  agents_stats: null,
  keepalive: null,
  supervisor_accounting: supervisorAccounting(totals),
});
