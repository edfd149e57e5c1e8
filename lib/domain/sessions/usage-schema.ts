/** How totals and shares must look where they are read from the log; apart from their arithmetic, which browsers load. */
import { z } from "zod";
import { provenances, type Totals, type Usage } from "./usage";

/** Totals have 18 digits at most, what lies between two of them one more. */
const nano = z.string().regex(/^-?\d{1,19}$/);
const count = z.number().int();

export const totalsSchema = z.object({
  costNano: nano,
  auxCostNano: nano,
  tokens: count,
  input: count,
  output: count,
  cacheRead: count,
  cacheWrite: count,
  reasoning: count,
  auxInput: count,
  auxOutput: count,
}) satisfies z.ZodType<Totals>;

export const usageSchema = totalsSchema.extend({ provenance: z.enum(provenances) }) satisfies z.ZodType<Usage>;
