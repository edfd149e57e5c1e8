"use client";
import { focusStepAround } from "@/components/transcript/focus-turn";
import { useKept } from "@/components/transcript/list/kept";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { RunItem } from "@/lib/domain/transcript/transcript-types";
import { isRunOver } from "./run-facts";
import { RunStepLine } from "./run-step";

/** The last steps say how it stands; the others come when they are asked for. */
const SHOWN = 6;
const PROMPT_SHOWN = 2_000;

/** A delegated run: what it was asked, and its steps as they come. */
export function RunBody({ run }: { run: RunItem }) {
  const [isWhole, setIsWhole] = useKept(`steps-of-${run.runId}`, false);
  const hidden = isWhole ? 0 : Math.max(0, run.steps.length - SHOWN);
  const prompt = run.prompt.slice(0, PROMPT_SHOWN);
  return (
    <>
      {prompt ? (
        <p className="max-h-40 overflow-auto border-b px-3 py-1.5 text-xs wrap-anywhere whitespace-pre-wrap text-muted-foreground">
          <b className="font-medium text-foreground">Asked</b> {visibleText(prompt)}
          {run.prompt.length > PROMPT_SHOWN ? "…" : ""}
        </p>
      ) : null}
      {hidden > 0 ? (
        <div className="flex min-h-7 items-center gap-3 border-b px-3 text-xs text-muted-foreground touch:min-h-11">
          <button
            type="button"
            className="font-medium text-primary hover:underline"
            onClick={({ currentTarget }) => {
              focusStepAround(currentTarget);
              setIsWhole(true);
            }}
          >
            Show all {run.steps.length.toLocaleString("en")} steps
          </button>
          <span>the last {SHOWN}</span>
        </div>
      ) : null}
      {run.steps.length === 0 ? (
        <p className="px-3 py-1.5 text-xs text-muted-foreground">{isRunOver(run) ? "It told of no steps." : "No step yet."}</p>
      ) : (
        <ul
          aria-label={`Steps of ${run.role || "the run"}`}
          className="spine-line relative grid grid-cols-[minmax(0,1fr)] gap-px py-1.5 pr-2.5 pl-[34px] before:absolute before:top-2.5 before:bottom-3 before:left-[17px] before:w-0.5 before:rounded-full before:bg-border-strong"
        >
          {run.steps.slice(hidden).map((step) => (
            <RunStepLine key={step.seq} step={step} isRunOver={isRunOver(run)} />
          ))}
        </ul>
      )}
    </>
  );
}
