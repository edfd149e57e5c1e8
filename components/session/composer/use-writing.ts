"use client";
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { sayNotThere } from "@/components/ui/reach/not-there";
import { untilThere } from "@/components/ui/reach/until-there";
import { refusedPaste } from "./message-size";
import type { Fenced, PasteOffer } from "./pasted-text";
import { type HistoryPlace, historyDirection, stepHistory } from "./sent-history";
import { useDraft } from "./use-draft";

type Field = RefObject<HTMLTextAreaElement | null>;
type Options = { sessionId: string; personId: number; field: Field; history: readonly string[]; onProblem: (words: string | null) => void };

/** Puts the caret where it belongs after a text was put in by us. */
function useCaretAfter(field: Field): (at: number) => void {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null || !field.current) return;
    field.current.setSelectionRange(wanted.current, wanted.current);
    field.current.scrollTop = wanted.current >= field.current.value.length ? field.current.scrollHeight : field.current.scrollTop;
    wanted.current = null;
  });
  return (at) => {
    wanted.current = at;
  };
}

/** The composer's text: its draft, its history, what was pasted into it, and where the caret is. */
export function useWriting({ sessionId, personId, field, history, onProblem }: Options) {
  const { text, write, show, isReady } = useDraft(sessionId, personId, field);
  const [caret, setCaret] = useState(0);
  const [place, setPlace] = useState<HistoryPlace | null>(null);
  const [pasted, setPasted] = useState<PasteOffer | null>(null);
  const moveCaret = useCaretAfter(field);
  const offer = pasted && text.startsWith(pasted.pasted, pasted.start) ? pasted : null;

  const put = (next: string, at = next.length) => {
    setPlace(null);
    setPasted(null);
    write(next);
    setCaret(at);
    moveCaret(at);
    onProblem(null);
  };
  /** What could not be done is there again, unless something else was written meanwhile; why stays said. */
  const putBack = (before: string) => {
    if (field.current?.value === "") write(before);
  };
  const onChange = ({ value, selectionStart }: HTMLTextAreaElement) => {
    setPlace(null);
    write(value);
    setCaret(selectionStart);
    onProblem(null);
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart: start, selectionEnd: end } = event.currentTarget;
    const raw = event.clipboardData.getData("text/plain");
    const words = refusedPaste(text, { start, end }, raw);
    setPasted(null);
    if (words === null) {
      untilThere(() => import("./pasted-text")).then(({ offerFor }) => setPasted(offerFor(text, start, raw)), sayNotThere);
      return;
    }
    event.preventDefault();
    onProblem(words);
  };
  /** True when the key walked through the history. */
  const onHistoryKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    const { selectionStart: start, selectionEnd: end } = event.currentTarget;
    const direction = historyDirection(event.key, { text, start, end }, place !== null);
    const step = direction && stepHistory(history, place, direction, text);
    if (!step) return false;
    setPlace(step.place);
    setPasted(null);
    show(step.text);
    setCaret(step.text.length);
    moveCaret(step.text.length);
    return true;
  };
  const fence = (fenced: Fenced | null) => {
    if (fenced) put(fenced.text, fenced.caret);
    field.current?.focus();
  };

  const isFromHistory = place !== null;
  return {
    text,
    caret,
    isFromHistory,
    isReady,
    offer,
    put,
    putBack,
    fence,
    onChange,
    onPaste,
    onHistoryKey,
    setCaret,
    dropOffer: () => setPasted(null),
  };
}
