/** What one call changed, by itself: its lines with their numbers before and after. */
import type { Diff } from "./diff-lines";
import { type AnsweredCall, readEditSteps } from "./edit-step";
import { TrackedFile } from "./tracked-file";

/** Null: the call does not tell where it changed what. */
export function diffOfCall(call: AnsweredCall): Diff | null {
  const [only, ...others] = readEditSteps(call);
  if (!only || others.length > 0) return null;
  const { kind } = only.step;
  if (kind !== "report" && kind !== "create" && kind !== "splice") return null;
  const file = new TrackedFile(only.path);
  file.apply(only.step, { seq: 0, turn: null, name: "", state: "made", run: null }, 0);
  const { diff } = file.outcome();
  return diff.lines.length > 0 ? diff : null;
}
