"use client";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { countOf } from "@/lib/domain/text/count-of";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { EventRow } from "./inspector-event";
import { PaneHead } from "./pane-head";
import { useTurnEvents } from "./use-turn-events";

type Props = {
  sessionId: string;
  no: number;
  transcript: Transcript;
  linkTo: (seq: number) => string;
  onOutline: () => void;
  onClose: () => void;
};

/** The events of one turn as they are in the log, in their order, with nothing left out. */
export function InspectorPanel({ sessionId, no, transcript, linkTo, onOutline, onClose }: Props) {
  const isRunning = transcript.openTurn === no;
  const { loaded, hasFailed, isLoading, loadMore } = useTurnEvents(sessionId, no, isRunning ? transcript.head : null);
  const count = loaded?.events.length ?? 0;
  const backButton = useRef<HTMLButtonElement>(null);
  useEffect(() => backButton.current?.focus(), []); // what opened it may be gone
  const back = (
    <Button ref={backButton} variant="ghost" size="icon" aria-label="Back to the outline" title="Outline" onClick={onOutline}>
      <ArrowLeft aria-hidden />
    </Button>
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PaneHead title={`Events of turn ${no}`} before={back} onClose={onClose}>
        <output aria-label="Events shown" className="text-xs text-muted-foreground">
          {loaded ? `${countOf(count, "event")}${loaded.next === null ? "" : ", and more"}${isRunning ? ", running" : ""}` : ""}
        </output>
      </PaneHead>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <ol aria-label={`Events of turn ${no}`}>
          {loaded?.events.map((line) => (
            <EventRow key={line.seq} sessionId={sessionId} line={line} isOutside={line.turn !== no} link={() => linkTo(line.seq)} />
          ))}
        </ol>
        {!loaded && !hasFailed ? <p className="px-3 py-4 text-sm text-muted-foreground">Loading…</p> : null}
        {hasFailed ? (
          <p role="alert" className="px-3 pt-3 text-xs">
            The events could not be loaded.
          </p>
        ) : null}
        {hasFailed || (loaded && loaded.next !== null) ? (
          <div className="p-3">
            <Button isBusy={isLoading} onClick={loadMore} className="max-md:h-11">
              {hasFailed ? "Try again" : isLoading ? "Loading…" : "More events"}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}
