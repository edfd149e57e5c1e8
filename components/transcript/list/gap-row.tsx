"use client";
import { useEffect, useRef } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { TranscriptRow } from "./transcript-rows";

type Gap = Extract<TranscriptRow, { kind: "gap" }>;
type Props = {
  row: Gap;
  box: HTMLElement | null;
  /** `isAbove`: the reader comes from below, so what is nearest to its end is wanted first. */
  onNear: (row: Gap, isAbove: boolean) => void;
  hasFailed: boolean;
};

/** How far outside of the view it is asked for. */
const NEAR = "600px 0px";

/** What is not on the page yet: asked for when the reader comes near; within a turn, and after a failure, only when they say so. */
export function GapRow({ row, box, onNear, hasFailed }: Props) {
  const line = useRef<HTMLDivElement>(null);
  const isByHand = row.turn !== null || hasFailed;
  const ask = () => {
    if (!line.current || !box) return;
    const middle = box.getBoundingClientRect();
    onNear(row, line.current.getBoundingClientRect().top < middle.top + middle.height / 2);
  };
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the gap shrinks and is still near, the next part is asked for
  useEffect(() => {
    if (isByHand || !line.current || !box) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), { root: box, rootMargin: NEAR });
    watch.observe(line.current);
    return () => watch.disconnect();
  }, [isByHand, box, row.gap.from, row.gap.to]);
  const isBefore = row.turn !== null && row.turn >= row.gap.from;
  const count = row.gap.to - row.gap.from + 1;
  const words = `${count.toLocaleString("en")} ${count === 1 ? "event" : "events"} ${row.gap.from === 1 ? "before this" : "between"}`;
  return (
    <div ref={line} className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 pb-5 text-xs text-muted-foreground">
      {hasFailed ? <span role="alert">Could not be loaded. What is here is complete.</span> : <span>{words}</span>}
      {isByHand ? (
        <button type="button" onClick={ask} className="min-h-8 rounded-md px-2 font-medium text-primary hover:bg-accent touch:min-h-11">
          {hasFailed ? "Try again" : isBefore ? "Show what came before" : "Load what is between"}
        </button>
      ) : (
        <Skeleton className="h-2 w-24 rounded-full motion-reduce:animate-none" />
      )}
    </div>
  );
}
