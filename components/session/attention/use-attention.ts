"use client";
import { useEffect, useRef, useState } from "react";
import { showNotice, wantsNotices } from "@/components/ui/notices";
import { playSound, wantsSound } from "@/components/ui/sound";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { type Attention, attentionOf, changeOf } from "./attention";
import { TitleMark } from "./title-mark";

/** What the tab's title begins with until somebody looks: an exclamation mark when a person is awaited. */
const mark = ({ isUrgent }: Attention): string => (isUrgent ? "(!) " : "(•) ");

/** What is said to a screen reader, with the number of its saying: the same words again are said again. */
export type Said = { no: number; words: string };

/**
 * Out of sight, the tab's title tells that a turn ended or a question waits, and so do the system and a sound when this browser was
 * asked to. Gives the same in words, once each, for who does not see the page, and what became of the session and of what waits.
 */
export function useAttention(transcript: Transcript, title: string): Said | null {
  const [said, setSaid] = useState<Said | null>(null);
  const before = useRef(transcript);
  const titleMark = useRef<TitleMark | null>(null);
  useEffect(() => {
    const attention = attentionOf(before.current, transcript);
    const words = attention?.words ?? changeOf(before.current, transcript);
    before.current = transcript;
    if (words === null) return;
    setSaid((last) => ({ no: (last?.no ?? 0) + 1, words }));
    if (!attention || !document.hidden) return;
    titleMark.current ??= new TitleMark(document);
    titleMark.current.put(mark(attention));
    if (wantsNotices()) showNotice(title, attention.words);
    if (wantsSound()) void playSound(attention.isUrgent);
  }, [transcript, title]);
  useEffect(() => {
    const onLook = () => {
      if (!document.hidden) titleMark.current?.remove();
    };
    document.addEventListener("visibilitychange", onLook);
    return () => document.removeEventListener("visibilitychange", onLook);
  }, []);
  return said;
}
