import type { ReactNode } from "react";
import type { ToolBody as Body } from "@/lib/domain/tools/tool-result";
import type { ToolItem } from "@/lib/domain/transcript/transcript-types";
import { BeforeBody, LeftCommand, LeftReports, PlanBody } from "./later";
import { RunBody } from "./runs/later-run";
import { ToolBody } from "./tool-body";

type Props = { item: ToolItem; body: Body | null; params: unknown; command: string; isRunning: boolean };

/** A call's inside: its run while and after it works, the plan it left, what came of it later; else its result. */
export function CallBody({ item: { result, at, trace }, body, params, command, isRunning }: Props) {
  const inside = (): ReactNode => {
    if (trace?.run) return <RunBody run={trace.run} />;
    if (trace?.plan) return <PlanBody plan={trace.plan.after} isNewest={trace.plan.isNewest} />;
    if (trace?.left?.startsWith("monitor ")) return <LeftCommand text={command} />;
    const own = (
      <ToolBody
        body={body}
        params={params}
        at={result?.at ?? at}
        isRunning={isRunning}
        state={trace?.left ? trace.state : "open"}
        ranAt={trace?.lastReport?.at ?? null}
        cwd={trace?.cwd ?? ""}
      />
    );
    return trace?.before ? <BeforeBody before={trace.before}>{own}</BeforeBody> : own;
  };
  return (
    <>
      {inside()}
      {trace?.lastReport ? <LeftReports reports={trace.reports} last={trace.lastReport} since={at} /> : null}
    </>
  );
}
