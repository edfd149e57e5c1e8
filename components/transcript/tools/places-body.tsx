"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo, useState } from "react";
import { DiffBody } from "@/components/transcript/changes/diff-body";
import { Button } from "@/components/ui/button";
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { placesOf } from "@/lib/domain/diffs/diff-places";

/** A change in several places: all of them, or one after the other. */
export function PlacesBody({ diff, note }: { diff: Diff; note: string }) {
  const [at, setAt] = useState<number | null>(null);
  const places = useMemo(() => placesOf(diff), [diff]);
  const shown = useMemo(() => ({ ...diff, lines: (at === null ? null : places[at]) ?? diff.lines }), [diff, places, at]);
  if (places.length < 2) return <DiffBody diff={diff} note={note} />;
  const go = (step: 1 | -1) => setAt(at === null ? (step === 1 ? 0 : places.length - 1) : (at + step + places.length) % places.length);
  return (
    <>
      <div className="flex min-h-8 items-center gap-1.5 border-b px-1.5 text-xs">
        <Button variant="ghost" size="icon-sm" aria-label="Previous place" onClick={() => go(-1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <span aria-live="polite" className="tabular-nums">
          {at === null ? `${places.length} places` : `Place ${at + 1} of ${places.length}`}
        </span>
        <Button variant="ghost" size="icon-sm" aria-label="Next place" onClick={() => go(1)}>
          <ChevronRight aria-hidden />
        </Button>
        {at === null ? null : (
          <button type="button" className="ml-auto pr-1.5 font-medium text-primary hover:underline" onClick={() => setAt(null)}>
            Show all places
          </button>
        )}
      </div>
      <DiffBody key={at ?? "all"} diff={shown} note={note} />
    </>
  );
}
