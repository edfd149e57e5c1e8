import type { ChangeSum } from "@/lib/domain/changes";
import { countOf } from "@/lib/domain/tool-text";
import { DiffCount } from "./diff-body";

/** "4 files +31 −7" */
export function SumWords({ sum }: { sum: ChangeSum }) {
  return (
    <>
      {sum.isExact ? null : "at least "}
      {countOf(sum.files, "file")} <DiffCount diff={sum} />
    </>
  );
}
