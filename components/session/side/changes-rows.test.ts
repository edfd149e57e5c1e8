import { expect, test } from "vitest";
import type { PatchedChange } from "@/lib/domain/changes/patched-changes";
import { changeRows } from "./changes-rows";

const file = (path: string): PatchedChange => ({
  path,
  status: "edited",
  added: 1,
  removed: 0,
  isExact: true,
  outside: "no",
  edits: [],
  diff: { lines: [], added: 1, removed: 0 },
  patch: { text: null, why: "" },
});
const drawn = (paths: string[]) =>
  changeRows(paths.map(file)).map(({ kind, name, depth }) => `${"  ".repeat(depth)}${name}${kind === "folder" ? "/" : ""}`);

test("folders first, and a folder that holds only a folder is one row", () => {
  expect(drawn(["README.md", "src/a/b/x.ts", "src/a/b/c/y.ts", "lib/z.ts"])).toEqual([
    "lib/",
    "  z.ts",
    "src/a/b/",
    "  c/",
    "    y.ts",
    "  x.ts",
    "README.md",
  ]);
});

test("files outside of the working directory keep their root, and odd names their place", () => {
  expect(drawn(["/etc/hosts", "a.md", "__proto__/x"])).toEqual(["__proto__/", "  x", "/etc/", "  hosts", "a.md"]);
});
