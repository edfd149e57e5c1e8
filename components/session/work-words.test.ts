import { expect, test } from "vitest";
import { runningTurn } from "@/lib/domain/transcript/transcript";
import { asked, called, type Fact, fold, returned, sent } from "@/lib/testing/log-facts";
import { workWords } from "./work-words";

const words = (...facts: Fact[]) => {
  const turn = runningTurn(fold(sent(1), ...facts));
  return turn && workWords(turn, true, "Mara");
};

test("the newest call without a result is what it is busy with, else it thinks", () => {
  expect(words()).toMatchObject({ words: "thinking", subject: "" });
  expect(words(called(1, "a"), called(1, "b"), returned(1, "b"))).toMatchObject({ words: "view", subject: "a" });
  expect(
    words({ kind: "tool_called", turn: 1, payload: { tool: "shell", toolId: "s", server: "", params: { command: "cargo test" } } }),
  ).toMatchObject({
    words: "running",
    subject: "cargo test",
  });
});

test("a question is said before everything else, and to its owner only as theirs", () => {
  expect(words(called(1, "a"), asked(1))).toMatchObject({ words: "Waiting for your answer", isWaiting: true });
  const turn = runningTurn(fold(sent(1), asked(1)));
  expect(turn && workWords(turn, false, "Mara").words).toBe("Waiting for Mara's answer");
  expect(turn && workWords(turn, false, null).words).toBe("Waiting for an answer");
});

test("a running command is named before the reads beside it, with their number", () => {
  const shell: Fact = {
    kind: "tool_called",
    turn: 1,
    payload: { tool: "shell", toolId: "s", server: "", params: { command: "cargo test" } },
  };
  expect(words(shell, called(1, "a"), called(1, "b"))).toMatchObject({ subject: "cargo test", more: 2, isCommand: true });
});

test("a turn that was told to stop says so", () => {
  expect(words(called(1, "a"), { kind: "stop_requested", turn: 1, payload: { by: { personId: 1, name: "Mara" } } })).toMatchObject({
    words: "the agent was told to stop",
  });
});
