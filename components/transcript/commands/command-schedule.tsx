"use client";
import { CalendarClock } from "lucide-react";
import { RemoveEntry } from "@/components/transcript/remove-entry";
import { ScheduleCost } from "@/components/transcript/schedule-cost";
import { When } from "@/components/transcript/tools/schedule-body";
import type { ScheduledEntry } from "@/lib/domain/tools/tool-schedule";
import type { CommandResult } from "./command-result";

function Entry({ entry, at }: { entry: ScheduledEntry; at: number }) {
  const { id, description, message, repeats } = entry;
  return (
    <li className="flex items-start gap-2.5 border-t px-3 py-1.5 first:border-t-0">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-injected" />
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className="text-muted-foreground">Next: </span>
        <When entry={entry} at={at} ranAt={null} state="open" />
        {repeats ? <span className="text-muted-foreground"> · {repeats.toLowerCase()}</span> : null}
        <ScheduleCost id={id} />
        {description ? <span className="block font-medium">{description}</span> : null}
        {message ? <span className="block text-xs whitespace-pre-wrap text-muted-foreground">{message}</span> : null}
      </span>
      <RemoveEntry id={id} what={description || message || id} />
    </li>
  );
}

/** What the agent will do by itself, as it was when it answered. */
export function CommandSchedule({ schedule, at }: { schedule: Extract<CommandResult, { kind: "schedule" }>; at: number }) {
  const { entries, hidden } = schedule;
  return (
    <div>
      <ul aria-label="Scheduled">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} at={at} />
        ))}
      </ul>
      <p className="border-t px-3 py-1 text-xs text-muted-foreground">
        {hidden > 0 ? `And ${hidden.toLocaleString("en")} more. ` : ""}The agent cannot pause an entry: remove it, and schedule it anew
        later.
      </p>
    </div>
  );
}
