import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UnifiedLine } from "./diff-line";

/** What of a line's text no browser parts. */
function together(text: string, words?: string[]): string[] {
  const marked = words?.map((word, index) => ({ text: word, isChanged: index % 2 === 1 }));
  const drawn = renderToStaticMarkup(<UnifiedLine line={{ kind: "added", before: null, after: 1, text }} words={marked} />);
  const shown = drawn
    .replace(/<[^>]*>/g, "")
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<");
  expect(shown).toBe(text);
  return [...drawn.replaceAll("&gt;", ">").matchAll(/nowrap">([^<]*)</g)].map(([, sign = ""]) => sign);
}

test.each<[string, string[]]>([
  ["  $totals->items->count() + $order->fee;", ["->", "->", "->"]],
  ["while (remaining-- > 0) total -= -1 * price;", ["--", "-=", "-1"]],
  ["git log --oneline -n 5 -- lib/well-known/file-names.ts", ["--o", "-n", "--"]],
  ["const shown = title ?? name ?? kebab-cased-words;", ["??", "??"]],
  ["- an item of a list, and a dash - between words -", []],
  ["// ----------------------------------------------", []],
  ["a->b", []],
])("signs stay whole at the end of a line: %s", (text, signs) => {
  expect(together(text)).toEqual(signs);
});

test("also beside words that changed", () => {
  const words = ["const shown = order->", "total", " ?? -1 * ", "count--", ";"];
  expect(together(words.join(""), words)).toEqual(["->", "??", "-1", "--"]);
});
