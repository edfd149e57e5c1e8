/** Line ends, told apart from lines: a line that ended with CR LF keeps its CR as its last sign. */

import { withoutEnd } from "@/lib/domain/text/text-lines";
import type { Diff, DiffLine, LineEnds } from "./diff-lines";
import { diffSequences, LINE_EDITS_MAX, placedSteps } from "./sequence-diff";

type Numbered = Exclude<DiffLine, { kind: "skipped" }>;

/** Lines of one changed stretch; those that differ in their ends only stand as unchanged. `onEnd` hears whether such a line has a CR now. */
function foldStretch(stretch: readonly Numbered[], onEnd: (isCr: boolean) => void): DiffLine[] {
  const removed = stretch.filter(({ kind }) => kind === "removed");
  const added = stretch.filter(({ kind }) => kind === "added");
  const texts = (lines: readonly Numbered[]) => lines.map(({ text }) => withoutEnd(text));
  const steps = removed.length > 0 && added.length > 0 ? diffSequences(texts(removed), texts(added), LINE_EDITS_MAX) : null;
  if (!steps) return [...stretch];
  return placedSteps(steps).flatMap(({ kind, count, x, y }): DiffLine[] => {
    if (kind === "removed") return removed.slice(x, x + count);
    if (kind === "added") return added.slice(y, y + count);
    return added.slice(y, y + count).map(({ after, text }, index) => {
      const was = removed[x + index];
      if (text !== was?.text) onEnd(text.endsWith("\r"));
      return { kind: "same", before: was?.before ?? null, after, text };
    });
  });
}

/** The change of the lines alone, with what changed of their ends beside it. */
export function foldEnds(diff: Diff): Diff {
  if (!diff.lines.some(({ text }) => text.endsWith("\r"))) return diff;
  const ends = { crlf: 0, lf: 0 };
  const lines: DiffLine[] = [];
  let stretch: Numbered[] = [];
  const close = () => {
    for (const line of foldStretch(stretch, (isCr) => (isCr ? ends.crlf++ : ends.lf++))) lines.push(line);
    stretch = [];
  };
  for (const line of diff.lines) {
    if (line.kind === "added" || line.kind === "removed") stretch.push(line);
    else {
      close();
      lines.push(line);
    }
  }
  close();
  const count = ends.crlf + ends.lf;
  const to: LineEnds["to"] = ends.lf === 0 ? "crlf" : ends.crlf === 0 ? "lf" : "mixed";
  return {
    lines: lines.map((line) => ({ ...line, text: withoutEnd(line.text) })),
    added: diff.added - count,
    removed: diff.removed - count,
    ...(count > 0 ? { ends: { count, to } } : {}),
  };
}
