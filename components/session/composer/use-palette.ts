"use client";
import { type KeyboardEvent, useEffect, useState } from "react";
import { afterLoad } from "@/components/ui/reach/after-load";
import { untilThere } from "@/components/ui/reach/until-there";
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

type Offers = typeof import("./palette-offers");

/** Null until its code is there: what was written meanwhile is offered something then. */
function useOffers(): Offers | null {
  const [offers, setOffers] = useState<Offers | null>(null);
  useEffect(() => {
    let isWanted = true;
    afterLoad(() => untilThere(() => import("./palette-offers"))).then(
      (offers) => isWanted && setOffers(offers),
      () => {}, // The page is written in without it.
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return offers;
}

/** Of the whole session, asked for when a path begins to be written; what comes meanwhile is on the page. */
function usePaths(sessionId: string, text: string, offers: Offers | null): readonly string[] {
  const [paths, setPaths] = useState<readonly string[]>([]);
  const isWanted = text.includes("@");
  useEffect(() => {
    if (isWanted) void offers?.loadPaths(sessionId).then(setPaths);
  }, [isWanted, sessionId, offers]);
  return paths;
}

/** The palette over the composer: what it offers, which one is chosen, and its keys. Closed, it stays so until the text changes. */
export function usePalette(sessionId: string, { text, caret, isFromHistory, put }: Writing, known: Writable): Palette {
  const offers = useOffers();
  const [closedFor, setClosedFor] = useState<string | null>(null);
  // By its key: what comes meanwhile may stand before it.
  const [chosen, setChosen] = useState({ text, key: "" });
  const others = usePaths(sessionId, text, offers);
  const offered = isFromHistory || closedFor === text ? null : (offers?.offersFor(text, caret, known, others) ?? null);
  const items = offered?.items ?? [];
  const first = offered?.isOptional ? -1 : 0;
  const place = chosen.text === text ? items.findIndex(({ key }) => key === chosen.key) : -1;
  const selected = place >= 0 ? place : Math.min(first, items.length - 1);

  const choose = (index: number) => setChosen({ text, key: items[index]?.key ?? "" });
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
