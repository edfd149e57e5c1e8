/** A block of code whose end has not come yet: it grows by its lines, nothing of it is read again. */
import type { Code, RootContent } from "mdast";

/** An opening fence at the very start of a line. */
const OPENING = /^(?:`{3,}|~{3,})/;
/** Longer ones nobody writes. */
const MARK_MAX = 100;
/** These change what a line is made of: a text with one is parsed. */
const IS_ODD = /[\r\0]/;

/** `content`: where the code begins. `close`: what a line is that ends it. */
export type OpenFence = { content: number; close: RegExp };

/** Null: the nodes are no single block of code that a fence opened and none has closed. */
export function openFenceOf(source: string, nodes: readonly RootContent[]): OpenFence | null {
  const [only, ...others] = nodes;
  const mark = only?.type === "code" && others.length === 0 ? OPENING.exec(source)?.[0] : undefined;
  // what stands behind the fence in its line is known once the line has ended
  const content = source.indexOf("\n") + 1;
  if (!mark || mark.length > MARK_MAX || content === 0 || IS_ODD.test(source)) return null;
  const close = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`, "m");
  return close.test(source.slice(content)) ? null : { content, close };
}

/** `end`: where the source goes on behind the fence that closed the code; null: it goes on itself. */
export type GrownFence = { node: Code; end: number | null };

/** The block after more of it came; null: it has to be read. `before`: how long its source was. */
export function grownFence({ content, close }: OpenFence, node: Code, source: string, before: number): GrownFence | null {
  const from = Math.max(content, source.lastIndexOf("\n", before - 1) + 1);
  const added = source.slice(from);
  if (IS_ODD.test(added)) return null;
  const closing = close.exec(added);
  const value = (text: string) => text.replace(/\n$/, "");
  if (!closing) return { node: { ...node, value: value(source.slice(content)) }, end: null };
  const last = from + closing.index;
  const end = last + closing[0].length + 1;
  // the last line of all may go on
  return end < source.length ? { node: { ...node, value: value(source.slice(content, last)) }, end } : null;
}
