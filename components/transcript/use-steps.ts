"use client";
import { createContext, type RefObject, useContext, useLayoutEffect, useRef } from "react";
import { useKept } from "./kept";
import { STEPS_SHOWN, shownSteps } from "./transcript-rows";

type Step = { seq: number };
/** How many more steps are shown at once; a call and its result are two events. */
const MORE = 100;
const EVENTS_OF_STEP = 2;

const LoadBeforeContext = createContext<((seq: number) => Promise<boolean>) | null>(null);

/** Fetches the events before one; true when they are on the page. */
export const LoadBeforeProvider = LoadBeforeContext.Provider;

const GrowContext = createContext<((inside: HTMLElement, by: number) => void) | null>(null);

/** Scrolls on by as many pixels as the row grew above the reader. */
export const GrowProvider = GrowContext.Provider;

/** Keeps the step at the top where the reader sees it while others come in above it. */
function useSteadyView(list: RefObject<HTMLElement | null>, first: number | undefined): () => void {
  const grow = useContext(GrowContext);
  const held = useRef<{ seq: number; top: number } | null>(null);
  // A result whose call comes in becomes a part of it: then the call is what was at the top.
  const topOf = (seq: number) =>
    [...(list.current?.querySelectorAll<HTMLElement>("[data-seq]") ?? [])]
      .findLast((step) => Number(step.dataset.seq) <= seq)
      ?.getBoundingClientRect().top;
  useLayoutEffect(() => {
    if (!held.current || held.current.seq === first) return;
    const top = topOf(held.current.seq);
    if (list.current && top !== undefined) grow?.(list.current, top - held.current.top);
    held.current = null;
  });
  return () => {
    const top = first === undefined ? undefined : topOf(first);
    held.current = first === undefined || top === undefined ? null : { seq: first, top };
  };
}

type Options = {
  no: number;
  /** Earlier steps are not on the page. */
  isPartial: boolean;
  /** The event a link leads to, shown in any case. */
  marked: number | null;
};

/**
 * The steps of a turn that are drawn: its newest, and earlier ones when they are asked for, fetched where they are not on the page yet.
 * Steps that come by themselves stay out of sight, so that nothing moves under the reader.
 */
export function useSteps<S extends Step>(steps: readonly S[], { no, isPartial, marked }: Options) {
  const loadBefore = useContext(LoadBeforeContext);
  const list = useRef<HTMLDivElement>(null);
  const [from, setFrom] = useKept<number | null>(`steps-${no}`, isPartial ? (shownSteps(steps)[0]?.seq ?? null) : null);
  const first = from ?? (steps.length > STEPS_SHOWN ? (shownSteps(steps)[0]?.seq ?? 0) : 0);
  const wanted = marked === null ? first : Math.min(first, steps.findLast(({ seq }) => seq <= marked)?.seq ?? first);
  const hidden = Math.max(
    0,
    steps.findIndex(({ seq }) => seq >= wanted),
  );
  const shown = hidden === 0 ? steps : steps.slice(hidden);
  const hold = useSteadyView(list, shown[0]?.seq);

  const showMore = async () => {
    const top = shown[0]?.seq ?? 0;
    const isThere = hidden > 0 || (await loadBefore?.(steps[0]?.seq ?? 0));
    if (!isThere) return;
    hold();
    setFrom(hidden > 0 ? (steps[Math.max(0, hidden - MORE)]?.seq ?? 0) : Math.max(0, top - EVENTS_OF_STEP * MORE));
  };
  return { list, shown, hidden, hasMore: hidden > 0 || (isPartial && loadBefore !== null), showMore: () => void showMore() };
}
