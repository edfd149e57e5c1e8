import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { ViewerBatches } from "./viewer-batches";

const note = (seq: number): SessionEvent => ({ seq, at: seq, turn: null, kind: "reply_added", payload: { content: `line ${seq}` } });
const log = [1, 2, 3].map(note);

test("all who stand at the same place get the same batch", () => {
  const batches = new ViewerBatches("s");
  const first = batches.of(log.slice(1), 3);
  expect(first).toMatchObject({ sessionId: "s", head: 3, events: [{ seq: 2 }, { seq: 3 }] });
  expect(batches.of(log.slice(1), 3)).toBe(first);
});

test("another place, another end or another head is another batch", () => {
  const batches = new ViewerBatches("s");
  batches.of(log.slice(1), 3);
  expect(batches.of(log, 3)?.events).toHaveLength(3);
  expect(batches.of(log.slice(0, 1), 3)?.events).toHaveLength(1);
  expect(batches.of(log.slice(0, 1), 4)?.head).toBe(4);
  expect(batches.of([], 4)).toBeNull();
});
