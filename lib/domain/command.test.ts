import { describe, expect, test } from "vitest";
import { argumentChoices, isCommandAllowed, offeredCommands } from "./command";

describe("commands are cut by one allow-list", () => {
  test.each([
    ["info", []],
    ["plan", ["show"]],
    ["model", ["ollama:qwen3"]],
    ["schedule", ["remove", "31884a31"]],
    ["mcp", ["list"]],
    ["mcp", []],
  ])("/%s %j may be sent", (command, args) => expect(isCommandAllowed(command, args)).toBe(true));

  test.each([
    ["list", []],
    ["share", []],
    ["login", []],
    ["usage", []],
    ["learning", ["clear"]],
    ["loglevel", ["debug"]],
    ["run", ["reduce"]],
    ["new", []],
    ["image", ["/etc/passwd"]],
    ["/info", []],
    ["info extra", []],
    ["info", ["extra"]],
    ["mcp", ["add", "x"]],
    ["mcp", ["list", "x"]],
    ["plan", ["two\nlines"]],
    ["plan", [""]],
    ["plan", ["x".repeat(2_001)]],
    ["plan", Array.from({ length: 51 }, () => "x")],
    ["__proto__", []],
    ["constructor", []],
  ])("/%s %j is refused", (command, args) => expect(isCommandAllowed(command, args)).toBe(false));

  test("only listed and allowed commands are offered", () => {
    const listed = ["info", "share", "toString", "plan"].map((name) => ({ name, description: "", hint: "" }));
    expect(offeredCommands(listed).map((command) => command.name)).toEqual(["info", "plan"]);
  });

  test("nothing is hinted at that would be refused", () => {
    const hints = { context: "[all|large]", report: "[day|week] [here]", mcp: "[list|info|full|dump]", model: "[provider:model]" };
    const listed = Object.entries(hints).map(([name, hint]) => ({ name, description: "", hint }));
    expect(offeredCommands(listed).map(({ hint }) => hint)).toEqual(["", "", "[list|info|health]", "[provider:model]"]);
  });
});

test.each([
  ["mcp", "[list|info|full|health|dump|validate]", ["list", "info", "health"]],
  ["schedule", "[list|add|edit|remove]", ["list", "add", "edit", "remove"]],
  ["report", "[day|week|month] [here]", []],
  ["context", "[all|assistant|user|tool|large]", []],
  ["model", "[provider:model]", []],
  ["help", "", []],
])("the choices of /%s %s are those that may be sent", (name, hint, choices) => {
  expect(argumentChoices({ name, description: "", hint })).toEqual(choices);
});
