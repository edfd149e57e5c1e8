/** What nobody has to read one by one stands together: three or more reads in a row that went well, three or more quiet events of one kind. */

import { describeTool } from "@/lib/domain/tools/tool-call";
import type { ShownKind } from "./shown-kinds";
import type { EventItem, Item, ToolItem } from "./transcript-types";

export type ReadsBlock = { type: "reads"; seq: number; items: readonly ToolItem[] };
export type QuietBlock = { type: "quiet"; seq: number; kind: ShownKind; items: readonly EventItem[] };
export type Block = Item | ReadsBlock | QuietBlock;

const FOLDED_FROM = 3;
const QUIET: ReadonlySet<string> = new Set<ShownKind>([
  "retry_reported",
  "notice_reported",
  "mcp_notified",
  "run_log_received",
  "skill_changed",
  "evolution_changed",
]);

/** Items with one name stand together; "": by itself. */
function groupOf(item: Item): string {
  if (item.type === "event") return QUIET.has(item.kind) ? item.kind : "";
  const isQuietRead =
    item.type === "tool" && item.result?.success === true && describeTool(item.tool, item.server, item.params).kind === "read";
  return isQuietRead ? "reads" : "";
}

function blockOf(items: readonly Item[]): readonly Block[] {
  const [first] = items;
  if (!first || items.length < FOLDED_FROM) return items;
  const calls = items.filter((item) => item.type === "tool");
  if (calls.length > 0) return [{ type: "reads", seq: first.seq, items: calls }];
  const events = items.filter((item) => item.type === "event");
  return events[0] ? [{ type: "quiet", seq: first.seq, kind: events[0].kind, items: events }] : items;
}

/** `open` stands by itself whatever it is: the newest call of its turn. */
export function foldItems(items: readonly Item[], open: Item | undefined): Block[] {
  const blocks: Block[] = [];
  let run: Item[] = [];
  let name = "";
  for (const item of items) {
    const group = item === open ? "" : groupOf(item);
    if (group === "" || group !== name) {
      blocks.push(...blockOf(run));
      run = [];
    }
    name = group;
    if (group === "") blocks.push(item);
    else run.push(item);
  }
  return [...blocks, ...blockOf(run)];
}
