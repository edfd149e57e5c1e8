/** The five hints of a first visit, which of them a person has seen in this browser, and where one stands; pure. */

export const hints = [
  {
    id: "composer",
    side: "above",
    title: "Write to the agent here",
    text: "Type / for its commands and @ for files. What you send while it works waits in line.",
  },
  {
    id: "rail",
    side: "right",
    title: "Your sessions",
    text: "The newest of each project, and how they are doing. A mark says that one went on since you looked.",
  },
  {
    id: "palette",
    side: "right",
    title: "Go anywhere",
    text: "Ctrl K or ⌘ K finds sessions and everything a page can do. ? shows all keys.",
  },
  {
    id: "changes",
    side: "below",
    title: "What was changed",
    text: "Every file that this session edited, as it is now against how it was.",
  },
  {
    id: "cost",
    side: "below",
    title: "What it costs",
    text: "The sum so far, exact, as the agent reports it. Every turn says its own share.",
  },
] as const;

export type Hint = (typeof hints)[number];
export type HintId = Hint["id"];

const keyOf = (personId: number): string => `octomind.hints.${personId}`;

function readKept(storage: Pick<Storage, "getItem">, personId: number): string {
  try {
    return storage.getItem(keyOf(personId)) ?? "";
  } catch {
    return "";
  }
}

/** What this person has dismissed in this browser; anything else that stands there is nothing. */
export function readSeenHints(storage: Pick<Storage, "getItem">, personId: number): ReadonlySet<HintId> {
  const kept = new Set(readKept(storage, personId).split(" "));
  return new Set(hints.map(({ id }) => id).filter((id) => kept.has(id)));
}

/** Dismissed for ever; several tabs may do so at once. `known`: what this page has seen dismissed already. */
export function keepSeenHints(
  storage: Pick<Storage, "getItem" | "setItem">,
  personId: number,
  ids: readonly HintId[],
  known: ReadonlySet<HintId> = new Set(),
): ReadonlySet<HintId> {
  const seen = new Set([...known, ...readSeenHints(storage, personId), ...ids]);
  try {
    storage.setItem(keyOf(personId), [...seen].join(" "));
  } catch {
    // A full or forbidden storage: dismissed as long as the page lives.
  }
  return seen;
}

export type Box = { left: number; top: number; width: number; height: number };
type Size = { width: number; height: number };
export type Placed = { left: number; top: number; side: "above" | "below" | "right"; arrow: number };

const APART = 10;
const MARGIN = 8;
const CORNER = 16;
const within = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));

/** Beside its anchor where there is room, else below or above it; never out of the window. `arrow`: how far along its edge it points. */
export function placeHint(anchor: Box, card: Size, view: Size, wanted: Placed["side"]): Placed {
  const fitsRight = anchor.left + anchor.width + APART + card.width + MARGIN <= view.width;
  const fitsBelow = anchor.top + anchor.height + APART + card.height + MARGIN <= view.height;
  const side = wanted === "right" && fitsRight ? "right" : wanted === "above" || !fitsBelow ? "above" : "below";
  const middle = { x: anchor.left + anchor.width / 2, y: anchor.top + anchor.height / 2 };
  const wish =
    side === "right"
      ? { left: anchor.left + anchor.width + APART, top: anchor.top }
      : { left: middle.x - card.width / 2, top: side === "above" ? anchor.top - APART - card.height : anchor.top + anchor.height + APART };
  const left = within(wish.left, MARGIN, Math.max(MARGIN, view.width - card.width - MARGIN));
  const top = within(wish.top, MARGIN, Math.max(MARGIN, view.height - card.height - MARGIN));
  const arrow =
    side === "right" ? within(middle.y - top, CORNER, card.height - CORNER) : within(middle.x - left, CORNER, card.width - CORNER);
  return { left, top, side, arrow };
}
