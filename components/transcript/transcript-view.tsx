"use client";
import type { ReactNode } from "react";
import { isShown } from "@/lib/domain/transcript";
import type { Entry } from "@/lib/domain/transcript-types";
import { AsideView } from "./aside-view";
import { isSameDay, LocalDay, useIsAwake } from "./local-time";
import { TurnView } from "./turn-view";

const startOf = (entry: Entry): number => (entry.type === "turn" ? entry.startedAt : (entry.items[0]?.at ?? 0));

function DayLine({ at }: { at: number }) {
  return (
    <div className="mt-0.5 mb-3.5 flex items-center gap-2.5 text-xs text-muted-foreground before:flex-1 before:border-t before:border-border after:flex-1 after:border-t after:border-border">
      <LocalDay at={at} />
    </div>
  );
}

/** The whole conversation, oldest first. `children` come after it: what is not on record yet. */
export function TranscriptView({ entries, children }: { entries: readonly Entry[]; children?: ReactNode }) {
  const isAwake = useIsAwake();
  const shown = entries.filter((entry) => entry.type === "aside" || isShown(entry));
  return (
    <div role="log" aria-label="Transcript" className="mx-auto w-full max-w-(--column)">
      {shown.map((entry, index) => {
        const before = shown[index - 1];
        const isNewDay = isAwake && (!before || !isSameDay(startOf(before), startOf(entry)));
        return (
          <div key={entry.seq}>
            {isNewDay ? <DayLine at={startOf(entry)} /> : null}
            {entry.type === "turn" ? <TurnView turn={entry} /> : <AsideView aside={entry} />}
          </div>
        );
      })}
      {children}
    </div>
  );
}
