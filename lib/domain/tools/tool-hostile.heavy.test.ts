/** Results that nobody would wish for: every reader takes them in, gives back no more than it got, and looks at each line a bounded number of times. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readInjected } from "@/lib/domain/transcript/injected-message";
import { anyText } from "@/lib/testing/any-text";
import { rounds } from "@/lib/testing/rounds";
import { type CallToRead, readResult, type ToolBody } from "./tool-result";

const MIB = 1024 * 1024;
const TOOLS: readonly (readonly [tool: string, server: string, params: Record<string, unknown>])[] = [
  ["view", "filesystem", { path: "a.ts" }],
  ["view", "filesystem", { path: ".", content: "(a+)+$", regex: true }],
  ["list_files", "filesystem", { directory: "." }],
  ["text_editor", "filesystem", { command: "str_replace", path: "a", old_text: "a", new_text: "b" }],
  ["shell", "filesystem", { command: "npm test" }],
  ["workdir", "filesystem", { path: "x" }],
  ["plan", "core", { command: "next" }],
  ["schedule", "orchestration", { command: "list" }],
  ["monitor", "orchestration", { action: "list" }],
  ["tap", "orchestration", { action: "run" }],
  ["agent_x", "agent", { task: "t" }],
  ["mcp", "runtime", { action: "list" }],
  ["recall", "core", { ids: ["b:1"] }],
  ["web_search", "web", { query: "q" }],
  ["fetch", "web", { url: "https://a.example/" }],
  ["query", "db", { sql: "select 1" }],
  ["script", "local", {}],
  ["unknown", "x", {}],
];

const read = ([tool, server, params]: (typeof TOOLS)[number], content: string, success = true): ToolBody | null =>
  readResult({ tool, server, params, result: { content, success } } satisfies CallToRead);

/** How many characters a result would have to be drawn from. */
function weightOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + weightOf(part), 0);
  return typeof value === "object" && value !== null ? weightOf(Object.values(value)) : 0;
}

/** How often an expression was held against a text meanwhile; a spy would keep every text. */
function countLooks(work: () => unknown): number {
  const { exec } = RegExp.prototype;
  let looks = 0;
  RegExp.prototype.exec = function counted(text: string) {
    looks += 1;
    return exec.call(this, text);
  };
  try {
    work();
    return looks;
  } finally {
    RegExp.prototype.exec = exec;
  }
}

const LARGE: readonly (readonly [name: string, content: string])[] = [
  ["50,000 lines", "0123456789\n".repeat(50_000)],
  ["50,000 numbered lines", Array.from({ length: 50_000 }, (_, no) => `${no}:ab|x`).join("\n")],
  ["one line of 5 MB", "x".repeat(5 * MIB)],
  ["5 MB of one opening bracket", "[".repeat(5 * MIB)],
  ["5 MB of blanks", " ".repeat(5 * MIB)],
  ["5 MB of quotes", '"'.repeat(5 * MIB)],
  ["5 MB of pipes", `a|b\n${"-|".repeat(2 * MIB)}`],
  ["a text of 16 MiB", `${"lorem ipsum dolor ".repeat(100)}\n`.repeat(Math.ceil((16 * MIB) / 1_801))],
  ["binary", "\u0000\u0001\u0002".repeat(MIB)],
];

describe.each(LARGE)("%s", (_, content) => {
  test.each(TOOLS)("%s @%s", (...tool) => {
    // the text of JSON is laid out on lines of its own, so it may grow; nothing else may
    expect(weightOf(read(tool, content))).toBeLessThanOrEqual(4 * content.length + 1_000);
  });
});

test.each(TOOLS)("%s @%s looks at each line a few times, however many there are", (...tool) => {
  for (const line of ["0123456789\n", "12:ab|x\n", "- [active] x — y\n", "1. a | Score: 0.5\n", "[x](https://a.example/)\n"]) {
    const looks = countLooks(() => read(tool, line.repeat(4_000)));
    // a reader may try a few shapes, one after the other; it may not look again and again
    expect(looks, line).toBeLessThan(20 * 4_000 + 20_000);
  }
});

test("the worst text for each expression is read: one that tries all its ways would not come back", () => {
  // each of these is the worst that one of the readers' expressions could be given
  const worst = [
    "1. ".padEnd(50_000, "*"),
    `[${"a".repeat(50_000)}`,
    `- [${"x](".repeat(20_000)}`,
    `**${" ".repeat(50_000)}`,
    `[x] ${"(".repeat(50_000)}`,
    `✅ Scheduled [a] at ${"(".repeat(50_000)}`,
    `<background_job ${"x".repeat(50_000)}`,
    `Title: ${" ".repeat(50_000)}`,
    `  ${"a ".repeat(25_000)}→`,
    "-- \n".repeat(12_500),
    `[monitor x: ${"\n--- output ---\n".repeat(5_000)}`,
    "\r".repeat(50_000),
    `${"\u001b[".repeat(25_000)}`,
  ];
  for (const content of worst) {
    for (const tool of TOOLS) read(tool, content);
    for (const kind of ["monitor", "background_job", "tap_run", "schedule"]) readInjected(kind, content.slice(0, 1_000), content);
  }
  expect(worst.every((content) => read(["unknown", "x", {}], content) !== undefined)).toBe(true);
}, 20_000);

test("names and schemas that reach into objects are only names", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  for (const name of names) {
    const rows = `[{"${name}":1,"a":"<img src=x onerror=alert(1)>"}]`;
    expect(read(["unknown", "x", {}], rows)).toMatchObject({ as: "table", rows: [["1", "<img src=x onerror=alert(1)>"]] });
    expect(read([name, name, { [name]: name }], "text")).not.toBeNull();
  }
  expect(Object.prototype).not.toHaveProperty("a");
});

test("whatever a tool answers, it is read", () => {
  const content = fc.oneof(
    anyText({ maxLength: 300 }),
    fc.json(),
    fc.array(fc.string()).map((lines) => lines.join("\n")),
    fc.constantFrom(
      "✅ Scheduled [a]",
      '{"runs":[null]}',
      '{"agents":[[]]}',
      "<recall ids=",
      "MEMORIES (1 found)\n1.  | Score: ",
      '[{"title":{},"url":[]}]',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...TOOLS), content, fc.boolean(), fc.jsonValue(), ([tool, server], text, success, params) => {
      const body = readResult({ tool, server, params, result: { content: text, success } });
      expect(body).not.toBeNull();
      expect(readInjected("monitor", text, text).state).toBeTruthy();
    }),
    { numRuns: rounds(60) },
  );
});
