/** What the palette over the composer offers, read from the session: fetched after the page, which stands without it. */
import * as z from "zod/mini";
import { askJson } from "@/components/ui/reach/ask-json";
import type { Entry, Transcript } from "@/lib/domain/transcript/transcript-types";
import type { AskedCommand } from "@/lib/protocol/browser-channel";
import { readSettings } from "./agent-settings";
import { seenPaths } from "./seen-paths";
import { type Sources, type Suggestions, suggest } from "./suggestions";

/** What is known where one writes. */
export type Writable = Omit<Sources, "settings" | "paths"> & { transcript: Transcript; asked: readonly AskedCommand[] };

const read = new WeakMap<readonly Entry[], readonly string[]>();

/** Reads a log only when a path is being written, and only once. */
function pathsIn(entries: readonly Entry[]): readonly string[] {
  const paths = read.get(entries) ?? seenPaths(entries);
  read.set(entries, paths);
  return paths;
}

const answer = z.object({ paths: z.array(z.string()) });

/** What the session has seen before what is on the page, and in what the page has the beginning of; nothing when it cannot be had. */
export async function loadPaths(sessionId: string): Promise<readonly string[]> {
  try {
    return answer.parse(await askJson(`/api/sessions/${sessionId}/paths`)).paths;
  } catch {
    return [];
  }
}

/** What goes on with a text that has the caret there; null: nothing does. `others`: paths that are not on the page. */
export const offersFor = (
  text: string,
  caret: number,
  { transcript, asked, ...known }: Writable,
  others: readonly string[] = [],
): Suggestions | null =>
  suggest(text, caret, {
    ...known,
    settings: () => readSettings(transcript, asked),
    paths: () => [...new Set([...pathsIn(transcript.entries), ...others])],
  });
