import fc from "fast-check";
import { expect, test } from "vitest";
import { readUnifiedDiff } from "./unified-diff";

const GIT = `diff --git a/src/a.ts b/src/a.ts
index 83db48f..bf2f0e1 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -4,3 +4,4 @@ function a() {
 one
-two
+2
+three
 
diff --git a/new file.md b/new file.md
new file mode 100644
--- /dev/null
+++ b/new file.md
@@ -0,0 +1 @@
+--- a title
\\ No newline at end of file
`;

test("files, numbers and signs of what git prints", () => {
  expect(readUnifiedDiff(GIT)).toMatchObject([
    {
      path: "src/a.ts",
      status: "edited",
      diff: {
        added: 2,
        removed: 1,
        lines: [
          { kind: "skipped" },
          { kind: "same", before: 4, after: 4, text: "one" },
          { kind: "removed", before: 5, text: "two" },
          { kind: "added", after: 5, text: "2" },
          { kind: "added", after: 6, text: "three" },
          { kind: "same", before: 6, after: 7, text: "" },
        ],
      },
    },
    { path: "new file.md", status: "created", diff: { added: 1, lines: [{ kind: "added", after: 1, text: "--- a title" }] } },
  ]);
});

test("a blank line that lost its blank is a line all the same", () => {
  expect(readUnifiedDiff(GIT.replace("\n \ndiff", "\n\ndiff"))).toHaveLength(2);
});

test.each([
  ["prose", "--- a line\nand more"],
  ["a list", "--- one\n--- two"],
  ["a diff that ends early", "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n"],
  ["a diff with words behind", `${GIT}and so on\n`],
  ["nothing", ""],
])("%s is no diff", (_, text) => {
  expect(readUnifiedDiff(text)).toBeNull();
});

test("whatever comes, it does not fail", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("--- a/x", "+++ b/x", "@@ -1 +1 @@", "@@ -0,0 +1,9 @@", "+a", "-a", " a", "diff --git a/x b/x"),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const files = readUnifiedDiff(lines.join("\n"));
      for (const { diff } of files ?? []) expect(diff.added).toBe(diff.lines.filter(({ kind }) => kind === "added").length);
    }),
  );
});

test("a file is called as it is, also where git quotes its name or a folder in it is called b", () => {
  const pathOf = (head: string) => readUnifiedDiff(`${head}\n@@ -1 +1 @@\n-x\n+y\n`)?.[0]?.path;
  const quoted = String.raw`f/\303\244 \"x\"\t\\.txt`;
  expect(pathOf(`diff --git "a/${quoted}" "b/${quoted}"\n--- "a/${quoted}"\n+++ "b/${quoted}"`)).toBe('f/ä "x"\t\\.txt');
  expect(pathOf("diff --git a/a b/c b/a b/c\n--- a/a b/c\t\n+++ b/a b/c\t")).toBe("a b/c");
  expect(pathOf(`--- "a/${quoted}"\n+++ /dev/null`)).toBe('f/ä "x"\t\\.txt');
  const renamed = `diff --git "a/${quoted}" b/new.txt\nsimilarity index 100%\nrename from x\nrename to new.txt\n`;
  expect(readUnifiedDiff(`${renamed}--- "a/${quoted}"\n+++ b/new.txt\n@@ -1 +1 @@\n-x\n+y\n`)?.[0]).toMatchObject({
    path: "new.txt",
    status: "renamed",
  });
});

test("a head that could be cut anywhere is read once", { timeout: 3_000 }, () => {
  expect(readUnifiedDiff(`diff --git a/${" b/".repeat(60_000)}\r\n`)).toBeNull();
});

test("a diff in a block of Markdown is one, and a block that says more is not", () => {
  const fenced =
    "```diff\nIndex: a.ts\n===================================================================\n--- a.ts\toriginal\n+++ a.ts\tmodified\n@@ -1,1 +1,1 @@\n-a\n+b\n\n```\n\n";
  expect(readUnifiedDiff(fenced)).toMatchObject([{ path: "a.ts", diff: { added: 1, removed: 1 } }]);
  for (const other of [`${fenced}Done.`, fenced.replace("```\n\n", ""), "```diff\n```", "```\n--- a\n```"])
    expect(readUnifiedDiff(other)).toBeNull();
});
