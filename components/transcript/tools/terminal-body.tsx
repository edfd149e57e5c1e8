"use client";
import { Maximize2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { focusStepAround } from "@/components/transcript/focus-turn";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { orWords } from "@/components/ui/reach/not-there";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { TerminalResult } from "@/lib/domain/tools/tool-shell";
import { TerminalLines } from "./terminal-lines";

const SHOWN = 40;
const PIECE = 400;
const COMMAND_SHOWN = 4_000;

const TerminalScreen = dynamic(() => orWords(() => import("./terminal-screen").then((room) => room.TerminalScreen)), { ssr: false });

/** "3 passed, 1 failed" */
export function SummaryWords({ summary }: { summary: TerminalResult["summary"] }) {
  if (!summary) return null;
  return <span className={cn("shrink-0 font-medium", summary.failed > 0 ? "text-failed" : "text-done")}>{summary.words}</span>;
}

/** A command (unless nobody knows it) and what it printed; the end is what matters, so the last lines stand. */
export function TerminalBody({ result, isRunning, cwd }: { result: TerminalResult; isRunning: boolean; cwd: string }) {
  const { command, lines, exitCode, jobId, pid, summary } = result;
  const [count, setCount] = useState(SHOWN);
  const [isScreen, setIsScreen] = useState(false);
  const shown = useMemo(() => lines.slice(-count), [lines, count]);
  const above = lines.length - shown.length;
  return (
    <>
      <section
        aria-label="Terminal"
        className="max-h-[70vh] overflow-auto bg-terminal px-3 py-2 font-mono text-code wrap-anywhere whitespace-pre-wrap text-terminal-foreground [tab-size:4]"
        tabIndex={0}
      >
        {command === "" ? null : (
          <div>
            {cwd ? <span className="text-terminal-blue">{visibleText(cwd)} </span> : null}
            <span className="text-terminal-muted select-none">$ </span>
            {visibleText(command.slice(0, COMMAND_SHOWN))}
          </div>
        )}
        {above > 0 ? <div className="text-terminal-muted">… {countOf(above, "line")} above</div> : null}
        <TerminalLines lines={shown} />
        {isRunning ? <div className="text-terminal-muted">running…</div> : null}
        {!isRunning && lines.length === 0 && !jobId ? (
          <div className="text-terminal-muted">
            {command !== "" && exitCode === null ? "what it printed is not on record" : "no output"}
          </div>
        ) : null}
        {jobId ? (
          <div className="text-terminal-yellow">
            moved to the background as {jobId}
            {pid === null ? "" : `, pid ${pid}`}
          </div>
        ) : null}
      </section>
      {isRunning && lines.length === 0 ? null : (
        <div
          className={cn(
            "flex min-h-8 flex-wrap items-center gap-x-3 border-t pl-2.5 text-xs text-muted-foreground",
            !summary && exitCode === null && above === 0 && "print:hidden",
          )}
        >
          <SummaryWords summary={summary} />
          {exitCode === null ? null : <span>exit {exitCode}</span>}
          {above > 0 ? (
            <>
              <span>
                the last {shown.length} of {countOf(lines.length, "line")}
              </span>
              <button
                type="button"
                className="font-medium text-primary hover:underline"
                onClick={({ currentTarget }) => {
                  if (above <= PIECE) focusStepAround(currentTarget);
                  setCount(count + PIECE);
                }}
              >
                {above <= PIECE ? "Show all" : `Show ${PIECE} more`}
              </button>
            </>
          ) : null}
          <span className="ml-auto flex items-center pr-1.5">
            {command === "" ? null : <CopyButton text={command} label="Copy the command" />}
            {lines.length > 0 ? (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label="Full screen and search"
                title="Full screen and search"
                onClick={() => setIsScreen(true)}
              >
                <Maximize2 aria-hidden />
              </Button>
            ) : null}
          </span>
        </div>
      )}
      {isScreen ? <TerminalScreen command={command} lines={lines} onClose={() => setIsScreen(false)} /> : null}
    </>
  );
}
