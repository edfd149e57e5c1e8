"use client";
import { LocalTime } from "@/components/transcript/local-time";
import { useScene } from "@/components/transcript/scene";
import { formatDuration } from "@/components/ui/format";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { LeftReport } from "@/lib/domain/transcript/transcript-types";
import { TerminalLines } from "./terminal-lines";

/** `since`: when the call was made that left it. */
type Reports = { reports: number; last: LeftReport; since: number };

/** The turn in which it was told of; the message stands whole there. */
function ReportLine({ reports, last, since }: Reports) {
  const { goToTurn } = useScene();
  const { turn, seq, at, words } = last;
  return (
    <p className="flex min-h-7 flex-wrap items-center gap-x-2 border-t px-3 py-1 text-xs text-muted-foreground">
      <span>
        {reports === 1 ? "Reported once" : `Reported ${reports.toLocaleString("en")} times in ${formatDuration(at - since)}, last`} at{" "}
        <LocalTime at={at} />
      </span>
      {words ? <span className="min-w-0 wrap-anywhere">{visibleText(words)}</span> : null}
      {turn === null ? null : (
        <button type="button" onClick={() => goToTurn(turn, seq)} className="font-medium text-primary hover:underline touch:min-h-11">
          Go to turn {turn}
        </button>
      )}
    </p>
  );
}

/** What a job or a monitor printed last; its command stands above it. */
function LateOutput({ output }: { output: string }) {
  if (output === "") return null;
  return (
    <section
      aria-label="Output of the background"
      className="max-h-72 overflow-auto border-t bg-terminal px-3 py-2 font-mono text-code wrap-anywhere whitespace-pre-wrap text-terminal-foreground"
      tabIndex={0}
    >
      <TerminalLines lines={output.split("\n")} />
    </section>
  );
}

/** The command of a monitor. */
export const LeftCommand = ({ text }: { text: string }) => (
  <p className="bg-terminal px-3 py-2 font-mono text-code wrap-anywhere whitespace-pre-wrap text-terminal-foreground">
    <span className="text-terminal-muted select-none">$ </span>
    {visibleText(text.slice(0, 4_000))}
  </p>
);

/** What came of it while it went on: what it printed last, and how often it was told of. */
export function LeftReports(props: Reports) {
  return (
    <>
      <LateOutput output={props.last.output} />
      <ReportLine {...props} />
    </>
  );
}
