import { expect, test } from "vitest";
import { called, type Fact, fold, returned, sent, turnsOf } from "@/lib/testing/log-facts";
import { soFarWords } from "./so-far";

const wordsOf = (isWhole: boolean, ...facts: Fact[]) => turnsOf(fold(sent(7), ...facts)).map((turn) => soFarWords(turn, isWhole));

const edited: Fact = {
  kind: "tool_called",
  turn: 7,
  payload: { tool: "text_editor", toolId: "e", server: "filesystem", params: { command: "create", path: "a", content: "b" } },
};
const refused: Fact = {
  kind: "tool_returned",
  turn: 7,
  payload: { tool: "view", toolId: "b", server: "filesystem", content: "no such file", success: false },
};

test("a turn that runs says what it has done so far", () => {
  expect(wordsOf(true)).toEqual(["Turn 7 goes on"]);
  expect(wordsOf(true, called(7, "a"))).toEqual(["Turn 7 so far: 1 tool"]);
  const facts = [called(7, "a"), returned(7, "a"), called(7, "b"), refused, edited, returned(7, "e")];
  expect(wordsOf(true, ...facts)).toEqual(["Turn 7 so far: 3 tools, 1 failed, 1 edit"]);
});

test("of a turn whose beginning is not on the page nothing is counted", () => {
  expect(wordsOf(false, called(7, "a"))).toEqual(["Turn 7 goes on"]);
});
