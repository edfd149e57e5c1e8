/** The turns on the page as the keyboard walks them: which one is meant, to the next one, and its folds. */

const turns = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[role=log] article[id^=turn-]")];

/** The turn that has the focus, else the one at the top of what can be seen. */
function currentTurn(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>("[role=log] article[id^=turn-]");
  if (focused) return focused;
  const top = document.querySelector("[role=log]")?.parentElement?.parentElement?.getBoundingClientRect().top ?? 0;
  return turns().find((turn) => turn.getBoundingClientRect().bottom > top + 8) ?? turns().at(-1) ?? null;
}

function goTo(turn: HTMLElement): void {
  turn.tabIndex = -1;
  turn.focus({ preventScroll: true });
  turn.scrollIntoView({ block: "start" });
}

/** To the turn of this number, when it is on the page. */
export function goToTurn(no: number): void {
  const turn = document.getElementById(`turn-${no}`);
  if (turn) goTo(turn);
  else location.hash = `turn-${no}`;
}

/** One turn on or back; from outside of all turns, first to the one that is at the top. */
export function walkTurns(step: 1 | -1): void {
  const all = turns();
  const current = currentTurn();
  if (!current) return;
  const isOn = current.contains(document.activeElement);
  const next = isOn ? all[all.indexOf(current) + step] : current;
  if (next) goTo(next);
}

/** Opens all that is folded in the turn, or folds it when nothing is. */
export function toggleFolds(): void {
  const folds = [...(currentTurn()?.querySelectorAll<HTMLElement>("button[aria-expanded]:not([aria-haspopup])") ?? [])];
  const closed = folds.filter((fold) => fold.getAttribute("aria-expanded") === "false");
  for (const fold of closed.length > 0 ? closed : folds) fold.click();
}

/** The number of the turn that is meant. */
export function currentTurnNo(): number | null {
  const no = currentTurn()?.id.slice("turn-".length);
  return no ? Number(no) : null;
}
