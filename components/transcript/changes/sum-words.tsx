import type { ChangeSum } from "@/lib/domain/changes/changes";
import { countOf } from "@/lib/domain/text/count-of";
import { DiffCount } from "./diff-body";

/** Before a sum that more may be missing from. */
export const atLeast = ({ isExact }: ChangeSum): string => (isExact ? "" : "at least ");

/** "4 files +31 −7" */
export function SumWords({ sum }: { sum: ChangeSum }) {
  return (
    <>
      {atLeast(sum) + countOf(sum.files, "file")} <DiffCount diff={sum} />
    </>
  );
}
