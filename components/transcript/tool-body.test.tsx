// What a tool was asked stands with what it gave, without the signs by which the file tool has lines told.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readResult } from "@/lib/domain/tools/tool-result";
import { ToolBody } from "./tool-body";

const drawn = (tool: string, params: unknown, result: { content: string; success: boolean } | null): string => {
  const body = readResult({ tool, server: "octofs", params, result });
  return renderToStaticMarkup(<ToolBody body={body} params={params} at={0} isRunning={false} />);
};

test.each<[string, string, unknown, { content: string; success: boolean } | null]>([
  ["a view that runs", "view", { path: "a.ts", lines: ["12:a3", "20:b4"] }, null],
  ["a view that failed", "view", { path: "a.ts", lines: ["12:a3", "20:b4"] }, { content: "No such file", success: false }],
])("%s names its lines by their numbers", (_, tool, params, result) => {
  const markup = drawn(tool, params, result);
  expect(markup).toContain("12");
  expect(markup).not.toMatch(/12:a3|20:b4/);
});
