import { renderToStaticMarkup } from "react-dom/server";
import { prerender } from "react-dom/static";
import { expect, test } from "vitest";
import { rounds } from "@/lib/testing/rounds";
import { Markdown } from "./markdown";

const draw = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);
/** With all that comes later. */
async function drawAll(text: string): Promise<string> {
  const { prelude } = await prerender(<Markdown text={text} />);
  return (await new Response(prelude).text()).replaceAll(/<!--.*?-->/g, "");
}

test.each([
  ["[a](javascript:alert(1))", "a scheme that runs"],
  ["[a](java\tscript:alert(1))", "a scheme with a tab"],
  ["[a](&#106;avascript:alert(1))", "a scheme as an entity"],
  ["[a](data:text/html,x)", "data"],
  ["[a][r]\n\n[r]: <javascript:alert(1)>", "a reference"],
  ["[a](//evil.example)", "an address without a scheme"],
  ["![a](data:image/svg+xml,x)", "an image"],
])("%s is no link: %s", (text) => {
  expect(draw(text)).not.toMatch(/href|src/);
});

test.each([
  ["![pixel](https://t.example/p)", "Image: pixel"],
  ["![](https://t.example/p)", "Image: https://t.example/p"],
  ["![pixel][r]\n\n[r]: https://t.example/p", "Image: pixel"],
])("%s: an image is a link with its words, and is not fetched", (text, words) => {
  const html = draw(text);
  expect(html).not.toContain("<img");
  expect(html).toContain('href="https://t.example/p" target="_blank" rel="noopener noreferrer nofollow"');
  expect(html).toContain(words);
});

test.each(["[![badge](https://i.example)](https://a.example)", "[**![badge][i]**][a]\n\n[i]: https://i.example\n[a]: https://a.example"])(
  "%s: an image in a link leads where the link does, and no link stands in another",
  (text) => {
    const html = draw(text);
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('href="https://a.example"');
    expect(html).toContain("Image: badge");
  },
);

test("an image in what is no link is a link itself", () => {
  expect(draw("[![shot](https://i.example)](shot.png)")).toContain('href="https://i.example"');
});

test("HTML is text, as a block and inside a line", () => {
  const html = draw("<script>alert(1)</script>\n\na <b onclick=x>bold</b> <img src=x>");
  expect(html).not.toMatch(/<(script|b|img)\b/);
  expect(html).toContain("&lt;script&gt;");
  expect(html).toContain("&lt;img src=x&gt;");
});

test("a break of a line is one, in cells of tables as well", () => {
  expect(draw("|a|\n|-|\n|1<br>2<BR />3|")).toContain("1<br/>2<br/>3");
  expect(draw("a<br onclick=x>b")).toContain("a&lt;br onclick=x&gt;b");
});

test("formulas and diagrams are text", () => {
  expect(draw("$$\\href{javascript:x}{y}$$")).toContain("$$");
  expect(draw("```mermaid\ngraph TD\n```")).toContain("graph TD");
});

test("lists, tasks, tables and notes are what they are called", () => {
  expect(draw("3. a\n4. b")).toContain('<ol start="3"');
  expect(draw("- [x] a")).toContain('aria-label="Done"');
  expect(draw("|a|b|\n|-|-:|\n|1|2|3|")).toMatch(/<th scope="col".*<td[^>]*text-right/);
  expect(draw("a[^1]\n\n[^1]: b")).toContain("<sup>[1]</sup>");
});

test("code is plain on the server, and what hides in it is shown", () => {
  const html = draw('```typescript title="x"\nreturn 1; // \u202e\n```');
  expect(html).toContain("<code>return 1;");
  expect(html).toContain("⟨U+202E⟩");
});

test.each([
  ["quotes", ">".repeat(rounds(20_000))],
  ["quotes in lines", `${">".repeat(200)} a\n`.repeat(40)],
  ["brackets", "[".repeat(rounds(50_000))],
  ["images", "![".repeat(rounds(30_000))],
  ["stars", "*a_ ".repeat(rounds(10_000))],
  ["fences", "`".repeat(rounds(50_000))],
  ["backticks of every length", Array.from({ length: 160 }, (_, index) => "`".repeat(index)).join(" ")],
  ["lists", Array.from({ length: 95 }, (_, index) => `${"  ".repeat(index)}- a`).join("\n")],
  ["cells", `${"|a".repeat(500)}\n${"|-".repeat(500)}\n${"|b\n".repeat(500)}`],
  ["definitions", Array.from({ length: 600 }, (_, index) => `[${index}]: #\n`).join("\n")],
  ["closing brackets", "]".repeat(rounds(50_000))],
  ["links without an end", "[x][".repeat(rounds(12_000))],
  ["a text of 5 MB", "a *b* ".repeat(rounds(800_000))],
  ["5 MB of paragraphs", "a *b*\n\n".repeat(rounds(700_000))],
  ["a list of 5 MB", "- a\n".repeat(rounds(1_200_000))],
  ["code of 5 MB", `\`\`\`ts\n${"const a = 1;\n".repeat(rounds(380_000))}`],
  ["definitions without an end", Array.from({ length: rounds(100_000) }, (_, index) => `[${index}]: #\n`).join("\n")],
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
