/** When there is something new to ask for: an edit was answered, or a turn with edits ended. */
import { describeTool } from "@/lib/domain/tool-call";
import type { Item, ToolItem, Transcript } from "@/lib/domain/transcript-types";

/** Older entries do not change any more. */
const LOOKED_AT = 6;

const isAnsweredEdit = (item: Item): item is ToolItem =>
  item.type === "tool" && item.result !== null && describeTool(item.tool, item.server, item.params).kind === "edit";

/** Another word for every news. Who only shows the sum waits for the end of the turn. */
export function newsOfChanges({ entries }: Pick<Transcript, "entries">, { isLive }: { isLive: boolean }): string {
  for (const entry of entries.slice(-LOOKED_AT).reverse()) {
    const outcome = entry.type === "turn" ? entry.outcome : "aside";
    const newest = isLive || outcome !== null ? entry.items.findLast(isAnsweredEdit) : undefined;
    if (newest) return `${newest.result?.seq} ${outcome}`;
  }
  return "";
}
