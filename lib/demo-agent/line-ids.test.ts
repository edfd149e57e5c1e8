// Line ids and edit results, against values recorded from the real file server.
import { describe, expect, it } from "vitest";
import { lineHash, linesOf, numberedLine } from "./line-ids";
import { editDiff } from "./tools-edit";

describe("line ids", () => {
  it.each([
    ["pub fn login(user: &str, password: &str) -> bool {", "fd"],
    ['    user == "alice" && password == "secret"', "f4"],
    ["}", "14"],
    ["", "c5"],
    ["# Notes", "83"],
  ])("hashes %j as recorded", (text, hash) => {
    expect(lineHash(text)).toBe(hash);
  });

  it("numbers lines and drops the one after the last newline", () => {
    expect(linesOf("}\n\n").map((line, index) => numberedLine(index + 1, line))).toEqual(["1:14|}", "2:c5|"]);
    expect(linesOf("")).toEqual([]);
  });
});

describe("editDiff", () => {
  it("shows an edit as recorded", () => {
    const before = ["# Notes", "first line", "second line"];
    const after = ["# Notes", "first line", "2nd line"];
    expect(editDiff(before, after, 2, 1, 1)).toBe("1:83|# Notes\n2:da|first line\n-3:23 (1 line)\n+3:35|2nd line");
  });

  it("marks what is left out on both sides", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g"];
    const after = ["a", "b", "c", "X", "e", "f", "g"];
    expect(editDiff(before, after, 3, 1, 1).split("\n")).toEqual([
      "...",
      numberedLine(2, "b"),
      numberedLine(3, "c"),
      `-4:${lineHash("d")} (1 line)`,
      `+${numberedLine(4, "X")}`,
      numberedLine(5, "e"),
      numberedLine(6, "f"),
      "...",
    ]);
  });
});
