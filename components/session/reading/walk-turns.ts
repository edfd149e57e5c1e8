/** The turns on the page as the keyboard walks them: which one is meant, to the next one, and its folds. */
import { rowBeside, type TranscriptRow } from "@/components/transcript/list/transcript-rows";
import { onceThere } from "@/components/transcript/list/use-ways";
import type { WindowPlace } from "./load-window";
import type { TranscriptWays } from "./session-transcript";

const TURN = "[role=log] article[data-turn]";
/** How far below the top of what can be seen one reads, in pixels. */
const READ_AT = 48;
const turns = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(TURN)];

/** The turn that has the focus, else the one at the top of what can be seen. */
function currentTurn(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>(TURN);
  if (focused) return focused;
  const top = document.querySelector("[role=log]")?.parentElement?.parentElement?.getBoundingClientRect().top ?? 0; // what scrolls
  return turns().find((turn) => turn.getBoundingClientRect().bottom > top + 8) ?? turns().at(-1) ?? null;
}

const numberOf = (turn: HTMLElement): number => Number(turn.dataset.turn);

/** Which part of the log is missing on the way from a turn on or back; null: there is no gap. */
export function placeBeside(rows: readonly TranscriptRow[], no: number, step: 1 | -1): WindowPlace | null {
  const row = rows[rowBeside(rows, no, step)];
  if (row?.kind !== "gap") return null;
  return step > 0 ? { after: row.gap.from - 1 } : { before: row.turn ?? row.gap.to + 1 };
}

let lastWalk = 0;

/** The next turn, or the one before: a turn that is not on the page is fetched, unless another key leads elsewhere meanwhile. */
function goOn(no: number, step: 1 | -1, ways: TranscriptWays): void {
  lastWalk += 1;
  const walk = lastWalk;
  if (ways.focusTurn(no, step)) return;
  const place = placeBeside(ways.rows, no, step);
  if (place) void ways.load(place).then((isLoaded) => isLoaded && onceThere(() => walk !== lastWalk || ways.focusTurn(no, step)));
}

/** One turn on or back; from outside of all turns, first to the one that is at the top. Those far from the view are brought onto the page. */
export function walkTurns(step: 1 | -1, ways: TranscriptWays | null): void {
  const current = currentTurn();
  if (!current || !ways) return;
  if (!current.contains(document.activeElement)) ways.focusTurn(numberOf(current));
  else goOn(numberOf(current), step, ways);
}

/** Opens all that is folded in the turn, or folds it when nothing near the view is. Those far from it do the same. */
export function toggleFolds(ways: TranscriptWays | null): void {
  const turn = currentTurn();
  if (!turn) return;
  const folds = [...turn.querySelectorAll<HTMLElement>("button[aria-expanded]:not([aria-haspopup])")];
  const closed = folds.filter((fold) => fold.getAttribute("aria-expanded") === "false");
  const isOpening = closed.length > 0;
  ways?.foldTurn(numberOf(turn), isOpening);
  for (const fold of isOpening ? closed : folds) fold.click();
}

/** To what waits for an answer, which is on the page wherever one reads. */
export function goToQuestion(): void {
  const form = document.querySelector("[role=log] form");
  form?.querySelector<HTMLElement>(":is(input, select, textarea, button):enabled")?.focus({ preventScroll: true });
  form?.scrollIntoView({ block: "start" });
}

/** Calls back when the transcript was scrolled. */
export function onTranscriptScroll(listener: () => void): () => void {
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element && target.querySelector("[role=log]")) listener();
  };
  const options = { capture: true, passive: true };
  document.addEventListener("scroll", onScroll, options);
  return () => document.removeEventListener("scroll", onScroll, options);
}

/** The turn that is being read: the one that was gone to while its beginning is in view, else the one at the top, at the end the last one. */
export function turnInView(): number | null {
  const box = document.querySelector("[role=log]")?.parentElement?.parentElement; // what scrolls
  if (!box) return null;
  const { top, bottom } = box.getBoundingClientRect();
  const all = turns();
  const focused = all.find((turn) => turn.contains(document.activeElement));
  const start = focused?.getBoundingClientRect().top;
  const isThere = start !== undefined && start > top - READ_AT && start < bottom;
  const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < READ_AT;
  const found = isThere ? focused : isAtEnd ? all.at(-1) : all.find((turn) => turn.getBoundingClientRect().bottom > top + READ_AT);
  return found ? numberOf(found) : null;
}

/** The number of the turn that is meant. */
export function currentTurnNo(): number | null {
  const turn = currentTurn();
  return turn && numberOf(turn);
}
