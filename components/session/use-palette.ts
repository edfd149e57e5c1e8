"use client";
import { type KeyboardEvent, useEffect, useState } from "react";
import { afterLoad } from "@/components/ui/after-load";
import type { Writable } from "./palette-offers";
import type { Suggestion, Suggestions } from "./suggestions";

/** `isFromHistory`: the text was brought back by the arrow keys, which lead on from there. */
type Writing = { text: string; caret: number; isFromHistory: boolean; put: (text: string, caret: number) => void };
type Palette = {
  offered: Suggestions | null;
  /** -1: none is chosen. */
  selected: number;
  pick: (suggestion: Suggestion) => void;
  /** True when the key was the palette's. */
  onKey: (event: KeyboardEvent) => boolean;
};

type Offers = typeof import("./palette-offers").offersFor;

/** Null until its code is there: what was written meanwhile is offered something then. */
function useOffers(): Offers | null {
  const [offers, setOffers] = useState<Offers | null>(null);
  useEffect(() => {
    let isWanted = true;
    afterLoad(() => import("./palette-offers")).then(
      ({ offersFor }) => isWanted && setOffers(() => offersFor),
      () => {}, // The page is written in without it.
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return offers;
}

/** The palette over the composer: what it offers, which one is chosen, and its keys. Closed, it stays so until the text changes. */
export function usePalette({ text, caret, isFromHistory, put }: Writing, known: Writable): Palette {
  const offers = useOffers();
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [chosen, setChosen] = useState({ text, index: 0 });
  const offered = isFromHistory || closedFor === text ? null : (offers?.(text, caret, known) ?? null);
  const items = offered?.items ?? [];
  const first = offered?.isOptional ? -1 : 0;
  const selected = chosen.text === text && chosen.index < items.length ? chosen.index : Math.min(first, items.length - 1);

  const choose = (index: number) => setChosen({ text, index });
  const pick = (suggestion: Suggestion) => put(suggestion.text, suggestion.caret);
  const onKey = (event: KeyboardEvent): boolean => {
    if (items.length === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    const current = items[selected];
    const fill = current ?? items[0];
    if (event.key === "ArrowDown") choose((selected + 1) % items.length);
    else if (event.key === "ArrowUp") choose(selected > 0 ? selected - 1 : items.length - 1);
    else if (event.key === "Escape") setClosedFor(text);
    else if (event.key === "Tab" && fill) pick(fill);
    else if (event.key === "Enter" && current && current.text !== text) pick(current);
    else return false;
    return true;
  };
  return { offered, selected, pick, onKey };
}
