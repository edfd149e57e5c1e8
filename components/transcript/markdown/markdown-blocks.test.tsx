import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { rounds } from "@/lib/testing/rounds";
import { type Bounds, fitting, isRead, type LongText, type Piece, piecesOf, readOn, startLong } from "./long-text";
import { type Blocks, readBlocks } from "./markdown-blocks";
import { MarkdownNodes } from "./markdown-nodes";
import { survey, treeOf } from "./markdown-tree";

/** As one would without blocks: the whole text parsed at once. */
function atOnce(text: string): string {
  const { nodes } = treeOf(text);
  const targets = new Map<string, string>();
  for (const node of survey(nodes).defined)
    if (node.type === "definition" && !targets.has(node.identifier)) targets.set(node.identifier, node.url);
  return renderToStaticMarkup(<MarkdownNodes nodes={nodes} targets={targets} />);
}

const drawn = ({ blocks, targets }: Blocks): string =>
  renderToStaticMarkup(blocks.map(({ start, nodes }) => <MarkdownNodes key={start} nodes={nodes} targets={targets} />));

/** The text as it grows by pieces that end at `ends`. */
function grown(text: string, ends: readonly number[]): Blocks {
  let blocks = readBlocks("");
  for (const end of [...ends, text.length]) blocks = readBlocks(text.slice(0, end), blocks);
  return blocks;
}

const words = fc.constantFrom(
  ...[
    "tea",
    "*a*",
    "**b",
    "`c`",
    "[x]",
    "[x][y]",
    "[^n]",
    "![i][x]",
    "[l](https://a.example)",
    "<b>",
    "~~d~~",
    "www.a.example",
    "|",
    "&amp;",
    "\\[",
    "ß",
  ],
);
const inline = fc.array(words, { minLength: 1, maxLength: 5 }).map((list) => list.join(" "));
const line = fc.oneof(
  { weight: 4, arbitrary: inline },
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("- ", "* ", "1. ", "7) ", "> ", "> > ", "- [ ] ", "# ", "### ", "    ", "  ", "\t", "> - "), inline)
      .map(([mark, text]) => mark + text),
  },
  fc.constantFrom("```", "```ts", "~~~~", "===", "---", "***", "| a | b |", "|:--|--:|", "| 1 | [x] |", "a | b", "--|--"),
  fc.constantFrom(
    "[x]: https://x.example",
    '[y]: <https://y.example> "t"',
    '"title"',
    "[^n]: a note",
    "[x]:",
    "[X Y]: #a",
    "[x",
    "y]",
    "> [y]: https://q.example",
  ),
  fc.constantFrom("<div>", "</div>", "<!-- a", "-->", "<?x", "<b>a</b>", "\u00a0", "\ufeffa", "x  ", "y\\", "$$"),
);
const text = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 24 }), fc.constantFrom("\n", "\n", "\r\n", "\r"))
  .map(([lines, end]) => lines.join(end));

test("500 documents, each cut at random places as a stream, come out as if parsed at once", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(400), { maxLength: 12 }), (whole, cuts) => {
      const ends = cuts.filter((cut) => cut < whole.length).toSorted((a, b) => a - b);
      expect(drawn(grown(whole, ends))).toBe(atOnce(whole));
    }),
    { numRuns: rounds(500), seed: 20_261_127 },
  );
});

test("a text that grows letter by letter is at every letter what it would be at once", () => {
  const whole =
    '# T\n\nSee [x] and [^n].\n\n- a\n- b\n\n  c\n\n| a | b |\n|--|--|\n| [x] | 2 |\n\n```ts\nlet a;\n```\n\nT\n===\n\n[x]: https://x.example\n"title"\n\n[^n]: note\n\n> q\nlazy';
  let blocks = readBlocks("");
  const letters = 10 / rounds(10);
  for (let end = 1; end <= whole.length; end += letters) {
    blocks = readBlocks(whole.slice(0, end), blocks);
    expect(drawn(blocks)).toBe(atOnce(whole.slice(0, end)));
  }
});

test.each(["1. a\n\n2. b\n\n10. c", "1) a\n   - b\n\n 2) c\n\nd"])(
  "an item of %j stays in its list when a piece ends behind its number",
  (whole) => {
    let blocks = readBlocks("");
    for (let end = 1; end <= whole.length; end += 1) {
      blocks = readBlocks(whole.slice(0, end), blocks);
      expect(drawn(blocks)).toBe(atOnce(whole.slice(0, end)));
    }
  },
);

const codeLine = fc.constantFrom(
  ...[
    "```",
    "````",
    "~~~",
    "   ```",
    "    ```",
    "``` ",
    "```\t",
    "```x",
    "``",
    "",
    "  a",
    "\tb",
    "[x]",
    "c",
    "\u0000",
    "d\r",
    "- e",
    "> f",
  ],
);

