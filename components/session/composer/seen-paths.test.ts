import { expect, test } from "vitest";
import { type Fact, fold, sent } from "@/lib/testing/log-facts";
import { matchPaths, seenPaths } from "./seen-paths";

const called = (toolId: string, params: unknown): Fact => ({
  kind: "tool_called",
  turn: 1,
  payload: { tool: "view", toolId, server: "", params },
});
const returned = (toolId: string, content: string, success = true): Fact => ({
  kind: "tool_returned",
  turn: 1,
  payload: { tool: "view", toolId, server: "", content, success },
});

test("paths come from parameters, listings and search hits, the newest first", () => {
  const transcript = fold(
    sent(1),
    called("a", { path: "./src/old.rs" }),
    called("b", { paths: ["docs/one.md", "docs/two.md"] }),
    called("c", { path: "tests|lib/a.ts", content: "login" }),
    returned("b", "Cargo.toml\t3L\t~13t\nsrc/auth.rs\t7L\t~45t\nsee (lib/deep/file.ts:12:3), and https://example.org/a b/c"),
  );
  const paths = seenPaths(transcript.entries);
  expect(paths.at(-1)).toBe("src/old.rs");
  expect(paths).toEqual(
    expect.arrayContaining(["Cargo.toml", "src/auth.rs", "lib/deep/file.ts", "docs/one.md", "b/c", "tests", "lib/a.ts"]),
  );
  expect(paths.join()).not.toContain("example.org");
});

test("a failed call's words are no paths, and hostile answers are bounded", () => {
  expect(seenPaths(fold(sent(1), called("a", {}), returned("a", "not found: no/such.rs", false)).entries)).toEqual([]);
  const endless = `${"a/".repeat(200_000)}b`;
  expect(seenPaths(fold(sent(1), called("a", { path: endless }), returned("a", endless)).entries)).toEqual([]);
});

test("at most as many as asked for", () => {
  expect(matchPaths(["a/1", "a/2", "a/3"], "a", 2)).toEqual(["a/1", "a/2"]);
});
