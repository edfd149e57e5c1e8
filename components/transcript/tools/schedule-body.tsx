"use client";
import { CalendarClock } from "lucide-react";
import { RemoveEntry } from "@/components/transcript/remove-entry";
import { ScheduleCost } from "@/components/transcript/schedule-cost";
import { visibleText } from "@/lib/domain/text/visible-text";
import { dueAt, nextAfter, type ScheduledEntry, type ScheduleResult } from "@/lib/domain/tools/tool-schedule";
import type { LeftState } from "@/lib/domain/transcript/injected-message";
import { DueTime } from "./due-time";

const SHOWN = 200;

type Standing = {
  /** When the agent said so. */
  at: number;
  /** When it last ran, as far as was told. */
  ranAt: number | null;
  /** "open": it has yet to run. */
  state: LeftState;
};

function dueWords({ state, ranAt }: Standing): string {
  if (state === "open") return "Next: ";
  if (state !== "stopped") return "Was due: ";
  return ranAt === null ? "Removed before it ran, was due: " : "Removed, was due next: ";
}

export function When({ entry, at, ranAt, state }: Standing & { entry: ScheduledEntry }) {
  if (entry.when === "idle") return <span>when it is idle</span>;
  const due = (ranAt === null ? null : nextAfter(entry, ranAt)) ?? dueAt(entry, at);
  if (due === null) return <span>{visibleText(entry.when)} (the agent's clock)</span>;
  return <DueTime at={due} isWaiting={state === "open"} />;
}

function Entry({ entry, ...standing }: Standing & { entry: ScheduledEntry }) {
  const { id, description, message, repeats } = entry;
  return (
    <li className="flex items-start gap-2.5 border-t px-3 py-1.5 first:border-t-0">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-injected" />
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className="text-muted-foreground">{dueWords(standing)}</span>
        <When entry={entry} {...standing} />
        {repeats ? <span className="text-muted-foreground"> · {visibleText(repeats.toLowerCase().replace(/^repeats /, ""))}</span> : null}
        <ScheduleCost id={id} />
        {description ? <span className="block font-medium">{visibleText(description)}</span> : null}
        {message ? (
          <span className="block text-xs whitespace-pre-wrap text-muted-foreground">{visibleText(message.slice(0, 2_000))}</span>
        ) : null}
      </span>
      <span className="shrink-0 font-mono text-xs text-muted-foreground max-md:hidden">{id}</span>
      {standing.state === "open" ? <RemoveEntry id={id} what={description || message || id} /> : null}
    </li>
  );
}

/** What will run by itself and when, at the reader's own clock. */
export function ScheduleBody({ entries, words, ...standing }: ScheduleResult & Standing) {
  return (
    <>
      {words ? <p className="px-3 py-1.5 wrap-anywhere whitespace-pre-wrap">{visibleText(words)}</p> : null}
      {entries.length > 0 ? (
        <ul aria-label="Set to run" className="max-h-96 overflow-auto">
          {entries.slice(0, SHOWN).map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list may name an entry twice
            <Entry key={index} entry={entry} {...standing} />
          ))}
        </ul>
      ) : null}
      {entries.length > SHOWN ? (
        <p className="border-t px-3 py-1 text-xs text-muted-foreground">and {(entries.length - SHOWN).toLocaleString("en")} more</p>
      ) : null}
    </>
  );
}