test("code that grows comes out as if parsed at once, whatever its lines look like", { timeout: 60_000 }, () => {
  const opening = fc.constantFrom("```ts", "~~~", "````", "``` a b", "text\n\n```", "- ```", "> ```", " ```");
  const code = fc.tuple(opening, fc.array(codeLine, { maxLength: 12 })).map(([first, lines]) => [first, ...lines].join("\n"));
  fc.assert(
    fc.property(code, fc.array(fc.nat(60), { maxLength: 8 }), (whole, cuts) => {
      const ends = cuts.filter((cut) => cut < whole.length).toSorted((a, b) => a - b);
      expect(drawn(grown(whole, ends))).toBe(atOnce(whole));
    }),
    { numRuns: rounds(200), seed: 20_261_128 },
  );
});

test("of code that grows only what came is read: each growth costs the same", () => {
  let blocks = readBlocks("```ts\n");
  for (let count = 1; count <= 2_000; count += 1) blocks = readBlocks(`${blocks.text}const a = ${count};\n`, blocks);
  expect(blocks.blocks[0]?.fence).not.toBeNull();
  expect(drawn(blocks)).toBe(atOnce(blocks.text));
  const closed = readBlocks(`${blocks.text}\`\`\`\nafter`, blocks);
  expect(closed.blocks).toHaveLength(2);
  expect(drawn(closed)).toBe(atOnce(closed.text));
});

/** All of a long text, read window by window. */
function readWhole(whole: string, bounds: Bounds): LongText {
  let long = startLong(whole);
  while (!isRead(long)) long = readOn(long, bounds);
  return long;
}
const drawPieces = (pieces: readonly Piece[]): string =>
  renderToStaticMarkup(pieces.map(({ start, block, targets }) => <MarkdownNodes key={start} nodes={block.nodes} targets={targets} />));

test("200 documents read window by window come out as if parsed at once, and what is shown of them as their beginning", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 5, max: 200 }), fc.nat(60), (whole, window, room) => {
      const pieces = piecesOf(readWhole(whole, { window, longest: 10_000 }));
      const once = atOnce(whole);
      expect(drawPieces(pieces)).toBe(once);
      const shown = fitting(pieces, room);
      const complete = shown.isWhole ? shown.pieces : shown.pieces.slice(0, -1);
      expect(once.startsWith(drawPieces(complete))).toBe(true);
    }),
    { numRuns: rounds(200), seed: 20_261_129 },
  );
});

test("a block that is too long is cut before a line, and nothing of the text is lost", () => {
  const items = Array.from({ length: 400 }, (_, no) => `- item ${no}\n  - nested`).join("\n");
  const long = readWhole(items, { window: 300, longest: 600 });
  const { sections } = long;
  expect(sections.length).toBeGreaterThan(5);
  for (const { start } of sections.slice(1)) expect(items.slice(start, start + 2)).toBe("- ");
  const drawnWhole = drawPieces(piecesOf(long));
  const lost = Array.from({ length: 400 }, (_, no) => `item ${no}`).filter(
    (item) => !drawnWhole.includes(`${item}<`) && !drawnWhole.includes(`${item}\n`),
  );
  expect(lost).toEqual([]);
});

test.each([
  ["a list", (count: number) => "- a\n".repeat(count), "<li"],
  ["a table", (count: number) => `|a|b|\n|-|-|\n${"|1|2|\n".repeat(count)}`, "<tr"],
])("of %s that goes on is shown what no longer changes, before it is read to its end", (_name, source, mark) => {
  const long = readOn(startLong(source(300)), { window: 400, longest: 20_000 });
  expect(isRead(long)).toBe(false);
  const html = drawPieces(piecesOf(long));
  expect(html.split(mark).length).toBeGreaterThan(40);
  expect(atOnce(source(300)).startsWith(html.replace(/(<\/tbody>)?<\/(ul|table)>.*$/, ""))).toBe(true);
});

test("of a list, a table or code that does not fit the beginning is shown", () => {
  const shown = (source: string) => fitting(piecesOf(readWhole(source, { window: 4_000, longest: 9_000 })), 60);
  const list = shown("- a\n".repeat(300));
  expect(list.isWhole).toBe(false);
  expect(drawPieces(list.pieces).match(/<li/g)?.length).toBeLessThan(40);
  expect(drawPieces(shown(`|a|b|\n|-|-|\n${"|1|2|\n".repeat(300)}`).pieces).match(/<tr/g)?.length).toBeLessThan(30);
  expect(drawPieces(shown(`\`\`\`\n${"x\n".repeat(300)}\`\`\``).pieces).match(/x/g)?.length).toBeLessThan(60);
});

test("what stands before the last block stays the same object, and is read again only when a label that it means is defined", () => {
  const first = readBlocks("one\n\nsee [x]\n\ntwo");
  const more = readBlocks(`${first.text} and more\n\nthree`, first);
  expect(more.blocks.slice(0, 2)).toEqual(first.blocks.slice(0, 2));
  expect(more.blocks[0]).toBe(first.blocks[0]);
  expect(more.blocks[1]).toBe(first.blocks[1]);
  const defined = readBlocks(`${more.text}\n\n[x]: https://x.example`, more);
  expect(defined.blocks[0]).toBe(first.blocks[0]);
  expect(defined.blocks[1]).not.toBe(first.blocks[1]);
  expect(drawn(defined)).toContain('href="https://x.example"');
});

test("another text is read from its beginning", () => {
  expect(drawn(readBlocks("# other", readBlocks("one\n\ntwo")))).toBe(atOnce("# other"));
});
