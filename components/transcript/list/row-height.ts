/** About how high a row will be, in pixels, before it was ever drawn; pure. */

import { describeTool, paramsOf, textsOfEdit, word } from "@/lib/domain/tools/tool-call";
import type { Block } from "@/lib/domain/transcript/folded-items";
import type { ToolItem, Turn } from "@/lib/domain/transcript/transcript-types";
import type { TranscriptRow } from "./transcript-rows";

const LINE = 24;
/** Characters of a line of prose at the usual width. */
const LINE_LENGTH = 90;
/** Between two steps. */
const BETWEEN = 6;

const proseHeight = (text: string): number => LINE * Math.ceil(text.length / LINE_LENGTH);

const CODE_LINE = 19;
/** More lines of a change come in pieces. */
const DIFF_LINES = 60;
const countLines = (text: string): number => (text === "" ? 0 : text.split("\n", DIFF_LINES).length);

/** A change stands open: what went, what came, and what is around it. */
function editHeight({ params: raw, result }: ToolItem): number {
  const params = paramsOf(raw);
  const { oldText, newText } = textsOfEdit(params);
  const lines = countLines(oldText) + countLines(result?.content ?? (word(params, "content") || newText));
  return 56 + CODE_LINE * Math.min(DIFF_LINES, lines);
}

function stepHeight(item: Block): number {
  if (item.type === "reply") return 16 + proseHeight(item.content);
  if (item.type !== "tool") return 32;
  if (item.result?.success === false) return 160;
  return describeTool(item.tool, item.server, item.params).kind === "edit" ? editHeight(item) : 34;
}

/** A step that changes is another one. */
const heights = new WeakMap<Block, number>();

function knownStepHeight(step: Block): number {
  const known = heights.get(step);
  if (known !== undefined) return known;
  const height = stepHeight(step);
  heights.set(step, height);
  return height;
}

const openingHeight = ({ cause }: Turn): number => 60 + (cause.kind === "person" ? proseHeight(cause.text) : LINE);

/** Of no row: 0. */
export function rowHeight(row: TranscriptRow | undefined): number {
  switch (row?.kind) {
    case undefined:
      return 0;
    case "gap":
      return 96;
    case "aside":
      return 20 + 24 * row.entry.items.length;
    case "opening":
      return openingHeight(row.turn);
    case "earlier":
      return 38;
    case "step":
      return knownStepHeight(row.step) + (row.isLast ? 0 : BETWEEN);
    case "foot":
      return 58;
    default:
      return row satisfies never;
  }
}
