"use client";
import { memo, useMemo } from "react";
import { CallSubject } from "@/components/transcript/call-subject";
import { Elapsed } from "@/components/transcript/elapsed";
import { RawText } from "@/components/transcript/key-values";
import { useKept } from "@/components/transcript/list/kept";
import { Markdown } from "@/components/transcript/markdown/markdown";
import { ToolBody } from "@/components/transcript/tool-body";
import { markOf, stateOf } from "@/components/transcript/tool-looks";
import { useWhole, useWholeCall } from "@/components/transcript/use-whole";
import { cn } from "@/components/ui/cn";
import { Mark, type MarkName } from "@/components/ui/marks";
import { Tag } from "@/components/ui/tag";
import { contentIn } from "@/lib/domain/changes/change-calls";
import { visibleText } from "@/lib/domain/text/visible-text";
import { describeTool } from "@/lib/domain/tools/tool-call";
import { readResult } from "@/lib/domain/tools/tool-result";
import type { RunStep } from "@/lib/domain/transcript/transcript-types";

type ToolStep = Extract<RunStep, { type: "tool" }>;
const GLIMPSE = 300;

function wordsOf(step: RunStep, isRunOver: boolean): { mark: MarkName; name: string; text: string; isCode: boolean } {
  switch (step.type) {
    case "thought":
      return { mark: "thinking", name: "Thought", text: step.content, isCode: false };
    case "reply":
      return { mark: "answer", name: "", text: step.content, isCode: false };
    case "tool": {
      const { name, subject, kind } = describeTool(step.tool, step.server, step.params);
      return { mark: markOf(kind, stateOf(step, isRunOver)).mark, name, text: subject, isCode: true };
    }
    default:
      return { mark: "read", name: step.kind || "Event", text: JSON.stringify(step.event) ?? "", isCode: true };
  }
}

/** What the tool of a run was asked and gave, as in a turn of the session's own. */
function ToolStepBody({ step, isRunOver }: { step: ToolStep; isRunOver: boolean }) {
  const { params, content, buttons } = useWholeCall(step);
  const body = useMemo(() => {
    const { tool, server, result } = step;
    return readResult({ tool, server, params, result: result && { content, success: result.success } });
  }, [step, params, content]);
  return (
    <>
      <ToolBody body={body} params={params} at={step.result?.at ?? step.at} isRunning={!step.result && !isRunOver} />
      {buttons}
    </>
  );
}

function TextStepBody({ step }: { step: Exclude<RunStep, ToolStep> }) {
  const { whole, button } = useWhole(step.seq, step.type === "other" ? undefined : step.cut);
  if (step.type === "other") return <RawText text={JSON.stringify(step.event, null, 2) ?? ""} />;
  const content = contentIn(whole, step.content);
  return (
    <section className="max-h-96 overflow-auto px-3 py-1.5" tabIndex={0} aria-label={step.type === "reply" ? "Reply" : "Thought"}>
      <Markdown text={content} className="text-sm" />
      {button}
    </section>
  );
}

/** One step of a run: a line, its whole when it is opened; a failure stands open. */
export const RunStepLine = memo(function RunStepLine({ step, isRunOver }: { step: RunStep; isRunOver: boolean }) {
  const [chosen, setChosen] = useKept<boolean | null>(`open-${step.seq}`, null);
  const { mark, name, text, isCode } = wordsOf(step, isRunOver);
  const hasFailed = step.type === "tool" && step.result?.success === false;
  const isOpen = chosen ?? hasFailed;
  return (
    <li className="relative min-w-0 text-xs">
      <span
        className={cn(
          "absolute top-1 -left-6 flex size-4 items-center justify-center bg-card text-muted-foreground max-md:top-2.5",
          hasFailed && "text-failed",
        )}
      >
        <Mark name={mark} />
      </span>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setChosen(!isOpen)}
        className="flex min-h-6 w-full min-w-0 items-center gap-2 rounded-sm text-left hover:bg-accent max-md:min-h-9"
      >
        {name ? <span className="font-medium whitespace-nowrap">{name}</span> : null}
        {step.type === "tool" ? (
          <CallSubject subject={text} params={step.params} />
        ) : (
          <span className={cn("min-w-0 truncate", isCode && "font-mono")}>{visibleText(text.slice(0, GLIMPSE))}</span>
        )}
        {hasFailed ? <Tag tone="failed">failed</Tag> : null}
        {step.type === "tool" ? (
          <span className="ml-auto shrink-0 text-muted-foreground tabular-nums">
            <Elapsed from={step.at} until={step.result?.at ?? null} isRunning={!step.result && !isRunOver} />
          </span>
        ) : null}
      </button>
      {isOpen ? (
        <div className="mb-1 overflow-hidden rounded-sm border">
          {step.type === "tool" ? <ToolStepBody step={step} isRunOver={isRunOver} /> : <TextStepBody step={step} />}
        </div>
      ) : null}
    </li>
  );
});
