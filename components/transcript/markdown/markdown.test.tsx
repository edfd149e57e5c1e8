import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

const draw = (text: string): string => renderToStaticMarkup(<Markdown text={text} />);

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
