import { expect, test } from "vitest";
import { parseSessionEvent } from "./session-event";

const row = { seq: 3, at: 1, turn: null };

test("a stored row of a known kind becomes a typed event", () => {
  const event = parseSessionEvent({ ...row, kind: "reply_added", payload: { content: "hello" } });
  expect(event).toEqual({ ...row, kind: "reply_added", payload: { content: "hello" } });
});

test.each([
  ["a kind of a later version", "poem_recited", { verse: 1 }],
  ["a payload of a later version", "reply_added", { parts: [] }],
  ["a payload that is no object", "reply_added", null],
  ["a kind that is a name of Object", "constructor", {}],
])("%s is shown generically instead of failing", (_name, kind, payload) => {
  const event = parseSessionEvent({ ...row, kind, payload });
  expect(event.kind).toBe("frame_unrecognized");
  expect(event.payload).toMatchObject({ frameType: kind });
});
