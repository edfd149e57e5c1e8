import { expect, test } from "vitest";
import { runningTurn } from "@/lib/domain/transcript";
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
});
