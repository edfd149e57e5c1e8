"use client";
import { CalendarClock, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ScheduledEntry } from "@/lib/domain/tool-schedule";
import type { CommandResult } from "./command-result";
import { useScene } from "./scene";
import { ScheduleCost } from "./schedule-cost";

function Entry({ entry }: { entry: ScheduledEntry }) {
  const { runCommand } = useScene();
  const [isAsked, setAsked] = useState(false);
  const { id, when, countdown, description, message, repeats } = entry;
  const remove = async () => {
    setAsked(true);
    if (!(await runCommand?.("schedule", ["remove", id]))) setAsked(false);
  };
  return (
    <li className="flex items-start gap-2.5 border-t px-3 py-1.5 first:border-t-0">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-injected" />
      <span className="min-w-0 flex-1 wrap-anywhere">
        <span className="tabular-nums">{when === "idle" ? "When it is idle" : when.replace("T", " ").replace(/\.\d+Z$/, " UTC")}</span>
        {countdown ? <span className="text-muted-foreground tabular-nums"> · {countdown}</span> : null}
        {repeats ? <span className="text-muted-foreground"> · {repeats.toLowerCase()}</span> : null}
        <ScheduleCost id={id} />
        {description ? <span className="block font-medium">{description}</span> : null}
        {message ? <span className="block text-xs whitespace-pre-wrap text-muted-foreground">{message}</span> : null}
      </span>
      {runCommand ? (
        <Button
          size="sm"
          variant="danger-quiet"
          disabled={isAsked}
          aria-label={`Remove ${description || message || id}`}
          onClick={() => void remove()}
        >
          <Trash2 aria-hidden />
          {isAsked ? "Asked" : "Remove"}
        </Button>
      ) : null}
    </li>
  );
}

/** What the agent will do by itself, as it was when it answered. */
export function CommandSchedule({ schedule: { entries, hidden } }: { schedule: Extract<CommandResult, { kind: "schedule" }> }) {
  return (
    <div>
      <ul aria-label="Scheduled">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <p className="border-t px-3 py-1 text-xs text-muted-foreground">
        {hidden > 0 ? `And ${hidden.toLocaleString("en")} more. ` : ""}Times are the agent's. It cannot pause an entry: remove it, and
        schedule it anew later.
      </p>
    </div>
  );
}
