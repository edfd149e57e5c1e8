/** Markdown as a tree: CommonMark with GitHub's tables, task lists, footnotes, strikethrough and bare addresses. */
import type { Definition, FootnoteDefinition, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

const extensions = [gfm()];
const EMPHASIS = ["attention", "strikethrough"];
const LABELS = ["labelEnd", "labelStartLink", "labelStartImage", "gfmFootnoteCall", "gfmPotentialFootnoteCall"];
const mdastExtensions = [gfmFromMarkdown()];
const MARK_OF_ORDER = 0xfeff;

/** What a piece of Markdown defines for all of the text: targets of links and notes. */
export type Defined = Definition | FootnoteDefinition;

/** `from`: where the source begins in the positions of its nodes. */
export type Tree = { nodes: RootContent[]; from: number };

/** What nodes define, and whether they mean something that is defined anywhere. */
export type Survey = { defined: readonly Defined[]; hasReferences: boolean };

/** Quotes and lists in each other, a hundred deep in one line: nothing that anybody writes, and too much for every stack. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){100}/m;
/** Marks of emphasis in one stretch without an empty line; the time that more of them take grows with their square. */
const MOST_MARKS = 2_000;
/** The same of brackets. */
const MOST_BRACKETS = 4_000;

const hasMany = (parts: readonly string[], mark: RegExp, most: number): boolean =>
  parts.some((part) => part.length > most && (part.match(mark)?.length ?? 0) > most);

/** What costs more than its length in this source, and is left as it is written. */
function tooMuchIn(source: string): string[] {
  if (source.length <= MOST_MARKS) return [];
  const parts = source.split(/\n[ \t]*\r?\n/);
  return [...(hasMany(parts, /[*_~]+/g, MOST_MARKS) ? EMPHASIS : []), ...(hasMany(parts, /[[\]]/g, MOST_BRACKETS) ? LABELS : [])];
}

function parse(source: string): RootContent[] {
  if (TOO_DEEP.test(source)) return [{ type: "code", value: source }];
  const disabled = tooMuchIn(source);
  const spared = disabled.length > 0 ? [...extensions, { disable: { null: disabled } }] : extensions;
  return fromMarkdown(source, { extensions: spared, mdastExtensions }).children;
}

/** Every node, without calling itself: an agent's quotes may lie ten thousand deep. */
export function survey(nodes: readonly RootContent[]): Survey {
  const defined: Defined[] = [];
  let hasReferences = false;
  const open: RootContent[] = nodes.toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === "definition" || node.type === "footnoteDefinition") defined.push(node);
    else if (node.type === "linkReference" || node.type === "imageReference") hasReferences = true;
    if ("children" in node) open.push(...node.children.toReversed());
  }
  return { defined, hasReferences };
}

/** How a definition is called among all definitions. */
export const labelOf = ({ type, identifier }: Defined): string => (type === "definition" ? identifier : `^${identifier}`);

/**
 * The tree of a source that stands alone. `labels` are defined elsewhere in the same text: only what is defined is read as a reference, so they are put
 * before the source and taken out of its tree again.
 */
export function treeOf(source: string, labels: readonly string[] = []): Tree {
  const notes = labels.filter((label) => label.startsWith("^")).map((label) => `[${label}]: x\n\n`);
  const targets = labels.filter((label) => !label.startsWith("^")).map((label) => `[${label}]: #\n\n`);
  // A rule ends the last note: what is indented behind it would be its second paragraph.
  const defined = [...notes, notes.length > 0 ? "***\n\n" : "", ...targets].join("");
  // A mark of byte order is dropped at the beginning of a text, and only there.
  const prefix = defined || (source.charCodeAt(0) === MARK_OF_ORDER ? "\n" : "");
  const from = prefix.length;
  const nodes = parse(prefix + source).filter(({ position }) => (position?.start.offset ?? from) >= from);
  return { nodes, from };
}
