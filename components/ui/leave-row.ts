/** A row of a list goes, and with it what had the focus: the row after it is next, else the one before, else the page. */
export function leaveRow(inside: Element | null): void {
  const row = inside?.closest("li");
  if (!row?.contains(document.activeElement)) return;
  const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector<HTMLElement>("a, button");
  (next ?? document.getElementById("main"))?.focus();
}
