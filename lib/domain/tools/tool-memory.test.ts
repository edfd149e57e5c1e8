import { expect, test } from "vitest";
import { readMemories } from "./tool-memory";

test("folded messages that were recalled, each by who said it", () => {
  const content =
    '<recall ids="b:1a2b3c4d">\n[user] mend the login\n[tool] src/auth.rs:\n1:fd|pub fn login\n\n[assistant] done\n</recall>\n';
  expect(readMemories(content)).toEqual([
    { title: "user", score: null, text: "mend the login" },
    { title: "tool", score: null, text: "src/auth.rs:\n1:fd|pub fn login" },
    { title: "assistant", score: null, text: "done" },
  ]);
});

test("stored memories with their score", () => {
  const content =
    "MEMORIES (2 found)\n\n1. [user] Login uses cookies | Score: 0.93\nType: decision | Importance: 0.8 | Confidence: 0.90 | Created: 2026-11-01 10:00:00 UTC\nTags: auth\nID: m1\nThe cookie is httpOnly.\nSee src/auth.rs.\nWhy: semantic match\n\n2. [agent] Tests | Score: 0.41\nType: fact | Importance: 0.5\nID: m2\nRun npm test.\nWhy: keyword\n\n";
  expect(readMemories(content)).toEqual([
    { title: "[user] Login uses cookies", score: 0.93, text: "The cookie is httpOnly.\nSee src/auth.rs.\nWhy: semantic match" },
    { title: "[agent] Tests", score: 0.41, text: "Run npm test.\nWhy: keyword" },
  ]);
});

test("as JSON, plain or with the memory inside", () => {
  const json = JSON.stringify({
    results: [
      { memory: { title: "A", content: "a" }, relevance_score: 0.5 },
      { content: "b", score: 1 },
    ],
  });
  expect(readMemories(json)).toEqual([
    { title: "A", score: 0.5, text: "a" },
    { title: "", score: 1, text: "b" },
  ]);
});

test("what is none is not made one, and only so many are read", () => {
  for (const text of ["", "No stored memories match your query.", "{broken", "[1, 2]", "MEMORIES (x)"])
    expect(readMemories(text)).toBeNull();
  const many = `MEMORIES (9 found)\n${"1. t | Score: 0.5\nx\n".repeat(10_000)}`;
  expect(readMemories(many)).toHaveLength(200);
  expect(readMemories(`MEMORIES (1 found)\n${"x".repeat(600_000)}`)).toBeNull();
});
