"use client";
import { useMemo, useState } from "react";
import { useMarkedWords } from "@/components/transcript/text-work/use-compared";
import { MorePieces } from "@/components/transcript/tools/line-text";
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { UnifiedLine } from "./diff-line";

const SHOWN = 60;
const PIECE = 1_000;

/** A change: what was there, what is there now, the words that differ. Long ones come in pieces. */
export function DiffBody({ diff, note }: { diff: Diff; note: string }) {
  const [count, setCount] = useState(SHOWN);
  const shown = useMemo(() => diff.lines.slice(0, count), [diff, count]);
  const words = useMarkedWords(shown);
  return (
    <>
      <section aria-label="Change" className="bg-code-bg py-1 font-mono text-code [tab-size:4]">
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <UnifiedLine key={index} line={line} words={words[index]} />
        ))}
      </section>
      <MorePieces shown={shown.length} total={diff.lines.length} piece={PIECE} onShow={setCount} />
      {note ? <p className="border-t px-3 py-1.5 text-xs text-muted-foreground">{note}</p> : null}
    </>
  );
}

/** "+7 −2" */
export function DiffCount({ diff }: { diff: Pick<Diff, "added" | "removed"> }) {
  return (
    <span className="text-xs font-medium whitespace-nowrap tabular-nums">
      {diff.added > 0 ? <span className="text-diff-add-sign">+{diff.added}</span> : null}
      {diff.removed > 0 ? <span className="text-diff-del-sign"> −{diff.removed}</span> : null}
    </span>
  );
}
