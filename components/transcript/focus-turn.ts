/** Gives the turn around an element that goes away the focus it has or had, so that keys go on from there and not from the top of the page. */
export function focusTurnAround(element: Element | null): void {
  const turn = element?.closest<HTMLElement>("article[data-turn]");
  const holder = document.activeElement;
  if (!turn || (holder !== document.body && !turn.contains(holder))) return;
  turn.tabIndex = -1;
  turn.focus({ preventScroll: true });
}
