import { expect, test } from "vitest";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { baseBefore } from "@/lib/domain/transcript/transcript-window";
import { type Fact, fold, mara, numbered, sent } from "@/lib/testing/log-facts";
import { offeredSettings, readSettings } from "./agent-settings";

const asked = (command: string, args: string[], result: Record<string, unknown>): Fact[] => [
  { kind: "command_sent", payload: { requestId: `${command}${args}`, command, args, by: mara } },
  { kind: "command_answered", payload: { commandType: command, message: "", result, own: false } },
];
const described = (model: string): Fact => ({ kind: "agent_described", payload: { model, role: "developer", totals: zeroTotals } });

test("before anything was said there are only the levels that the agent's version knows", () => {
  expect(readSettings(fold())).toMatchObject({ model: { current: "", choices: [] }, effort: { current: "" }, role: { choices: [] } });
});

test("what the agent named can be chosen, and the newest answer is offered too", () => {
  const settings = readSettings(
    fold(
      described("a:one"),
      sent(1),
      ...asked("model", ["b:two"], { old_model: "a:one", new_model: "b:two", changed: true }),
      described("b:two"),
      ...asked("role", [], { current_role: "developer", new_role: "developer", available_roles: ["developer", "reviewer"] }),
      ...asked("effort", ["high"], { old_effort: "medium", new_effort: "high", changed: true }),
      ...asked("effort", ["wild"], { error: "Invalid", context: { valid: ["low", "ultra"] } }),
    ),
  );
  expect(settings.model).toEqual({ current: "b:two", wanted: null, choices: ["b:two", "a:one"] });
  expect(settings.role).toEqual({ current: "developer", wanted: null, choices: ["developer", "reviewer"] });
  expect(settings.effort).toMatchObject({ current: "high", choices: expect.arrayContaining(["medium", "ultra"]) });
});

test("what was asked for and is not answered yet is wanted, the newest of it, and can be chosen", () => {
  const effort = (level: string): Fact => ({
    kind: "command_sent",
    payload: { requestId: level, command: "effort", args: [level], by: mara },
  });
  const before = asked("effort", ["high"], { old_effort: "medium", new_effort: "high", changed: true });
  const settings = readSettings(fold(...before, sent(1), effort("max"), effort("ultra")));
  expect(settings.effort).toMatchObject({ current: "high", wanted: "ultra", choices: expect.arrayContaining(["ultra"]) });
  const waiting = [
    { command: "effort", args: ["low"] },
    { command: "info", args: [] },
  ];
  expect(readSettings(fold(...before, sent(1), effort("max")), waiting).effort).toMatchObject({ current: "high", wanted: "low" });
  const same = readSettings(fold(...before, sent(1), effort("max"), effort("high")));
  expect(same.effort).toMatchObject({ current: "high", wanted: null });
});

test("an effort that was set before what the page holds is known", () => {
  const before = asked("effort", ["high"], { old_effort: "medium", new_effort: "high", changed: true });
  expect(readSettings(baseBefore(before.length + 1, numbered(before))).effort).toMatchObject({ current: "high", wanted: null });
});

test("models and roles that were named before what the page holds can be chosen", () => {
  const before = [
    described("a:one"),
    ...asked("model", ["b:two"], { old_model: "a:one", new_model: "b:two", changed: true }),
    described("b:two"),
    ...asked("role", [], { new_role: "developer", available_roles: ["developer", "reviewer"] }),
  ];
  const settings = readSettings(baseBefore(before.length + 1, numbered(before)));
  expect(settings.model).toEqual({ current: "b:two", wanted: null, choices: ["b:two", "a:one"] });
  expect(settings.role).toEqual({ current: "developer", wanted: null, choices: ["developer", "reviewer"] });
});

test("of very many roles that the agent names the first are offered", () => {
  const roles = Array.from({ length: 200_000 }, (_, no) => `role ${no}`);
  expect(readSettings(fold(sent(1), ...asked("role", [], { available_roles: roles }))).role.choices).toEqual(roles.slice(0, 40));
});

test("only what the agent lists as a command is offered", () => {
  const command = (name: string) => ({ name, description: "", hint: "" });
  expect(offeredSettings([command("role"), command("info"), command("model")])).toEqual(["model", "role"]);
});
