// The card of a search by meaning or by structure: file, lines, score and code of each place.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FoundBody } from "./found-body";

const shown = (tool: string, content: string, params: unknown = {}): string =>
  renderToStaticMarkup(
    <FoundBody tool={tool} content={content} params={params}>
      as it was
    </FoundBody>,
  );

test("each place stands with its file, its lines, its score and its code", () => {
  const markup = shown("semantic_search", "CODE RESULTS (1)\n1. src/<b>.rs\nLines: 10-11 | Similarity 0.923\n10: fn a() {\n11: }\n");
  for (const words of ["1 place in 1 file", "src/&lt;b&gt;.rs", "10–11", "score 0.92", "fn a() {"]) expect(markup).toContain(words);
});

test("matches in wrapped JSON stand by file; none are said; what cannot be read stays as it was", () => {
  const output = "src/a.rs:\n3:fn a() {}\n9:fn c() {}";
  expect(shown("ast_grep", JSON.stringify({ success: true, output }), { pattern: "fn $A() {}" })).toContain("fn c() {}");
  expect(shown("ast_grep", JSON.stringify({ success: true, output: "" }))).toContain("Nothing matches.");
  expect(shown("ast_grep", "{ no JSON")).toContain("as it was");
  expect(shown("semantic_search", '[{"start_line":1}]')).toContain("as it was");
});

test("many places and long pieces come bit by bit", () => {
  const lines = Array.from({ length: 5_000 }, (_, index) => `${index + 1}: x`).join("\n");
  const places = Array.from(
    { length: 200 },
    (_, index) => `${index + 1}. src/a${index}.rs\nLines: 1-5000 | Similarity 0.5\n${lines.slice(0, 2_000)}\n`,
  );
  const markup = shown("semantic_search", `CODE RESULTS (200)\n${places.join("\n")}`);
  expect(markup.split("<").length / 2).toBeLessThan(3_000);
  expect(markup).toContain("8 of 200 places");
});
