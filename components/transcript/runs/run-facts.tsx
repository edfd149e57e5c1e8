import { Elapsed } from "@/components/transcript/elapsed";
import { formatUsd } from "@/components/ui/format";
import { Tag } from "@/components/ui/tag";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { RunItem } from "@/lib/domain/transcript/transcript-types";

const FAILED = new Set(["failed", "error"]);

export const hasRunFailed = ({ status }: RunItem): boolean => FAILED.has(status);
export const isRunOver = ({ endedAt }: RunItem): boolean => endedAt !== null;

/** What stands at the right of its line: its cost, how it stands, how long it took. */
export function RunFacts({ run }: { run: RunItem }) {
  return (
    <>
      {run.costNano === null ? null : <span className="text-cost">{formatUsd(run.costNano)}</span>}
      {hasRunFailed(run) ? <Tag tone="failed">{run.status}</Tag> : <span>{visibleText(run.status)}</span>}
      <Elapsed from={run.at} until={run.endedAt} isRunning={!isRunOver(run)} />
    </>
  );
}
