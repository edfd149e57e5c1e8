/** When there is something new to ask for: an edit was answered, by the agent or in a run, or will be no more, or a turn with edits ended. */
import { editsOf, lostEditsOf } from "@/lib/domain/changes/change-calls";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";

/** Another word for every news. Who only shows the sum waits for the end of the turn. */
export function newsOfChanges({ entries }: Pick<Transcript, "entries">, { isLive }: { isLive: boolean }): string {
  let newest = 0;
  let lost = 0;
  let ended = "";
  for (const entry of entries) {
    const outcome = entry.type === "turn" ? entry.outcome : "aside";
    if (!isLive && outcome === null) continue;
    const before = newest;
    // a run may edit long after the turn that delegated it
    for (const { result } of editsOf(entry.items)) newest = Math.max(newest, result?.seq ?? 0);
    lost += lostEditsOf(entry.items, outcome !== null).length;
    if (newest > before) ended = `${outcome}`;
  }
  return newest + lost === 0 ? "" : `${newest} ${lost} ${ended}`;
}
