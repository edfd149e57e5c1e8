import { expect, test } from "vitest";
import { WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import type { QueuedItem } from "@/lib/domain/transcript/transcript-types";
import { queueWays } from "./queue-reach";

const ada = { personId: 1, name: "Ada" };
const bob = { personId: 2, name: "Bob" };
const queue = [bob, ada, bob, bob].map(
  (by, place): QueuedItem => ({ messageId: `m${place}`, text: "t", cutAt: null, by, place, reason: null, waitsItsTurn: true, at: 0 }),
);
const held = queue.map((item) => ({ ...item, reason: WRITER_MAY_NOT }));
const waysOf = (personId: number, others: boolean) => queue.map((_, index) => queueWays(queue, index, { personId, others }));

test("a second person changes only their own messages, and never goes before somebody else's", () => {
  expect(waysOf(bob.personId, false)).toEqual([
    { edit: true, remove: true, up: false, down: true, first: true, isTakenOver: false },
    { edit: false, remove: false, up: false, down: false, first: false, isTakenOver: false },
    { edit: true, remove: true, up: false, down: true, first: false, isTakenOver: false },
    { edit: true, remove: true, up: true, down: false, first: false, isTakenOver: false },
  ]);
});

test("the owner orders and removes all of them, and leaves the words of others alone", () => {
  expect(waysOf(ada.personId, true)).toEqual([
    { edit: false, remove: true, up: false, down: true, first: true, isTakenOver: false },
    { edit: true, remove: true, up: true, down: true, first: true, isTakenOver: false },
    { edit: false, remove: true, up: true, down: true, first: true, isTakenOver: false },
    { edit: false, remove: true, up: true, down: false, first: true, isTakenOver: false },
  ]);
});

test("what is held goes on as the message of whoever sends it, unless that is who wrote it", () => {
  const takenOver = (personId: number) => held.map((_, index) => queueWays(held, index, { personId, others: true }).isTakenOver);
  expect(takenOver(ada.personId)).toEqual([true, false, true, true]);
  expect(takenOver(bob.personId)).toEqual([false, true, false, false]);
});
