import type { ReactNode } from "react";
import { formatDuration } from "@/components/ui/format";
import type { ToolBody as Body } from "@/lib/domain/tool-result";
import { visibleText } from "@/lib/domain/tool-text";
import type { CallTrace, ToolItem } from "@/lib/domain/transcript-types";
import { BeforeBody, PlanBody } from "./later";
import { RunBody } from "./later-run";
import { LocalTime } from "./local-time";
import { useScene } from "./scene";
import { ToolBody } from "./tool-body";
import { TerminalLines } from "./tools/terminal-lines";

/** The turn in which it was told of; the message stands whole there. */
function ReportLine({ reports, lastReport, since }: Pick<CallTrace, "reports" | "lastReport"> & { since: number }) {
  const { goToTurn } = useScene();
  if (!lastReport) return null;
  const { turn, seq, at, words } = lastReport;
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

const Command = ({ text }: { text: string }) => (
  <p className="bg-terminal px-3 py-2 font-mono text-code wrap-anywhere whitespace-pre-wrap text-terminal-foreground">
    <span className="text-terminal-muted select-none">$ </span>
    {visibleText(text.slice(0, 4_000))}
  </p>
);

type Props = { item: ToolItem; body: Body | null; params: unknown; command: string; isRunning: boolean };

/** A call's inside: its run while and after it works, the plan it left, what came of it later; else its result. */
export function CallBody({ item: { result, at, trace }, body, params, command, isRunning }: Props) {
  const inside = (): ReactNode => {
    if (trace?.run) return <RunBody run={trace.run} />;
    if (trace?.plan) return <PlanBody plan={trace.plan.after} isNewest={trace.plan.isNewest} />;
    if (trace?.left?.startsWith("monitor ")) return <Command text={command} />;
    const own = (
      <ToolBody
        body={body}
        params={params}
        at={result?.at ?? at}
        isRunning={isRunning}
        isWaiting={trace?.left ? trace.state === "open" : true}
        ranAt={trace?.lastReport?.at ?? null}
        cwd={trace?.cwd ?? ""}
      />
    );
    return trace?.before ? <BeforeBody before={trace.before}>{own}</BeforeBody> : own;
  };
  return (
    <>
      {inside()}
      {trace ? <LateOutput output={trace.lastReport?.output ?? ""} /> : null}
      {trace ? <ReportLine reports={trace.reports} lastReport={trace.lastReport} since={at} /> : null}
    </>
  );
}
