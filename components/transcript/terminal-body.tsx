"use client";
import { useState } from "react";

const SHOWN = 24;

/** A command and what it printed; the end is what matters, so the last lines stand. */
export function TerminalBody({ command, output, isRunning }: { command: string; output: string; isRunning: boolean }) {
  const [isWhole, setIsWhole] = useState(false);
  const lines = output === "" ? [] : output.replace(/\n$/, "").split("\n");
  const shown = isWhole ? lines : lines.slice(-SHOWN);
  return (
    <>
      <section
        aria-label="Terminal"
        className="overflow-x-auto bg-terminal px-3 py-2 font-mono text-code whitespace-pre text-terminal-foreground"
        tabIndex={0}
      >
        <div className="whitespace-pre-wrap wrap-anywhere">
          <span className="text-terminal-muted select-none">$ </span>
          {command}
        </div>
        {shown.length < lines.length ? <div className="text-terminal-muted">… {lines.length - shown.length} lines above</div> : null}
        {shown.length > 0 ? <div>{shown.join("\n")}</div> : null}
        {isRunning ? <div className="text-terminal-muted">running…</div> : null}
        {!isRunning && lines.length === 0 ? <div className="text-terminal-muted">no output</div> : null}
      </section>
      {shown.length < lines.length ? (
        <div className="flex h-7 items-center gap-3 border-t px-2.5 text-xs text-muted-foreground">
          <button type="button" className="font-medium text-primary hover:underline" onClick={() => setIsWhole(true)}>
            Show all {lines.length} lines
          </button>
          <span>showing the last {shown.length}</span>
        </div>
      ) : null}
    </>
  );
}
