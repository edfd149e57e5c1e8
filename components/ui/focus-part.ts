/** Gives a part of the page the focus that was in it, and went with what had it. */
export function focusPart(part: HTMLElement | null | undefined): void {
  const holder = document.activeElement;
  if (!part || (holder !== document.body && !part.contains(holder))) return;
  if (!part.hasAttribute("tabindex")) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
