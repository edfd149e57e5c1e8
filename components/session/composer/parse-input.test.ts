import { expect, test } from "vitest";
import { MESSAGE_MAX_BYTES } from "@/lib/protocol/channel-limits";
import { parseInput } from "./parse-input";

const commands = ["model", "mcp", "info"].map((name) => ({ name, description: "", hint: "" }));

test.each([
  ["  \n", { kind: "empty" }],
  ["hello /model", { kind: "message", text: "hello /model" }],
  ["/model", { kind: "command", command: "model", args: [] }],
  ["/mcp  list ", { kind: "command", command: "mcp", args: ["list"] }],
  ["/usr/bin is full", { kind: "message", text: "/usr/bin is full" }],
  ["/model\nand then", { kind: "message", text: "/model\nand then" }],
  [" /poem", { kind: "message", text: " /poem" }],
])("%j", (input, meaning) => expect(parseInput(input, commands)).toEqual(meaning));

test("very many blanks behind a command cost nothing", { timeout: 3_000 }, () => {
  const blanks = " ".repeat(100_000);
  expect(parseInput(`/model a${blanks}\nx`, commands).kind).toBe("message");
  expect(parseInput(`/model${blanks}a${blanks}\n`, commands)).toEqual({ kind: "command", command: "model", args: ["a"] });
});

test("an unknown command is refused in words instead of becoming a message", () => {
  expect(parseInput("/login", commands)).toMatchObject({ kind: "refused", words: expect.stringContaining("/login") });
});

test("before the agent said which commands it has, one is kept and not called unknown", () => {
  expect(parseInput("/info", [])).toMatchObject({ kind: "refused", words: expect.stringContaining("cannot be sent yet") });
});

test("the limit counts bytes, not letters", () => {
  expect(parseInput("x".repeat(MESSAGE_MAX_BYTES), commands).kind).toBe("message");
  expect(parseInput("x".repeat(MESSAGE_MAX_BYTES + 1), commands)).toMatchObject({
    kind: "refused",
    words: expect.stringContaining("256 KiB"),
  });
  expect(parseInput("ä".repeat(MESSAGE_MAX_BYTES / 2 + 1), commands).kind).toBe("refused");
});
