import { describe, expect, test } from "vitest";
import { keyCaps, meaningOf, type Stroke, strokeWords } from "./key-binding";

const stroke = (key: string, held: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const bindings = [{ keys: "mod+k" }, { keys: "?" }, { keys: "g s" }, { keys: "g p" }, { keys: "s" }, { keys: "shift+e" }, {}];

test("a stroke is said the same on every keyboard", () => {
  expect(strokeWords(stroke("k", { metaKey: true }))).toBe("mod+k");
  expect(strokeWords(stroke("K", { ctrlKey: true }))).toBe("mod+k");
  expect(strokeWords(stroke("E", { shiftKey: true }))).toBe("shift+e");
  expect(strokeWords(stroke("?", { shiftKey: true }))).toBe("?");
  expect(strokeWords(stroke("ArrowUp", { altKey: true }))).toBe("alt+ArrowUp");
  expect(strokeWords(stroke("[", { altKey: true, ctrlKey: true }))).toBe("["); // AltGr on Windows
  expect(strokeWords(stroke("[", { altKey: true }))).toBe("["); // Option on a Mac
  expect(strokeWords(stroke("k", { altKey: true, ctrlKey: true }))).toBe("mod+alt+k");
  expect(strokeWords(stroke("л", { code: "KeyK", ctrlKey: true }))).toBe("mod+k");
  expect(strokeWords(stroke("У", { code: "KeyE", shiftKey: true }))).toBe("shift+e");
  expect(strokeWords(stroke("t", { code: "KeyK", ctrlKey: true }))).toBe("mod+t"); // Dvorak
  expect(strokeWords(stroke("é", { code: "Digit2" }))).toBe("é");
});

describe("what a stroke means", () => {
  test("one stroke", () => {
    expect(meaningOf(bindings, stroke("?", { shiftKey: true }), null).command).toBe(bindings[1]);
    expect(meaningOf(bindings, stroke("k"), null)).toEqual({ command: null, first: null });
  });

  test("the second of two strokes wins over what it means alone", () => {
    const { command, first } = meaningOf(bindings, stroke("g"), null);
    expect([command, first]).toEqual([null, "g"]);
    expect(meaningOf(bindings, stroke("s"), first).command).toBe(bindings[2]);
    expect(meaningOf(bindings, stroke("s"), null).command).toBe(bindings[4]);
  });

  test("a second stroke that means nothing with the first means what it means alone", () => {
    expect(meaningOf(bindings, stroke("?", { shiftKey: true }), "g")).toEqual({ command: bindings[1], first: null });
    expect(meaningOf(bindings, stroke("g"), "g")).toEqual({ command: null, first: "g" });
  });

  test("of two commands with the same keys the one that came last is meant", () => {
    const own = { keys: "?" };
    expect(meaningOf([...bindings, own], stroke("?"), null).command).toBe(own);
  });
});

test("key caps are those of the keyboard", () => {
  expect(keyCaps("mod+k", true)).toEqual(["⌘", "K"]);
  expect(keyCaps("mod+k", false)).toEqual(["Ctrl", "K"]);
  expect(keyCaps("g s", false)).toEqual(["G", "S"]);
});
