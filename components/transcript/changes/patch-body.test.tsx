// A printed diff of many files comes in pieces: drawn at once, one of a whole project would freeze the page.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readUnifiedDiff } from "@/lib/domain/diffs/unified-diff";
import { PatchBody } from "./patch-body";

const diffOf = (count: number): string =>
  Array.from({ length: count }, (_, no) => `--- a/${no}.ts\n+++ b/${no}.ts\n@@ -1 +1 @@\n-x\n+y\n`).join("");

test.each([
  [1, 1, false],
  [50, 50, false],
  [3_000, 50, true],
])("of %i files %i stand at first", (count, shown, hasMore) => {
  const markup = renderToStaticMarkup(<PatchBody files={readUnifiedDiff(diffOf(count)) ?? []} command="git diff" />);
  expect(markup.match(/aria-label="Change"/g)).toHaveLength(shown);
  expect(markup.includes(`${shown} of ${count.toLocaleString("en")} files`)).toBe(hasMore);
});
