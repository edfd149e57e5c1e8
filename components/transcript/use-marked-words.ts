"use client";
import { useEffect, useMemo, useState } from "react";
import type { DiffLine } from "@/lib/domain/diff-lines";
import { type MarkedWords, markSomeWords, markWords, type WordSpan } from "@/lib/domain/diff-words";

/** So many lines take some milliseconds, which nobody feels; more are marked in slices of as many, with room for a key or a frame between them. */
const AT_ONCE = 200;

type Done = { lines: readonly DiffLine[]; marked: MarkedWords };
const none: Done = { lines: [], marked: new Map() };

/** The words that differ in each line. Those of a long change come a little later, all together: a mark moves nothing. */
export function useMarkedWords(lines: readonly DiffLine[]): MarkedWords {
  const [done, setDone] = useState(none);
  const first = useMemo(() => markWords(lines.slice(0, AT_ONCE)), [lines]);
  useEffect(() => {
    if (lines.length <= AT_ONCE) return;
    const marked = new Map<number, readonly WordSpan[]>();
    let from = 0;
    const go = () => {
      from = markSomeWords(lines, marked, { from, enough: AT_ONCE }).next;
      if (from < lines.length) timer = setTimeout(go);
      else setDone({ lines, marked });
    };
    let timer = setTimeout(go);
    return () => clearTimeout(timer);
  }, [lines]);
  if (lines.length <= AT_ONCE) return first;
  // While more of the same change is marked, the marks that stand stay.
  return done.lines.length > 0 && done.lines[0] === lines[0] ? done.marked : first;
}
