import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { countOf } from "@/lib/domain/text/count-of";

const endWords = { lf: "now LF", crlf: "now CR LF", mixed: "now LF or CR LF" } as const;

/** What changed of the line ends: such lines are not drawn as changed. */
export function EndsNote({ diff: { ends, added, removed } }: { diff: Pick<Diff, "ends" | "added" | "removed"> }) {
  if (!ends) return null;
  const lines = countOf(ends.count, "line");
  return (
    <p className="border-b px-3 py-1.5 text-xs text-muted-foreground">
      {added + removed === 0
        ? `Only line ends changed: ${lines}, ${endWords[ends.to]}.`
        : `Line ends of ${lines} changed: ${endWords[ends.to]}.`}
    </p>
  );
}
