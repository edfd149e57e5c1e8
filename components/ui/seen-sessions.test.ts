import { expect, test } from "vitest";
import { isUnread, lookAt, readSeen } from "./seen-sessions";

const a = { id: "a", newsSeq: 5 };

test("a session never met before counts as read; what comes after is unread until it is in view", () => {
  const seen = lookAt({}, [a], null);
  expect(isUnread(seen, a, null)).toBe(false);
  const grown = { id: "a", newsSeq: 6 };
  expect(isUnread(lookAt(seen, [grown], null), grown, null)).toBe(true);
  expect(isUnread(seen, grown, "a")).toBe(false);
  expect(isUnread(lookAt(seen, [grown], "a"), grown, null)).toBe(false);
});

test("nothing new is the same object, and at most 500 sessions are remembered", () => {
  const seen = lookAt({}, [a], "a");
  expect(lookAt(seen, [a], "a")).toBe(seen);
  const many = Array.from({ length: 600 }, (_, index) => ({ id: `s${index}`, newsSeq: 1 }));
  expect(Object.keys(lookAt(seen, many, null))).toHaveLength(500);
});

test("nonsense in the storage is nothing seen", () => {
  for (const stored of ["{", "[1]", '{"a":"b"}', null]) expect(readSeen({ getItem: () => stored })).toEqual({});
});
