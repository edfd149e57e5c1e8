/** Three or more reads in a row that went well are one thing: the agent looked around. */
import { describeTool } from "./tool-call";
import type { Item, ToolItem } from "./transcript-types";

export type ReadsBlock = { type: "reads"; seq: number; items: readonly ToolItem[] };

const FOLDED_FROM = 3;

const isQuietRead = (item: Item): item is ToolItem =>
  item.type === "tool" && item.result?.success === true && describeTool(item.tool, item.server, item.params).kind === "read";

/** `open` stands by itself whatever it is: the newest call of its turn. */
export function foldReads(items: readonly Item[], open: Item | undefined): (Item | ReadsBlock)[] {
  const blocks: (Item | ReadsBlock)[] = [];
  let reads: ToolItem[] = [];
  const close = () => {
    const [first] = reads;
    if (first && reads.length >= FOLDED_FROM) blocks.push({ type: "reads", seq: first.seq, items: reads });
    else blocks.push(...reads);
    reads = [];
  };
  for (const item of items) {
    if (isQuietRead(item) && item !== open) {
      reads.push(item);
      continue;
    }
    close();
    blocks.push(item);
  }
  close();
  return blocks;
}
