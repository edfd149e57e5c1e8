/** A very long text read piece by piece: only as much as is drawn, and each piece once. */
import type { RootContent } from "mdast";
import { type Block, type Blocks, readBlocks, type Targets } from "./markdown-blocks";

/** `window`: how much is read at a time. `longest`: a block that is longer is cut at a line, and what follows it is read as a text of its own. */
export type Bounds = { window: number; longest: number };
/** A window of short list items, the dearest there is, is read in a fifth of a second on a slow machine. */
const BOUNDS: Bounds = { window: 4_000, longest: 20_000 };

/** Texts that end where a block was cut; all but the last are read. `end`: how far the whole is read. */
type Section = { start: number; blocks: Blocks };
export type LongText = { text: string; sections: readonly Section[]; end: number };

/** A stretch of the whole; its place in it is its name. */
export type Piece = { start: number; block: Block; targets: Targets };

export const startLong = (text: string): LongText => ({ text, sections: [{ start: 0, blocks: readBlocks("") }], end: 0 });
export const isRead = ({ text, end }: LongText): boolean => end === text.length;

/** References to more of them are not looked for: each block would be searched for all. */
const LABELS_MAX = 1_000;

/** Where a block that is too long is cut: before a line that is not indented, else before any line, else anywhere but within a sign. */
function cutIn(source: string, longest: number): number {
  const head = source.slice(0, longest);
  const plain = [...head.matchAll(/\n(?=[^\s>])/g)].at(-1)?.index;
  const line = head.lastIndexOf("\n");
  const at = plain !== undefined && plain > longest / 2 ? plain + 1 : line > 0 ? line + 1 : longest;
  return /[\ud800-\udbff]/.test(source[at - 1] ?? "") ? at + 1 : at;
}

/** Where reading on ends, and whether the block that is open now is cut there. An open block is read anew each time: in ever larger steps. */
function nextEnd({ text, end }: LongText, openAt: number | null, { window, longest }: Bounds): { end: number; cuts: boolean } {
  const next = Math.min(text.length, end + (openAt === null ? window : Math.max(window, 3 * (end - openAt))));
  if (openAt === null || next - openAt < longest) return { end: next, cuts: false };
  return { end: openAt + cutIn(text.slice(openAt, openAt + longest), longest), cuts: true };
}

/** The text with a window more of it read. */
export function readOn(long: LongText, bounds: Bounds = BOUNDS): LongText {
  const { text, sections } = long;
  const section = sections.at(-1);
  if (!section || isRead(long)) return long;
  const { start } = section;
  const before = sections.slice(0, -1);
  const open = section.blocks.blocks.at(-1);
  const { end, cuts } = nextEnd(long, open && !open.fence ? start + open.start : null, bounds);
  const blocks = readBlocks(text.slice(start, end), section.blocks);
  const last = blocks.blocks.at(-1);
  const now = { start, blocks };
  if (cuts && last?.start === open?.start) return { text, sections: [...before, now, { start: end, blocks: readBlocks("") }], end };
  if (!last || last.start === 0 || blocks.labels.length <= LABELS_MAX) return { text, sections: [...before, now], end };
  const at = start + last.start;
  const full = { start, blocks: readBlocks(text.slice(start, at), section.blocks) };
  return { text, sections: [...before, full, { start: at, blocks: readBlocks("") }], end: at };
}

/** Of a block that goes on, what no longer changes: of code its lines, of a list or a table all but the last item or row. */
function finalPart(open: Block | undefined): Block[] {
  if (!open || open.fence) return open ? [open] : [];
  const [node] = open.nodes;
  if (open.nodes.length !== 1 || (node?.type !== "list" && node?.type !== "table") || node.children.length < 3) return [];
  const kept = { ...node, children: node.children.slice(0, -1) } as typeof node; // as: some of its own children
  return [{ ...open, nodes: [kept] }];
}

/** What is read and final. */
export function piecesOf(long: LongText): Piece[] {
  const last = long.sections.length - 1;
  return long.sections.flatMap(({ start, blocks: { blocks, targets } }, index) => {
    const final = index < last || isRead(long) ? blocks : [...blocks.slice(0, -1), ...finalPart(blocks.at(-1))];
    return final.map((block) => ({ start: start + block.start, block, targets }));
  });
}

/** How much a node is on the page, counted in nodes of the tree; a line of code comes in some colours. */
function weightOf(node: RootContent): number {
  let weight = 0;
  const open: RootContent[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    weight += next.type === "code" ? 6 * (next.value.match(/\n/g)?.length ?? 0) + 1 : 1;
    if ("children" in next) for (const child of next.children) open.push(child);
  }
  return weight;
}

const sizeOf = ({ position }: RootContent): number => (position?.end.offset ?? 0) - (position?.start.offset ?? 0);

const CODE_SHOWN = 50_000;

/** The beginning of a block that does not fit: of a list its first items, of a table its first rows, of code its first lines. */
function beginningOf(node: RootContent, room: number): RootContent {
  if (node.type === "code") {
    const lines = node.value.split("\n", Math.max(1, Math.floor(room / 6)));
    return { ...node, value: lines.join("\n").slice(0, CODE_SHOWN) };
  }
  if (node.type !== "list" && node.type !== "table" && node.type !== "blockquote") return node;
  const kept: RootContent[] = [];
  let left = room;
  for (const child of node.children) {
    left -= weightOf(child);
    if (left < 0 && kept.length > (node.type === "table" ? 1 : 0)) break;
    kept.push(child);
  }
  const shown = { ...node, children: kept } as typeof node; // as: some of its own children
  // whether its items stand apart is told by all of them
  return shown.type === "list" && node.type === "list"
    ? { ...shown, spread: Boolean(node.spread) || node.children.some((item) => item.spread) }
    : shown;
}

export type Shown = { pieces: readonly Piece[]; isWhole: boolean; upTo: number };

/** As many of the pieces as there is room for; the first that does not fit is shown as far as it does. */
export function fitting(pieces: readonly Piece[], room: number): Shown {
  const shown: Piece[] = [];
  let left = room;
  for (const piece of pieces) {
    const nodes: RootContent[] = [];
    for (const node of piece.block.nodes) {
      if (left <= 0) break;
      const weight = weightOf(node) + sizeOf(node) / 40;
      nodes.push(weight <= left ? node : beginningOf(node, left));
      left -= weight;
    }
    const upTo = piece.start + piece.block.source.length;
    if (left >= 0 && nodes.length === piece.block.nodes.length) shown.push(piece);
    else {
      if (nodes.length > 0) shown.push({ ...piece, block: { ...piece.block, nodes } });
      return { pieces: shown, isWhole: false, upTo };
    }
  }
  const last = pieces.at(-1);
  return { pieces: shown, isWhole: true, upTo: last ? last.start + last.block.source.length : 0 };
}
