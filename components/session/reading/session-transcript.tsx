"use client";
import { ArrowDown } from "lucide-react";
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from "react";
import type { SessionChannel } from "@/components/session/live/session-channel";
import { KeptProvider, keepFold } from "@/components/transcript/list/kept";
import { TranscriptList } from "@/components/transcript/list/transcript-list";
import { loadedWords, rowsOf, type TranscriptRow } from "@/components/transcript/list/transcript-rows";
import { onceThere, type TranscriptHandle } from "@/components/transcript/list/use-ways";
import type { Entry } from "@/lib/domain/transcript/transcript-types";
import type { Stretch } from "@/lib/domain/transcript/transcript-window";
import type { WindowPlace } from "./load-window";
import { useGaps } from "./use-gaps";
import { useKeptPlace } from "./use-kept-place";
import { useSeenToEnd } from "./use-seen-to-end";
import { useStickToEnd } from "./use-stick-to-end";

/** The ways through a transcript, for keys and for what stands beside it. */
export type TranscriptWays = Pick<TranscriptHandle, "focusTurn"> & {
  toEnd: () => void;
  rows: readonly TranscriptRow[];
  /** Fetches a part of the log; true when it is had. */
  load: (place: WindowPlace) => Promise<boolean>;
  /** Gives a turn the focus; one that is not on the page is fetched by `seq`, an event of it. */
  goToTurn: (no: number, seq: number) => void;
  /** Opens or folds the steps of a turn, for when they come onto the page. */
  foldTurn: (no: number, isOpen: boolean) => void;
};

type Props = {
  sessionId: string;
  stretches: readonly Stretch[];
  channel: SessionChannel;
  /** The event that a link leads to. */
  at: number | null;
  handle: Ref<TranscriptWays>;
  children: ReactNode;
};

/** How many steps and turns came after event `seq`. */
function countAfter(entries: readonly Entry[], seq: number): number {
  let count = 0;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    const steps = entry?.items.filter((item) => item.seq > seq).length ?? 0;
    if (!entry || (entry.seq <= seq && steps === 0)) break;
    count += steps + (entry.type === "turn" && entry.seq > seq ? 1 : 0);
  }
  return count;
}

/** How much came since the reader left the end. Remembers only where that was: what arrives must not draw the page twice. */
function useNewCount(live: Stretch | undefined, isAtEnd: boolean): number {
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const transcript = live?.transcript;
  if (isAtEnd === (leftAt !== null)) setLeftAt(isAtEnd ? null : (transcript?.head ?? 0));
  return leftAt === null || !transcript ? 0 : countAfter(transcript.entries, leftAt);
}

/** What scrolls: the parts of the log that are here, more as it is read towards them, and the way back to the end. */
export function SessionTranscript({ sessionId, stretches, channel, at, handle, children }: Props) {
  const list = useRef<TranscriptHandle>(null);
  const content = useRef<HTMLDivElement>(null);
  const [kept] = useState(() => new Map<string, unknown>());
  const { box, attach, isStuck, stuck, toEnd, leave } = useStickToEnd(content, at === null);
  const { load, failed } = useGaps(sessionId, channel);
  const rows = useMemo(() => rowsOf(stretches), [stretches]);
  useKeptPlace({ sessionId, box, list, isAtEnd: isStuck, at, load });
  useImperativeHandle(handle, () => ({
    toEnd,
    focusTurn: (no, step) => list.current?.focusTurn(no, step) ?? false,
    rows,
    load,
    goToTurn: (no, seq) => {
      if (list.current?.focusTurn(no)) return;
      void load({ at: seq }).then((isLoaded) => isLoaded && onceThere(() => list.current?.focusTurn(no) ?? true));
    },
    foldTurn: (no, isOpen) => {
      for (const row of rows) if (row.kind === "step" && row.turn.no === no) keepFold(kept, row.step.seq, isOpen);
    },
  }));
  const live = stretches.at(-1);
  useSeenToEnd(sessionId, live?.transcript.head ?? 0);
  const newCount = useNewCount(live, isStuck);
  const onGap = useCallback(
    ({ gap, turn }: Extract<TranscriptRow, { kind: "gap" }>, isAbove: boolean) => {
      // Before the rest of a turn: to where it began, not through all of its steps.
      if (turn !== null && turn >= gap.from) return load({ at: turn });
      return load(isAbove || gap.from === 1 ? { before: gap.to + 1 } : { after: gap.from - 1 });
    },
    [load],
  );
  const loadBefore = useCallback((seq: number) => load({ before: seq }), [load]);
  return (
    <div
      ref={attach}
      data-scrolls
      className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none] [scrollbar-gutter:stable_both-edges]"
    >
      <div ref={content} className="px-3 pb-5 md:px-5">
        <p className="hidden pt-2 text-xs print:block">{loadedWords(rows)}</p>
        <KeptProvider value={kept}>
          <TranscriptList {...{ rows, box, stuck, onGap, loadBefore }} handle={list} hasFailed={failed} onLeave={leave}>
            {children}
          </TranscriptList>
        </KeptProvider>
        {/* Where the page begins before its scripts are awake; `BeginAtEnd` has browsers do so that do not know how. */}
        {at === null ? <div aria-hidden data-begins-here className="[scroll-initial-target:nearest]" /> : null}
      </div>
      {isStuck ? null : (
        // Within what scrolls: under a pointer that rests on it the wheel still turns the transcript.
        <div className="sticky bottom-0 flex h-0 items-end justify-center print:hidden">
          <button
            type="button"
            onClick={toEnd}
            className="mb-2 flex h-[30px] items-center gap-1.5 rounded-full bg-foreground px-3 text-xs font-medium whitespace-nowrap text-background shadow-pop max-md:h-10"
          >
            <ArrowDown aria-hidden className="size-3.5" />
            {newCount > 0 ? `${newCount} new below` : "To the end"}
          </button>
        </div>
      )}
    </div>
  );
}
