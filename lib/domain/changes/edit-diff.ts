/** What one call changed, by itself: its lines with their numbers before and after. */
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { isDelta } from "@/lib/domain/tools/tool-view";
import { readReport } from "./edit-report";
import { type AnsweredCall, type EditStep, readEditSteps } from "./edit-step";
import { TrackedFile } from "./tracked-file";

function diffOfStep({ path, step }: EditStep): Diff | null {
  const file = new TrackedFile(path);
  file.apply(step, { seq: 0, turn: null, name: "", state: "made", run: null }, 0);
  const { diff } = file.outcome();
  return diff.lines.length > 0 ? diff : null;
}

/** Null: the call does not tell where it changed what. */
export function diffOfCall(call: AnsweredCall): Diff | null {
  const [only, ...others] = readEditSteps(call);
  if (!only || others.length > 0) return null;
  const { kind } = only.step;
  return kind === "report" || kind === "create" || kind === "splice" ? diffOfStep(only) : null;
}

/** What a file that was seen before is now: only what changed since. Null: it is another answer. */
export function diffOfView(content: string): Diff | null {
  const report = isDelta(content) ? readReport(content.slice(content.indexOf("\n") + 1), []) : null;
  return report && diffOfStep({ path: "", step: { kind: "report", report, replaced: null, end: "same" } });
}
