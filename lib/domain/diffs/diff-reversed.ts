/** A change taken back: what was added went, what was removed is there again. */
import type { Diff, DiffLine } from "./diff-lines";

export function reversedDiff({ lines, added, removed }: Diff): Diff {
  const back: DiffLine[] = [];
  const again: DiffLine[] = [];
  const put = () => back.push(...again.splice(0));
  for (const line of lines) {
    if (line.kind === "removed") again.push({ ...line, kind: "added", before: null, after: line.before });
    else if (line.kind === "added") back.push({ ...line, kind: "removed", before: line.after, after: null });
    else {
      put();
      back.push(line.kind === "same" ? { ...line, before: line.after, after: line.before } : line);
    }
  }
  put();
  return { lines: back, added: removed, removed: added };
}
