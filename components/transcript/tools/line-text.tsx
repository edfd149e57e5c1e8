"use client";
import { useState } from "react";
import { focusStepAround } from "@/components/transcript/focus-turn";

const SHOWN = 1_000;
const PIECE = 20_000;

/** True when it does not stand whole at once. */
export const isLongLine = (length: number): boolean => length > SHOWN;

/** How much of a very long line stands; the rest comes in pieces, so no line can freeze the page. */
export function useLongLine(length: number): { shown: number; button: React.ReactNode } {
  const [shown, setShown] = useState(SHOWN);
  if (length <= shown) return { shown: length, button: null };
  const more = (
    <button
      type="button"
      className="ml-1.5 rounded-sm bg-secondary px-1 font-sans text-2xs text-secondary-foreground hover:underline"
      onClick={({ currentTarget }) => {
        if (length - shown <= PIECE) focusStepAround(currentTarget);
        setShown(shown + PIECE);
      }}
    >
      {(length - shown).toLocaleString("en")} more characters
    </button>
  );
  return { shown, button: more };
}

/** The rest of something long, a piece at a time; says how much there is. */
export function MorePieces({
  shown,
  total,
  piece,
  unit = "lines",
  onShow,
}: {
  shown: number;
  total: number;
  piece: number;
  unit?: string;
  onShow: (shown: number) => void;
}) {
  if (shown >= total) return null;
  const next = Math.min(total, shown + piece);
  return (
    <div className="flex min-h-7 items-center gap-3 border-t px-2.5 text-xs text-muted-foreground touch:min-h-11">
      <button
        type="button"
        className="font-medium text-primary hover:underline"
        onClick={({ currentTarget }) => {
          if (next === total) focusStepAround(currentTarget);
          onShow(next);
        }}
      >
        {next === total ? `Show all ${total.toLocaleString("en")} ${unit}` : `Show ${(next - shown).toLocaleString("en")} more`}
      </button>
      <span>
        {shown.toLocaleString("en")} of {total.toLocaleString("en")} {unit}
      </span>
    </div>
  );
}
