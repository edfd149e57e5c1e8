import { expect, test } from "vitest";
import { foldItems } from "./folded-items";
import type { Item, ToolItem } from "./transcript-types";

const call = (seq: number, tool: string, success: boolean | null = true): ToolItem => ({
  type: "tool",
  seq,
  at: seq,
  tool,
  toolId: String(seq),
  server: "filesystem",
  params: { path: `${seq}.rs` },
  cut: undefined,
  trace: null,
  result: success === null ? null : { seq: seq + 100, at: seq + 100, content: "", success, cut: undefined },
});

const shapeOf = (items: readonly Item[], open?: Item) =>
  foldItems(items, open).map((block) => (block.type === "reads" || block.type === "quiet" ? block.items.map(({ seq }) => seq) : block.seq));

test("three reads in a row are one line, two are two", () => {
  expect(shapeOf([call(1, "view"), call(2, "list_files"), call(3, "view"), call(4, "shell"), call(5, "view"), call(6, "view")])).toEqual([
    [1, 2, 3],
    4,
    5,
    6,
  ]);
});

test("what failed, runs or is the newest stands by itself", () => {
  const newest = call(7, "view");
  expect(
    shapeOf(
      [call(1, "view"), call(2, "view", false), call(3, "view", null), call(4, "view"), call(5, "view"), call(6, "view"), newest],
      newest,
    ),
  ).toEqual([1, 2, 3, [4, 5, 6], 7]);
});

const note = (seq: number, kind: "retry_reported" | "mcp_notified"): Item =>
  ({ type: "event", seq, at: seq, cut: undefined, kind, payload: {} }) as unknown as Item; // as: only its kind is read

test("three quiet events of one kind in a row are one line; of two kinds they are not", () => {
  expect(shapeOf([note(1, "mcp_notified"), note(2, "mcp_notified"), note(3, "mcp_notified")])).toEqual([[1, 2, 3]]);
  expect(shapeOf([note(1, "mcp_notified"), note(2, "retry_reported"), note(3, "mcp_notified"), note(4, "mcp_notified")])).toEqual([
    1, 2, 3, 4,
  ]);
  expect(shapeOf([call(1, "view"), call(2, "view"), note(3, "mcp_notified"), call(4, "view")])).toEqual([1, 2, 3, 4]);
});
