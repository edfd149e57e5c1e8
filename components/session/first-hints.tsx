"use client";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type Hint, type HintId, hints, keepSeenHints, type Placed, placeHint, readSeenHints } from "./hint-list";

/** The first that can be seen: what is in a drawer, or not for this viewer, has no hint. */
function anchorOf(id: HintId): Element | null {
  const marked = document.querySelectorAll(`[data-hint="${id}"]`);
  return Array.from(marked).find((element) => element.getClientRects().length > 0) ?? null;
}

const arrows: Record<Placed["side"], string> = {
  above: "-bottom-[6px] border-r border-b",
  below: "-top-[6px] border-t border-l",
  right: "-left-[6px] border-b border-l",
};

/** Where the card stands, and again whenever the window, its anchor or what is around that changes its size. */
function usePlace(hint: Hint, card: React.RefObject<HTMLElement | null>): Placed | null {
  const [placed, setPlaced] = useState<Placed | null>(null);
  useLayoutEffect(() => {
    const anchor = anchorOf(hint.id);
    const place = () => {
      if (!anchor || !card.current) return;
      const { offsetWidth: width, offsetHeight: height } = card.current;
      const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
      setPlaced(placeHint(anchor.getBoundingClientRect(), { width, height }, view, hint.side));
    };
    place();
    const observer = new ResizeObserver(place);
    for (const element of [anchor, anchor?.parentElement, card.current, document.documentElement]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [hint, card]);
  return placed;
}

type CardProps = { hint: Hint; no: number; of: number; onNext: () => void; onEnd: () => void };

/** Stands beside what it tells of; takes no focus and keeps nothing from being used. */
function HintCard({ hint, no, of, onNext, onEnd }: CardProps) {
  const card = useRef<HTMLElement>(null);
  const placed = usePlace(hint, card);
  const isLast = no === of;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Only this is closed by it: the same key stops a turn.
    event.preventDefault();
    onNext();
  };
  return (
    <section
      ref={card}
      aria-label={`Hint ${no} of ${of}`}
      onKeyDown={onKeyDown}
      style={placed ? { left: placed.left, top: placed.top } : { visibility: "hidden" }}
      className="fixed z-30 w-[280px] max-w-[calc(100vw-16px)] rounded-lg border border-primary/50 bg-popover p-3 text-popover-foreground shadow-pop"
    >
      {placed ? (
        <span
          aria-hidden
          style={placed.side === "right" ? { top: placed.arrow - 5 } : { left: placed.arrow - 5 }}
          className={cn("absolute size-[11px] rotate-45 border-primary/50 bg-popover", arrows[placed.side])}
        />
      ) : null}
      <p className="font-semibold">{hint.title}</p>
      <p className="mt-0.5 text-sm text-muted-foreground">{hint.text}</p>
      <div className="mt-2.5 flex items-center gap-1.5">
        <span className="mr-auto text-xs text-muted-foreground tabular-nums">
          {no} of {of}
        </span>
        {isLast ? null : (
          <Button variant="ghost" size="sm" onClick={onEnd}>
            No more hints
          </Button>
        )}
        <Button size="sm" variant="primary" onClick={onNext}>
          {isLast ? "Done" : "Next"}
        </Button>
      </div>
    </section>
  );
}

/** Five hints at a first visit, one after the other; each is dismissed for ever, for this person in this browser. */
export function FirstHints({ personId }: { personId: number }) {
  const [there, setThere] = useState<readonly Hint[]>([]);
  const [seen, setSeen] = useState<ReadonlySet<HintId>>(new Set());
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const look = () => {
      setSeen((known) => new Set([...known, ...readSeenHints(localStorage, personId)]));
      setThere(hints.filter(({ id }) => anchorOf(id) !== null));
    };
    look();
    // What is there depends on the window's width; what was seen, on other tabs.
    window.addEventListener("resize", look);
    window.addEventListener("storage", look);
    return () => {
      window.removeEventListener("resize", look);
      window.removeEventListener("storage", look);
    };
  }, [personId]);
  const index = there.findIndex(({ id }) => !seen.has(id));
  const hint = there[index];
  const dismiss = (ids: readonly HintId[], isEnd: boolean) => {
    // The button that had the focus goes away with the last hint.
    if (isEnd && region.current?.contains(document.activeElement)) document.getElementById("main")?.focus();
    setSeen(keepSeenHints(localStorage, personId, ids, seen));
  };
  return (
    <div ref={region} aria-live="polite">
      {hint ? (
        <HintCard
          hint={hint}
          no={index + 1}
          of={there.length}
          onNext={() => dismiss([hint.id], index === there.length - 1)}
          onEnd={() =>
            dismiss(
              hints.map(({ id }) => id),
              true,
            )
          }
        />
      ) : null}
    </div>
  );
}
