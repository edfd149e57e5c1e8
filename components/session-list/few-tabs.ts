/** Which of the places that have sessions stand side by side, where they are too many to be looked through. */
import { FILTERED_FROM, nameFits } from "@/components/ui/name-fits";

export type SessionTab = { label: string; count: number | null; href: string; isHere: boolean };

type Few = {
  shown: readonly SessionTab[];
  /** Of the projects that fit. */
  first: SessionTab | undefined;
  fits: number;
  /** How many of those are not shown. */
  more: number;
};

/** One's own, and of the projects those whose name has what is typed. Where one is stays. */
export function fewTabs(tabs: readonly SessionTab[], text: string): Few {
  const [own, ...projects] = tabs;
  const fitting = projects.filter(({ label }) => nameFits(label, text));
  const [first] = fitting;
  if (!own || projects.length < FILTERED_FROM) return { shown: tabs, first, fits: fitting.length, more: 0 };
  const few = fitting.slice(0, FILTERED_FROM - 1);
  const shown = projects.filter((tab) => tab.isHere || few.includes(tab));
  return {
    shown: [own, ...shown],
    first,
    fits: fitting.length,
    more: fitting.length - shown.filter((tab) => fitting.includes(tab)).length,
  };
}
