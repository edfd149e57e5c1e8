import { expect, test } from "vitest";
import type { Entry } from "@/lib/domain/transcript/transcript-types";
import { type HistoryPlace, historyDirection, sentTexts, stepHistory } from "./sent-history";

const mara = { personId: 1, name: "Mara" };
const sent = (text: string, personId = 1, cut?: { path: string; length: number }[]): Entry =>
  ({
    type: "turn",
    cut,
    cause: { kind: "person", messageId: "m", text, by: { ...mara, personId }, fromQueue: false },
    items: [{ type: "command", command: "mcp", args: ["list"], by: personId === 1 ? mara : null }],
  }) as unknown as Entry; // as: only what the history reads

test("the history holds one's own messages and commands, once each in a row", () => {
  expect(sentTexts([sent("a"), sent("b", 2), { type: "aside", seq: 1, items: [] }], 1)).toEqual(["a", "/mcp list"]);
  expect(sentTexts([sent("a")], 2)).toEqual([]);
});

test("a text that came as a preview is left out", () => {
  expect(sentTexts([sent("a…", 1, [{ path: "text", length: 99_999 }])], 1)).toEqual(["/mcp list"]);
});

test("up goes back to the oldest and stays, down comes back to what was being written", () => {
  const texts = ["one", "two"];
  let place: HistoryPlace | null = null;
  let text = "half a";
  const walk = (direction: "older" | "newer") => {
    const step = stepHistory(texts, place, direction, text);
    if (step) ({ place, text } = step);
    return text;
  };
  expect([walk("older"), walk("older"), walk("older")]).toEqual(["two", "one", "one"]);
  expect([walk("newer"), walk("newer"), walk("newer")]).toEqual(["two", "half a", "half a"]);
});

test.each([
  ["ArrowUp", { text: "", start: 0, end: 0 }, false, "older"],
  ["ArrowUp", { text: "ab", start: 2, end: 2 }, false, null],
  ["ArrowUp", { text: "ab", start: 0, end: 2 }, false, null],
  ["ArrowUp", { text: "ab", start: 2, end: 2 }, true, "older"],
  ["ArrowUp", { text: "ab", start: 1, end: 1 }, true, null],
  ["ArrowDown", { text: "", start: 0, end: 0 }, false, null],
  ["ArrowDown", { text: "ab", start: 2, end: 2 }, true, "newer"],
  ["ArrowLeft", { text: "", start: 0, end: 0 }, true, null],
] as const)("%s in %j, browsing %s: %s", (key, caret, isBrowsing, direction) => {
  expect(historyDirection(key, caret, isBrowsing)).toBe(direction);
});
