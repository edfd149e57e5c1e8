import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { readMatches } from "./tool-matches";
import { readResult } from "./tool-result";
import { readSnippets } from "./tool-snippets";

const LISTED = `SEARCH RESULTS (3 total)

DOCUMENTATION RESULTS (1)
1. docs/auth.md
Signing in (Level 2) | 4-6 | Similarity 0.512
4: ## Signing in
5: 1. Open the page

CODE RESULTS (2)
1. src/auth.rs
Lines: 10-24 | Similarity 0.923
Symbols: check, login
10: pub fn login(user: &str) -> bool {
11:     check(user)
... (10 more lines)
23:     true
24: }

2. src/user.rs
Lines: 1-2 | Similarity 0.400
1: struct User;
`;

test("a search by meaning gives each piece its file, its lines, its score and its code, the nearest first", () => {
  const snippets = readSnippets(LISTED);
  expect(snippets?.map(({ path, first, last, score, about }) => [path, first, last, score, about])).toEqual([
    ["src/auth.rs", 10, 24, 0.923, "check, login"],
    ["docs/auth.md", 4, 6, 0.512, "Signing in"],
    ["src/user.rs", 1, 2, 0.4, ""],
  ]);
  expect(snippets?.[0]?.parts).toEqual([
    [
      { no: 10, text: "pub fn login(user: &str) -> bool {" },
      { no: 11, text: "    check(user)" },
    ],
    [
      { no: 23, text: "    true" },
      { no: 24, text: "}" },
    ],
  ]);
});

test("the same as Markdown and as records", () => {
  const markdown = `# Code Search Results

Found 1 code blocks:

## File: src/a.ts

### Block 1 of 1 in file

- **Language**: typescript
- **Lines**: 3-4
- **Similarity**: 0.8000
- **Symbols**: add

\`\`\`typescript
export const add = () => 1;
- **Lines**: 9-9
\`\`\`
`;
  const piece = { path: "src/a.ts", first: 3, last: 4, score: 0.8, about: "add" };
  expect(readSnippets(markdown)).toMatchObject([
    {
      ...piece,
      parts: [
        [
          { no: 3, text: "export const add = () => 1;" },
          { no: 4, text: "- **Lines**: 9-9" },
        ],
      ],
    },
  ]);
  const records = [{ path: "src/a.ts", start_line: 3, end_line: 4, distance: 0.25, content: "a\nb\n" }];
  expect(readSnippets(JSON.stringify(records))).toMatchObject([{ path: "src/a.ts", score: 0.75, parts: [[{ no: 3 }, { no: 4 }]] }]);
});

test("results of both kinds are read when they are drawn; what is no such list stays what it was", () => {
  const read = (tool: string, content: string, params: unknown = {}) =>
    readResult({ tool, server: "octocode", params, result: { content, success: true } });
  expect(read("semantic_search", LISTED)).toMatchObject({ as: "found", content: LISTED });
  expect(read("ast_grep", '{"output":""}', { pattern: "fn $A" })).toMatchObject({ as: "found" });
  const parsed = vi.spyOn(JSON, "parse");
  const found = read("poem", '[{"start_line":1,"end_line":2}]');
  expect(found).toMatchObject({ as: "found" });
  expect(parsed).not.toHaveBeenCalled();
  expect(found?.as === "found" && found.otherwise()).toMatchObject({ as: "table" });
  expect(readSnippets('[{"start_line":1,"end_line":2}]')).toBeNull();
  expect(readSnippets("No results found.")).toBeNull();
});

const wrapped = (output: string, more: Record<string, unknown> = {}) => JSON.stringify({ success: true, output, code: 0, ...more });

test("matches that come wrapped in JSON are grouped by file, with a column or without", () => {
  const parts = [
    [
      { no: 3, text: "fn a() {}" },
      { no: 4, text: "fn b() {}" },
    ],
    [{ no: 9, text: "fn c() {}" }],
  ];
  expect(readMatches(wrapped("src/a.rs:\n3:fn a() {}\n4:fn b() {}\n9:fn c() {}\n\nsrc/b.rs:\n1:fn d() {}"))?.snippets).toMatchObject([
    { path: "src/a.rs", parts },
    { path: "src/b.rs" },
  ]);
  expect(readMatches(wrapped("src/a.rs:\n3:1:fn a() {}\n4:1:fn b() {}\n9:5:fn c() {}"))?.snippets).toMatchObject([{ parts }]);
  expect(readMatches(wrapped("", { success: false, message: "AST-grep search failed with exit code 1" }))).toEqual({
    snippets: [],
    files: [],
    output: "",
    note: "AST-grep search failed with exit code 1",
  });
});

test("records of matches, wrapped or not, are code, or a change where they say what replaces it", () => {
  const match = { file: "a.js", text: "f(1)", lines: "  f(1);", range: { start: { line: 6 }, end: { line: 6 } } };
  const expected = { snippets: [{ path: "a.js", first: 7, last: 7, parts: [[{ no: 7, text: "  f(1);" }]] }] };
  expect(readMatches(JSON.stringify([match]))).toMatchObject(expected);
  // a tool that groups printed lines by what stands before a colon does so with JSON too
  expect(readMatches(wrapped(JSON.stringify([match], null, 2).replaceAll('": ', '":\n ')))).toMatchObject(expected);
  expect(readMatches(JSON.stringify([{ ...match, replacement: "g(1)" }]))?.files).toMatchObject([
    {
      path: "a.js",
      diff: {
        lines: [
          { kind: "removed", text: "f(1)" },
          { kind: "added", text: "g(1)" },
        ],
      },
    },
  ]);
  expect(readMatches(wrapped("--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,2 @@\n-a\n+b\n c\n"))?.files).toMatchObject([{ path: "x.ts" }]);
});

test("no text breaks either", () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (text, value) => {
      for (const content of [
        text,
        `CODE RESULTS (1)\n${text}`,
        JSON.stringify(value),
        JSON.stringify([value]),
        JSON.stringify({ output: value }),
      ]) {
        readSnippets(content);
        readMatches(content);
      }
    }),
  );
});
