import * as z from "zod/mini";
import { askJson } from "@/components/ui/reach/ask-json";
import type { Changes } from "@/lib/domain/changes/changes";
import { fileStatuses } from "@/lib/domain/changes/file-status";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";

const line = z.union([
  z.object({
    kind: z.enum(["same", "added", "removed"]),
    before: z.nullable(z.number()),
    after: z.nullable(z.number()),
    text: z.string(),
  }),
  z.object({ kind: z.literal("skipped"), text: z.string() }),
]);
const file = z.object({
  path: z.string(),
  status: z.enum(fileStatuses),
  added: z.number(),
  removed: z.number(),
  isExact: z.boolean(),
  outside: z.enum(["no", "maybe", "seen"]),
  edits: z.array(
    z.object({
      seq: z.number(),
      turn: z.nullable(z.number()),
      name: z.string(),
      state: z.enum(["made", "undone", "failed", "lost"]),
      run: z.nullable(z.object({ id: z.string(), role: z.string(), seq: z.number() })),
    }),
  ),
  diff: z.object({
    lines: z.array(line),
    added: z.number(),
    removed: z.number(),
    ends: z.optional(z.object({ count: z.number(), to: z.enum(["lf", "crlf", "mixed"]) })),
  }),
  patch: z.union([z.object({ text: z.string(), ends: z.enum(["told", "assumed"]) }), z.object({ text: z.null(), why: z.string() })]),
});
const answer = z.object({
  files: z.array(file),
  sum: z.object({ files: z.number(), added: z.number(), removed: z.number(), isExact: z.boolean() }),
  isWhole: z.boolean(),
});

export type LoadedChanges = Changes<PatchedChange> & { isWhole: boolean };

/** What the session changed as of now. Fails when it cannot be had. */
export async function loadChanges(sessionId: string, signal: AbortSignal): Promise<LoadedChanges> {
  return answer.parse(await askJson(`/api/sessions/${sessionId}/changes`, signal));
}
