"use client";
import { useEffect, useState } from "react";
import { Segmented } from "@/components/ui/forms/segmented";
import { chooseNotices, type NoticeState, noticeState } from "@/components/ui/notices";

const OPTIONS = [
  { value: "off", label: "Off" },
  { value: "on", label: "On" },
] as const;

const WORDS: Record<NoticeState, string | null> = {
  off: null,
  on: null,
  blocked: "This browser blocks notifications of this page. Allow them in its settings for this address.",
  unavailable: "This browser offers no notifications here; they need an address with https, or this machine's own.",
};

/** System notifications for sessions that are open in a tab out of sight; silent. */
export function NoticeChoice() {
  const [state, setState] = useState<NoticeState | null>(null);
  /** How often something was chosen: the same words are said again to a screen reader. */
  const [tries, setTries] = useState(0);
  useEffect(() => setState(noticeState()), []);
  const text = state && WORDS[state];
  const words = text ? (
    <p key={tries} className="text-xs text-muted-foreground">
      {text}
    </p>
  ) : null;
  const choose = async (isWanted: boolean) => {
    setState(await chooseNotices(isWanted));
    setTries((before) => before + 1);
  };
  return (
    <div className="grid justify-items-start gap-2">
      <Segmented<"off" | "on" | "">
        label="Notifications"
        value={state === null ? "" : state === "on" ? "on" : "off"}
        options={OPTIONS}
        onChange={(choice) => void choose(choice === "on")}
      />
      {tries === 0 ? words : null}
      {/* There before its words are: a screen reader says what comes into it. */}
      <div role="status" className="empty:absolute">
        {tries > 0 ? words : null}
      </div>
    </div>
  );
}
