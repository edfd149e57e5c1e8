"use client";
import { ChevronRight, GitBranch } from "lucide-react";
import { memo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { formatUsd } from "@/components/ui/format";
import { Mark, type MarkName } from "@/components/ui/marks";
import { Tag } from "@/components/ui/tag";
import { describeTool } from "@/lib/domain/tool-call";
import type { RunItem, RunStep } from "@/lib/domain/transcript-types";
import { SpineEvent } from "./spine-event";
import { Elapsed, markOf, stateOf } from "./tool-card";

const FAILED = new Set(["failed", "error"]);

function wordsOf(step: RunStep): { mark: MarkName; name: string; text: string; isCode: boolean } {
  switch (step.type) {
    case "thought":
      return { mark: "thinking", name: "Thought", text: step.content, isCode: false };
    case "reply":
      return { mark: "done", name: "", text: step.content, isCode: false };
    case "tool": {
      const { name, subject, kind } = describeTool(step.tool, step.server, step.params);
      return { mark: markOf(kind, stateOf(step, false)).mark, name, text: subject, isCode: true };
    }
    default:
      return { mark: "read", name: step.kind || "event", text: JSON.stringify(step.event), isCode: true };
  }
}

/** One step of the run: a line, whole when it is clicked. */
function Step({ step, isRunOver }: { step: RunStep; isRunOver: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const { mark, name, text, isCode } = wordsOf(step);
  const failed = step.type === "tool" && step.result?.success === false;
  const result = step.type === "tool" ? step.result?.content : undefined;
  return (
    <li className="relative min-w-0 text-xs">
      <span
        className={cn(
          "absolute top-1 -left-6 flex size-4 items-center justify-center bg-card text-muted-foreground",
          failed && "text-failed",
        )}
      >
        <Mark name={mark} />
      </span>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-6 w-full min-w-0 items-center gap-2 rounded-sm text-left hover:bg-accent max-md:min-h-9"
      >
        {name ? <span className="font-medium whitespace-nowrap">{name}</span> : null}
        <span className={cn("min-w-0 truncate", isCode && "font-mono")}>{text}</span>
        {failed ? <Tag tone="failed">failed</Tag> : null}
        {step.type === "tool" ? (
          <span className="ml-auto shrink-0 text-muted-foreground tabular-nums">
            <Elapsed from={step.at} until={step.result?.at ?? null} isRunning={!step.result && !isRunOver} />
          </span>
        ) : null}
      </button>
      {isOpen ? (
        <pre className="mb-1 max-h-72 overflow-auto rounded-sm bg-code-bg px-2 py-1 font-mono wrap-anywhere whitespace-pre-wrap">
          {result === undefined ? text : `${text}\n\n${result}`}
        </pre>
      ) : null}
    </li>
  );
}

/** Work that the agent gave to another: its steps nested, its own cost. */
export const RunCard = memo(function RunCard({ item, isTurnOver }: { item: RunItem; isTurnOver: boolean }) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOver = item.endedAt !== null;
  const isOpen = chosen ?? (!isOver || !isTurnOver || FAILED.has(item.status));
  return (
    <SpineEvent mark="run" tone={FAILED.has(item.status) ? "failed" : isOver ? "muted" : "running"}>
      <fieldset aria-label={`Delegated run, ${item.role}`} className="min-w-0 rounded-md border bg-card">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setChosen(!isOpen)}
          className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md pr-2.5 pl-2 text-left hover:bg-accent/60 max-md:min-h-11"
        >
          <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted-foreground transition-transform", isOpen && "rotate-90")} />
          <GitBranch aria-hidden className="size-4 shrink-0 text-tool max-md:hidden" strokeWidth={1.75} />
          <span className="font-medium">Delegated</span>
          {item.role ? <Tag>{item.role}</Tag> : null}
          <span className="min-w-0 truncate text-muted-foreground">{item.prompt}</span>
          <span className="ml-auto flex shrink-0 items-center gap-2.5 pl-2 text-xs text-muted-foreground tabular-nums">
            {item.costNano === null ? null : <span className="text-cost">{formatUsd(item.costNano)}</span>}
            <span>{item.status}</span>
            <Elapsed from={item.at} until={item.endedAt} isRunning={!isOver} />
          </span>
        </button>
        {isOpen && item.steps.length > 0 ? (
          <ul className="relative grid gap-px border-t py-1.5 pr-2.5 pl-[34px] before:absolute before:top-2.5 before:bottom-3 before:left-[17px] before:w-0.5 before:rounded-full before:bg-border-strong">
            {item.steps.map((step) => (
              <Step key={step.seq} step={step} isRunOver={isOver} />
            ))}
          </ul>
        ) : null}
      </fieldset>
    </SpineEvent>
  );
});
