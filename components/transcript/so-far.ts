/** What a turn that still runs has done, in words; pure. */
import { isEdit } from "@/lib/domain/changes/change-calls";
import { countOf } from "@/lib/domain/text/count-of";
import type { Turn } from "@/lib/domain/transcript/transcript-types";

/** `isWhole`: all of its steps are here; of a part nothing is counted. */
export function soFarWords({ no, items }: Pick<Turn, "no" | "items">, isWhole: boolean): string {
  const calls = isWhole ? items.filter((item) => item.type === "tool") : [];
  if (calls.length === 0) return `Turn ${no} goes on`;
  const failed = calls.filter(({ result }) => result?.success === false).length;
  const edits = calls.filter((call) => call.result?.success && isEdit(call)).length;
  const facts = [
    countOf(calls.length, "tool"),
    ...(failed > 0 ? [`${failed.toLocaleString("en")} failed`] : []),
    ...(edits > 0 ? [countOf(edits, "edit")] : []),
  ];
  return `Turn ${no} so far: ${facts.join(", ")}`;
}
