import { expect, test } from "vitest";
import { withoutLineIds } from "./call-lines";

test.each<[string, unknown, unknown]>([
  ["a range", { path: "a.ts", start: "12:a3", end: "20:0f" }, { path: "a.ts", start: "12", end: "20" }],
  ["a list", { path: "a.ts", lines: ["12:a3", "-1"] }, { path: "a.ts", lines: ["12", "-1"] }],
  [
    "several ranges",
    {
      paths: ["a.ts"],
      lines: [
        ["1:aa", "2:bb"],
        [7, 9],
      ],
    },
    {
      paths: ["a.ts"],
      lines: [
        ["1", "2"],
        [7, 9],
      ],
    },
  ],
  ["a range as a text", { path: "a.ts", lines: "12:a3-20:b4" }, { path: "a.ts", lines: "12-20" }],
  ["a list as a text", { path: "a.ts", view_range: '["12:a3", "20:b4"]' }, { path: "a.ts", view_range: '["12", "20"]' }],
  [
    "a batch's places",
    { path: "a.ts", operations: [{ operation: "replace", start: "2:f4", end: "3:00", content: "4:aa stays" }] },
    { path: "a.ts", operations: [{ operation: "replace", start: "2", end: "3", content: "4:aa stays" }] },
  ],
  [
    "places that name the file",
    { operations: [{ path: "a.ts", line_range: ["2:f4", "3:00"] }] },
    { operations: [{ path: "a.ts", line_range: ["2", "3"] }] },
  ],
  [
    "copied lines",
    { from_path: "a.ts", from_start: "1:aa", from_end: "2:bb", append_path: "b.ts", append_line: "9:cc" },
    { from_path: "a.ts", from_start: "1", from_end: "2", append_path: "b.ts", append_line: "9" },
  ],
])("%s is told by the numbers of its lines", (_, params, wanted) => {
  expect(withoutLineIds(params)).toEqual(wanted);
});

test("what is about no file's lines stays as it is", () => {
  const meeting = { title: "Tea", start: "12:30", end: "13:00" };
  const search = { path: "a.ts", content: "12:a3", pattern: "1:aa" };
  for (const params of [meeting, search, null, "12:a3", ["12:a3"]]) expect(withoutLineIds(params)).toEqual(params);
});
