// The card of a change in several places: they are counted, and can be gone through.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { placesOf } from "@/lib/domain/diffs/diff-places";
import { readResult } from "@/lib/domain/tools/tool-result";
import { PlacesBody } from "./places-body";

const REPORT = [
  "1:8b|line 1",
  "-2:c8..3:5f (2 lines)",
  "+2:e8|X",
  "3:b9|line four",
  "...",
  "---",
  "...",
  "8:b9|line nine",
  "-10:c9 (1 line)",
  "+9:bf|Z",
  "10:12|line eleven",
].join("\n");
const operations = [
  { operation: "replace", start: "2:c8", end: "3:5f", content: "X" },
  { operation: "replace", start: "10:c9", end: "10:c9", content: "Z" },
];
const read = (params: Record<string, unknown>) =>
  readResult({ tool: "batch_edit", server: "octofs", params: { path: "a", ...params }, result: { content: REPORT, success: true } });

test("a batch that changed several places can be gone through place by place", () => {
  const body = read({ operations });
  expect(body).toMatchObject({ as: "diff", more: "places", diff: { added: 2, removed: 3 } });
  if (body?.as !== "diff") throw new Error("no change");
  expect(placesOf(body.diff).map((lines) => lines.map(({ text }) => text))).toEqual([
    ["line 1", "lines 2–3 removed", "X", "line four"],
    ["line nine", "line 10 removed", "Z", "line eleven"],
  ]);
  const markup = renderToStaticMarkup(<PlacesBody diff={body.diff} note="" />);
  for (const words of ["2 places", 'aria-label="Next place"', 'aria-label="Previous place"', ">X<", ">Z<"]) expect(markup).toContain(words);
});

test("one place stands by itself", () => {
  expect(read({ operations: operations.slice(0, 1) })).not.toHaveProperty("more");
  const diff = { lines: [{ kind: "added" as const, before: null, after: 1, text: "x" }], added: 1, removed: 0 };
  expect(renderToStaticMarkup(<PlacesBody diff={diff} note="" />)).not.toContain("places");
});
