import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keptMessages } from "./kept-messages";
import type { PendingMessage } from "./live-session-state";

const SESSION = "6f1b1c1e-0000-4000-8000-000000000001";
const mara = 1;
const bob = 2;
const refusal = { code: "queue_changed" } as const;
const message = (messageId: string, more: Partial<PendingMessage> = {}): PendingMessage => ({
  messageId,
  text: messageId,
  at: 1,
  refusal: null,
  ...more,
});

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
}
const openTab = () => vi.stubGlobal("sessionStorage", storage());
const idsOf = (personId = mara) =>
  keptMessages(SESSION, personId)
    .read()
    .map(({ messageId }) => messageId);

beforeEach(() => {
  vi.stubGlobal("localStorage", storage());
  openTab();
});
afterEach(() => vi.unstubAllGlobals());

test("what waits for its answer is there after a reload, and in no other tab; what was not sent is in both, and each once", () => {
  keptMessages(SESSION, mara).write([message("waits"), message("left", { refusal })]);
  expect(idsOf()).toEqual(["waits", "left"]);
  expect(idsOf(bob)).toEqual([]);
  openTab();
  expect(idsOf()).toEqual(["left"]);
});

test("what was sent again or discarded is kept no longer, and what another tab left meanwhile is", () => {
  const one = keptMessages(SESSION, mara);
  one.write([message("a", { refusal })]);
  openTab();
  const other = keptMessages(SESSION, mara);
  expect(other.read()).toHaveLength(1);
  other.write([message("a", { refusal }), message("b", { refusal })]);
  openTab();
  one.write([]);
  expect(idsOf()).toEqual(["b"]);
});

test("of what was not sent the newest are kept", () => {
  keptMessages(SESSION, mara).write(Array.from({ length: 30 }, (_, no) => message(`${no}`, { refusal })));
  openTab();
  expect(idsOf()).toEqual(Array.from({ length: 20 }, (_, no) => `${no + 10}`));
});

test("a storage that refuses keeps nothing, and nothing fails", () => {
  vi.stubGlobal("localStorage", null);
  vi.stubGlobal("sessionStorage", null);
  keptMessages(SESSION, mara).write([message("a", { refusal })]);
  expect(idsOf()).toEqual([]);
});
