"use client";
import { useEffect, useState } from "react";
import { chooseNotices, type NoticeState, noticeState } from "@/components/ui/notices";
import { Segmented } from "@/components/ui/segmented";

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
  useEffect(() => setState(noticeState()), []);
  const words = state && WORDS[state];
  return (
    <div className="grid justify-items-start gap-2">
      <Segmented<"off" | "on" | "">
        label="Notifications"
        value={state === null ? "" : state === "on" ? "on" : "off"}
        options={OPTIONS}
        onChange={(choice) => void chooseNotices(choice === "on").then(setState)}
      />
      {words ? (
        <p role="status" className="text-xs text-muted-foreground">
          {words}
        </p>
      ) : null}
    </div>
  );
}
