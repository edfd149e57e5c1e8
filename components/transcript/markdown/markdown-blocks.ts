/** Markdown that grows: what can change no more is parsed once, only its open end is parsed anew. */
import type { Code, RootContent } from "mdast";
import { labelOf, type Survey, survey, treeOf } from "./markdown-tree";
import { grownFence, type OpenFence, openFenceOf } from "./open-fence";

/** A stretch of the text that is read the same whatever stands around it; `labels` are the ones defined anywhere that it may mean. */
export type Block = Survey & {
  start: number;
  source: string;
  labels: readonly string[];
  nodes: readonly RootContent[];
  /** The last block only: it is code that goes on. */
  fence: OpenFence | null;
};

/** Where the references of the text lead to. */
export type Targets = ReadonlyMap<string, string>;

/** A text in blocks. Blocks and `targets` stay the same objects while they say the same. */
export type Blocks = { text: string; blocks: readonly Block[]; labels: readonly string[]; targets: Targets };

/** A label may be broken over lines, between marks of quotes. */
const squash = (text: string): string => text.replace(/[\s>]+/g, "").toLowerCase();

/** The labels that a source may mean: never one too few. */
function mentioned(source: string, labels: readonly string[]): string[] {
  if (labels.length === 0 || !source.includes("[")) return [];
  const squashed = squash(source);
  return labels.filter((label) => squashed.includes(squash(label)));
}

const lineStart = (text: string, at: number): number =>
  at === 0 ? 0 : Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;

/**
 * A block that another one follows is closed for good, so the text may be cut there, where an empty line stands between them: without one, what may
 * begin in the next line depends on what is above it, unless that is a heading, a rule, or the fence that closed a block of code. Indented code may reach
 * over empty lines.
 */
function mayCut(before: RootContent | undefined, node: RootContent, fenced: (code: Code) => boolean): boolean {
  if (before?.type === "code") return fenced(before);
  if (before?.type === "heading" || before?.type === "thematicBreak") return true;
  return (node.position?.start.line ?? 0) - (before?.position?.end.line ?? 0) > 1;
}

/** Digits at the very end: with the next letter they may be an item of the ordered list above them. */
const mayJoin = (before: RootContent | undefined, rest: () => string): boolean =>
  before?.type === "list" && before.ordered === true && /^ {0,3}\d{1,9}$/.test(rest());

/** The text from `start` on in blocks. */
function readTail(text: string, start: number, foreign: readonly string[]): Block[] {
  const tail = text.slice(start);
  const { nodes, from } = treeOf(tail, mentioned(tail, foreign));
  const fenced = (code: Code) => /[`~]/.test(tail[(code.position?.start.offset ?? from) - from] ?? "");
  const lineOf = (node: RootContent | undefined) => lineStart(tail, (node?.position?.start.offset ?? from) - from);
  const groups: RootContent[][] = [];
  for (const node of nodes) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && (!mayCut(before, node, fenced) || mayJoin(before, () => tail.slice(lineOf(node))))) last.push(node);
    else groups.push([node]);
  }
  const starts = groups.map(([first], index) => (index === 0 ? 0 : lineOf(first)));
  return groups.map((group, index) => {
    const at = starts[index] ?? 0;
    const source = tail.slice(at, starts[index + 1]);
    const fence = index === groups.length - 1 ? openFenceOf(source, group) : null;
    return { start: start + at, source, labels: [], nodes: group, fence, ...survey(group) };
  });
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

function targetsOf(blocks: readonly Block[], before: Targets): Targets {
  const targets = new Map<string, string>();
  for (const { defined } of blocks)
    for (const node of defined) if (node.type === "definition" && !targets.has(node.identifier)) targets.set(node.identifier, node.url);
  const isUnchanged = targets.size === before.size && [...targets].every(([label, url]) => before.get(label) === url);
  return isUnchanged ? before : targets;
}

/** Blocks that may mean labels other than those they were read with are read again; `known` were read before, the others with all labels there are. */
function withLabels(blocks: readonly Block[], labels: readonly string[], known: ReadonlySet<Block>): Block[] {
  return blocks.map((block) => {
    if (block.nodes.every(({ type }) => type === "code")) return block;
    const wanted = mentioned(block.source, labels);
    if (isSame(wanted, block.labels)) return block;
    if (!known.has(block)) return { ...block, labels: wanted };
    const { nodes } = treeOf(block.source, wanted);
    return { ...block, labels: wanted, nodes, ...survey(nodes) };
  });
}

const NONE: Blocks = { text: "", blocks: [], labels: [], targets: new Map() };

/** The block of code at the end, grown, and what follows it; null: it has to be read. */
function grownEnd(open: Block | undefined, text: string, foreign: readonly string[]): Block[] | null {
  const node = open?.nodes[0];
  if (!open?.fence || node?.type !== "code") return null;
  const source = text.slice(open.start);
  const grown = grownFence(open.fence, node, source, open.source.length);
  if (!grown) return null;
  const nodes = [grown.node];
  if (grown.end === null) return [{ ...open, source, nodes }];
  return [{ ...open, source: source.slice(0, grown.end), nodes, fence: null }, ...readTail(text, open.start + grown.end, foreign)];
}

/** The blocks of a text; when it begins as `before` does, only what its last block may have become is read. */
export function readBlocks(text: string, before: Blocks = NONE): Blocks {
  const kept = text.startsWith(before.text) ? before.blocks.slice(0, -1) : [];
  const open = text.startsWith(before.text) ? before.blocks.at(-1) : undefined;
  const foreign = kept.flatMap(({ defined }) => defined.map(labelOf));
  const tail = grownEnd(open, text, foreign) ?? readTail(text, open?.start ?? 0, foreign);
  const labels = [...new Set([...foreign, ...tail.flatMap(({ defined }) => defined.map(labelOf))])];
  const keptNow = isSame(labels, before.labels) ? kept : withLabels(kept, labels, new Set(kept));
  const blocks = [...keptNow, ...withLabels(tail, labels, new Set())];
  return { text, blocks, labels, targets: targetsOf(blocks, before.targets) };
}
