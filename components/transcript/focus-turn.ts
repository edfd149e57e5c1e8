import { focusPart } from "@/components/ui/focus-part";

/** Gives the turn around an element that goes away the focus it has or had, so that keys go on from there and not from the top of the page. */
export function focusTurnAround(element: Element | null): void {
  focusPart(element?.closest<HTMLElement>("article[data-turn]"));
}

/** The same for what gives its place to more of a step, of what a turn changed, or of the lines of a panel. */
export const focusStepAround = (element: Element): void =>
  focusPart(element.closest<HTMLElement>("[data-seq], article[data-turn], [data-lines]"));
