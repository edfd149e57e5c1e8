/** Edits that the real file tools made of real files: the calls with their results, and the files before and after. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { ChangeCall } from "@/lib/domain/changes/changes";

const files = z.record(z.string(), z.string());
const round = z.object({
  before: files,
  after: files,
  calls: z.array(z.object({ tool: z.string(), params: z.unknown(), content: z.string(), success: z.boolean() })),
});
export type RecordedRound = { before: Record<string, string>; after: Record<string, string>; calls: ChangeCall[] };

/** octofs 0.22.0 on the demo agent's sample project; random edits, half of them prepared by a view. */
export const recordedEdits: RecordedRound[] = z
  .array(round)
  .parse(JSON.parse(readFileSync(new URL("traces/edits.json", import.meta.url), "utf8")))
  .map(({ before, after, calls }) => ({
    before,
    after,
    calls: calls.map(({ tool, params, content, success }, index) => ({
      seq: index + 1,
      turn: 1,
      tool,
      server: "filesystem",
      params,
      result: { content, success },
    })),
  }));
