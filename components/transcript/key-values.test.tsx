// What a call was given is drawn field by field; of very many in pieces.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { KeyValues } from "./key-values";

test.each([
  [100, 100],
  [20_000, 100],
])("of %i fields %i stand at first", (count, shown) => {
  const value = Object.fromEntries(Array.from({ length: count }, (_, no) => [`field${no}`, no]));
  const markup = renderToStaticMarkup(<KeyValues value={value} />);
  expect(markup.match(/<dt/g)).toHaveLength(shown);
  expect(markup.includes("100 of 20,000 fields")).toBe(count > shown);
});

test("a list of texts stands line by line, any other as JSON", () => {
  const markup = renderToStaticMarkup(<KeyValues value={{ paths: ["src", "docs/a.md"], lines: [1, 2], none: [] }} />);
  expect(markup).toContain(">src\ndocs/a.md</dd>");
  expect(markup).toContain("[\n  1,\n  2\n]</dd>");
  expect(markup).toContain("[]</dd>");
});
