import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptDraft } from "./kept-draft";

const SESSION = "6f1b1c1e-0000-4000-8000-000000000001";
const mara = 1;
const bob = 2;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a draft is there after a reload, until it is sent, and only for who wrote it", () => {
  const draft = keptDraft(SESSION, mara);
  draft.write("half a thought");
  expect(keptDraft(SESSION, bob).read()).toBe("");
  expect(keptDraft(SESSION, mara).read()).toBe("half a thought");
  draft.write("");
  expect(keptDraft(SESSION, mara).read()).toBe("");
});

test("what is sent in one tab leaves the draft that another tab wrote meanwhile", () => {
  const one = keptDraft(SESSION, mara);
  const other = keptDraft(SESSION, mara);
  one.write("first");
  other.write("second");
  one.write("");
  expect(keptDraft(SESSION, mara).read()).toBe("second");
});

test("a storage that refuses keeps nothing, and nothing fails", () => {
  vi.stubGlobal("localStorage", null);
  const draft = keptDraft(SESSION, mara);
  draft.write("text");
  expect(draft.read()).toBe("");
});
