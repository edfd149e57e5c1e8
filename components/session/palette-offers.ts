/** What the palette over the composer offers, read from the session: fetched after the page, which stands without it. */
import type { Entry } from "@/lib/domain/transcript-types";
import { seenPaths } from "./seen-paths";
import { type Sources, type Suggestions, suggest } from "./suggestions";

/** What is known where one writes. */
export type Writable = Omit<Sources, "paths"> & { entries: readonly Entry[] };

const read = new WeakMap<readonly Entry[], readonly string[]>();

/** Reads a log only when a path is being written, and only once. */
function pathsIn(entries: readonly Entry[]): readonly string[] {
  const paths = read.get(entries) ?? seenPaths(entries);
  read.set(entries, paths);
  return paths;
}

/** What goes on with a text that has the caret there; null: nothing does. */
export const offersFor = (text: string, caret: number, { entries, ...known }: Writable): Suggestions | null =>
  suggest(text, caret, { ...known, paths: () => pathsIn(entries) });
