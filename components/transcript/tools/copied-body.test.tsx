// The card of copied lines: those of the file they came from, with its numbers, beside the place they went to.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readResult } from "@/lib/domain/tools/tool-result";
import { CopiedBody } from "./copied-body";

function shown(params: Record<string, unknown>, content: string): string {
  const body = readResult({ tool: "extract_lines", server: "filesystem", params, result: { content, success: true } });
  if (body?.as !== "diff" || body.more !== "copied") throw new Error("no copy");
  return renderToStaticMarkup(
    <CopiedBody diff={body.diff} params={params}>
      the place
    </CopiedBody>,
  );
}
const head = "Successfully extracted 40 lines (lines 1-40) from 'a.txt' and appended to 'b.txt' at beginning of file.\n\n";

test("both sides stand beside each other", () => {
  const content = "Appended 2 lines (2-3) from 'a.txt' to 'b.txt' at after line 1:\n2:c8|line 2\n3:5f|line 3\nshift: lines after 1:26 +2";
  const markup = shown({ from_path: "a.txt", from_start: 2, from_end: 3, append_path: "b.txt" }, content);
  expect(markup).toMatch(/a\.txt.*>2<.*line 2.*>3<.*line 3.*b\.txt.*the place/s);
});

test("of lines that were not all shown, or whose file is not told, there is the place alone", () => {
  const cut = `${head}Extracted content:\n1: first\n[...38 lines more]\n40: last`;
  expect(shown({ from_path: "a.txt", from_range: [1, 40], append_path: "b.txt" }, cut)).toBe("the place");
  expect(shown({ append_path: "b.txt" }, cut)).toBe("the place");
  expect(shown({ from_path: "a.txt", from_range: [1, 40] }, cut.replace("beginning", "end"))).toBe("the place");
});
