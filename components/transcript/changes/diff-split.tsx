"use client";
import { useMemo, useState } from "react";
import { useSplitRows } from "@/components/transcript/text-work/use-compared";
import { MorePieces } from "@/components/transcript/tools/line-text";
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { SideLine, SkippedLine } from "./diff-line";

const SHOWN = 200;
const PIECE = 1_000;
const nothing = { lines: [], words: [], rows: [] };

/** A change in two columns: what was on the left, what is on the right. */
export function DiffSplit({ diff }: { diff: Diff }) {
  const [count, setCount] = useState(SHOWN);
  const wanted = useMemo(() => diff.lines.slice(0, count), [diff, count]);
  const split = useSplitRows(wanted);
  const { lines, words, rows } = split ?? nothing;
  return (
    <>
      <section
        aria-label="Change, side by side"
        aria-busy={split === null}
        className="min-h-8 bg-code-bg py-1 font-mono text-code [tab-size:4]"
      >
        {rows.map(({ left, right }) => {
          const key = `${left}/${right}`;
          const one = left === null ? undefined : lines[left];
          if (one?.kind === "skipped") return <SkippedLine key={key} text={one.text} />;
          return (
            <div key={key} className="grid grid-cols-2">
              <SideLine line={one} no="before" words={left === null ? undefined : words[left]} />
              <div className="grid border-l">
                <SideLine line={right === null ? undefined : lines[right]} no="after" words={right === null ? undefined : words[right]} />
              </div>
            </div>
          );
        })}
      </section>
      {split ? <MorePieces shown={lines.length} total={diff.lines.length} piece={PIECE} onShow={setCount} /> : null}
    </>
  );
}
