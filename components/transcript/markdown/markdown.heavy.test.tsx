// Markdown of megabytes, and such that is made to be slow to read: it is drawn, a part at first.
import { prerender } from "react-dom/static";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

/** With all that comes later. */
async function drawAll(text: string): Promise<string> {
  const { prelude } = await prerender(<Markdown text={text} />);
  return (await new Response(prelude).text()).replaceAll(/<!--.*?-->/g, "");
}

test.each([
  ["quotes", ">".repeat(20_000)],
  ["quotes in lines", `${">".repeat(200)} a\n`.repeat(40)],
  ["brackets", "[".repeat(50_000)],
  ["images", "![".repeat(30_000)],
  ["stars", "*a_ ".repeat(10_000)],
  ["fences", "`".repeat(50_000)],
  ["backticks of every length", Array.from({ length: 160 }, (_, index) => "`".repeat(index)).join(" ")],
  ["lists", Array.from({ length: 95 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n")],
  ["cells", `${"|a".repeat(500)}\n${"|-".repeat(500)}\n${"|b\n".repeat(500)}`],
  ["definitions", Array.from({ length: 600 }, (_, index) => `[${index}]: #\n`).join("\n")],
  ["closing brackets", "]".repeat(50_000)],
  ["links without an end", "[x][".repeat(12_000)],
  ["a text of 5 MB", "a *b* ".repeat(800_000)],
  ["5 MB of paragraphs", "a *b*\n\n".repeat(700_000)],
  ["a list of 5 MB", "- a\n".repeat(1_200_000)],
  ["code of 5 MB", `\`\`\`ts\n${"const a = 1;\n".repeat(380_000)}`],
  ["definitions without an end", Array.from({ length: 100_000 }, (_, index) => `[${index}]: #\n`).join("\n")],
])("hostile %s are drawn", async (_name, text) => {
  const html = await drawAll(text);
  expect(html.length).toBeGreaterThan(0);
  if (text.length > 50_000) expect(html.match(/<\w/g)?.length).toBeLessThan(2_500);
});

test.each([
  ["quotes", "> a\n\n".repeat(9_900)],
  ["items in items", "- a\n  - b\n".repeat(4_900)],
  ["lists between rules", "1. a\n\n***\n\n".repeat(4_100)],
  ["underlined headings", "a\n=\n".repeat(9_000)],
  ["notes", Array.from({ length: 2_600 }, (_, no) => `[^${1_000 + no}]: a\n\nb\n\n`).join("")],
])("a text that is not long and nothing but %s comes in parts too", async (_name, text) => {
  expect(text.length).toBeLessThan(50_000);
  const html = await drawAll(text);
  expect(html).toContain("Show more");
  expect(html.match(/<\w/g)?.length).toBeLessThan(5_000);
});

test("a long text stands as Markdown, a part at first, and says how much there is", async () => {
  const html = await drawAll("## Part\n\n- one\n- **two**\n\n".repeat(4_000));
  expect(html).toContain("<h2");
  expect(html).toContain("<strong");
  expect(html).toContain("Show more");
  expect(html).toMatch(/[\d,]+ of 104,000 characters/);
  expect(await drawAll(`${"word ".repeat(11_000)}`)).not.toContain("Show more");
});
