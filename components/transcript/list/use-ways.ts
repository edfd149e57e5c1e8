"use client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { type Ref, type RefObject, useImperativeHandle } from "react";
import { rowOfEvent, rowOfTurn, type TranscriptRow } from "./transcript-rows";

/** Where a reader is: the row at the top of what they see, and how far into it. */
export type ReadingPlace = { seq: number; offset: number };

export type TranscriptHandle = {
  /** Brings the row of an event into view, `offset` pixels below its top; false when it is not on the page. */
  showEvent: (seq: number, offset?: number) => boolean;
  /** Brings a turn, or the one `step` turns on, into view and gives it the focus; false when there is none on the page. */
  focusTurn: (no: number, step?: 1 | -1) => boolean;
  place: () => ReadingPlace | null;
};

/** Scrolls to a row, and again until it is drawn where it belongs: what lies before it is measured on the way. */
function whenDrawn(find: () => HTMLElement | null | undefined, then: (element: HTMLElement) => void, tries = 30): void {
  const element = find();
  if (element) then(element);
  else if (tries > 0) requestAnimationFrame(() => whenDrawn(find, then, tries - 1));
}

/** Shows what was fetched a moment ago, as soon as it is drawn: that may be a few frames away. False of `show`: it is not on the page. */
export function onceThere(show: () => boolean, tries = 90): void {
  requestAnimationFrame(() => {
    if (!show() && tries > 0) onceThere(show, tries - 1);
  });
}

/** Scrolls, and again once what stands above was measured. */
function again(scroll: () => void, times = 10): void {
  scroll();
  if (times > 0) requestAnimationFrame(() => again(scroll, times - 1));
}

type Options = {
  rows: readonly TranscriptRow[];
  virtual: Virtualizer<HTMLElement, Element>;
  list: RefObject<HTMLElement | null>;
  /** The list takes the reader elsewhere. */
  onLeave: () => void;
};

/** The ways through the list, for what stands around it. */
export function useWays(handle: Ref<TranscriptHandle>, { rows, virtual, list, onLeave }: Options): void {
  const rowAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  /** False when there is no such row. */
  const goTo = (index: number, then: (row: HTMLElement) => void): boolean => {
    if (index < 0) return false;
    onLeave();
    virtual.scrollToIndex(index, { align: "start" });
    whenDrawn(() => rowAt(index), then);
    return true;
  };
  useImperativeHandle(handle, () => ({
    showEvent: (seq, offset) => {
      const index = rowOfEvent(rows, seq);
      return goTo(index, (row) => {
        if (offset !== undefined) {
          again(() => virtual.scrollToOffset((virtual.getOffsetForIndex(index, "start")?.[0] ?? 0) + offset));
          return;
        }
        virtual.cancelScroll();
        again(() => row.isConnected && row.scrollIntoView({ block: rows[index]?.kind === "step" ? "center" : "start" }));
      });
    },
    focusTurn: (no, step) =>
      goTo(rowOfTurn(rows, no, step), (row) => {
        const turn = row.closest<HTMLElement>("article");
        if (turn) turn.tabIndex = -1;
        turn?.focus({ preventScroll: true });
        row.scrollIntoView({ block: "start" });
      }),
    place: () => {
      const top = virtual.scrollOffset ?? 0;
      const seen = virtual.getVirtualItemForOffset(top)?.index ?? -1;
      // What has no event of its own is told by the row above it.
      const above = rows.findLastIndex(({ kind }, place) => place <= seen && kind !== "foot" && kind !== "earlier");
      // What is still missing is told by the row below it.
      const index = rows[above]?.kind === "gap" ? above + 1 : above;
      const row = rows[index];
      const start = virtual.measurementsCache[index]?.start;
      if (!row || row.kind === "gap" || start === undefined) return null;
      return { seq: row.from, offset: Math.round(top - start) };
    },
  }));
}
