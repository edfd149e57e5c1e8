"use client";
import { useKept } from "./kept";
import { STEPS_SHOWN, shownSteps } from "./transcript-rows";

type Step = { seq: number };
const MORE = 100;

/**
 * The steps of a turn that are drawn: its newest, and earlier ones when they are asked for. `isPartial`: some are not on the page yet; when
 * they come they stay out of sight too, so that nothing moves under the reader. `marked`: the event a link leads to, shown in any case.
 */
export function useSteps<S extends Step>(
  no: number,
  steps: readonly S[],
  { isPartial, marked }: { isPartial: boolean; marked: number | null },
): { shown: readonly S[]; hidden: number; showMore: () => void } {
  const [from, setFrom] = useKept<number | null>(`steps-${no}`, isPartial ? (shownSteps(steps)[0]?.seq ?? null) : null);
  const first = from ?? (steps.length > STEPS_SHOWN ? (shownSteps(steps)[0]?.seq ?? 0) : 0);
  const wanted = marked === null ? first : Math.min(first, steps.findLast(({ seq }) => seq <= marked)?.seq ?? first);
  const at = steps.findIndex(({ seq }) => seq >= wanted);
  const hidden = at < 0 ? 0 : at;
  const showMore = () => setFrom(steps[Math.max(0, hidden - MORE)]?.seq ?? 0);
  return { shown: hidden === 0 ? steps : steps.slice(hidden), hidden, showMore };
}
