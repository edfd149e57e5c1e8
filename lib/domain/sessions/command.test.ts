import { describe, expect, test } from "vitest";
import { argumentChoices, isCommandAllowed, offeredCommands, ownCommands } from "./command";

describe("commands are cut by one allow-list", () => {
  test.each([
    ["info", []],
    ["plan", ["show"]],
    ["model", ["ollama:qwen3"]],
    ["schedule", ["remove", "31884a31"]],
    ["mcp", ["list"]],
    ["mcp", []],
  ])("/%s %j may be sent", (command, args) => expect(isCommandAllowed(command, args, true)).toBe(true));

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
  ])("/%s %j is refused", (command, args) => expect(isCommandAllowed(command, args, true)).toBe(false));

  test.each([
    ["info", [], true],
    ["model", ["ollama:qwen3"], true],
    ["schedule", ["list"], true],
    ["schedule", ["remove", "31884a31"], true],
    ["schedule", ["add", "when=soon"], false],
    ["schedule", [], true],
    ["workflow", ["review"], false],
    ["login", [], false],
  ])("who writes in somebody else's session may send /%s %j: %s", (command, args, isAllowed) =>
    expect(isCommandAllowed(command, args, false)).toBe(isAllowed),
  );

  test("what somebody may never send is not offered to them", () => {
    const offered = ["info", "schedule", "workflow"].map((name) => ({ name, description: "", hint: "" }));
    const names = (isOwner: boolean) => ownCommands(offered, isOwner).map(({ name }) => name);
    expect([names(true), names(false)]).toEqual([
      ["info", "schedule", "workflow"],
      ["info", "schedule"],
    ]);
  });

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
