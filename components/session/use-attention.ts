"use client";
import { useEffect, useRef } from "react";
import { wantsNotices } from "@/components/ui/notices";
import type { Transcript } from "@/lib/domain/transcript-types";
import { type Attention, attentionOf } from "./attention";

/** What the tab's title begins with until somebody looks: an exclamation mark when a person is awaited. */
const mark = ({ isUrgent }: Attention): string => (isUrgent ? "(!) " : "(•) ");

function say(title: string, { words }: Attention): void {
  // One note a session: the next replaces it.
  const notice = new Notification(title, { body: words, tag: location.pathname });
  notice.addEventListener("click", () => {
    window.focus();
    notice.close();
  });
}

/** Out of sight, the tab's title tells that a turn ended or a question waits, and so does the system when this browser was asked to. */
export function useAttention(transcript: Transcript, title: string): void {
  const before = useRef(transcript);
  const plain = useRef<string | null>(null);
  useEffect(() => {
    const attention = attentionOf(before.current, transcript);
    before.current = transcript;
    if (!attention || !document.hidden) return;
    plain.current ??= document.title;
    document.title = mark(attention) + plain.current;
    if (wantsNotices()) say(title, attention);
  }, [transcript, title]);
  useEffect(() => {
    const onLook = () => {
      if (document.hidden || plain.current === null) return;
      document.title = plain.current;
      plain.current = null;
    };
    document.addEventListener("visibilitychange", onLook);
    return () => document.removeEventListener("visibilitychange", onLook);
  }, []);
}
