// What waits to be recorded: in order, and counted, also what is put back because the database went away.
import { describe, expect, test } from "vitest";
import { type RecordEntry, RecordQueue } from "./record-queue";

const MIB = 1024 * 1024;

function entry(name: string, raw = Buffer.alloc(0)): RecordEntry {
  const draft = { kind: "reply_added" as const, at: 1, turn: null, payload: { content: name } };
  return { items: [{ draft, source: "s", sourceSeq: 1, raw }], stream: undefined, isNow: false, resolve: () => {}, reject: () => {} };
}

test("R12 what is handed to the database after it was given up is not waited for either", async () => {
  const queue = new RecordQueue();
  await queue.giveUpSoon((_ms, call) => {
    call();
    return () => {};
  });
  await expect(queue.unlessTooMuchWaits(new Promise(() => {}))).rejects.toMatchObject({ name: "StorageAwayError", mayBeStored: true });
});

describe("R7 what is put back", () => {
  test("stands before what came meanwhile", () => {
    const queue = new RecordQueue();
    const [first, second, third] = [entry("first"), entry("second"), entry("third")];
    queue.add(first);
    queue.add(second);
    const taken = queue.take();
    queue.add(third);
    queue.addFirst(taken);
    expect(queue.take()).toEqual([first, second, third]);
    expect(queue.isEmpty).toBe(true);
  });

  test("still counts towards what may wait", () => {
    const queue = new RecordQueue();
    for (let no = 0; no < 6; no += 1) queue.add(entry("large", Buffer.alloc(8 * MIB)));
    expect(queue.isFlooded).toBe(true);
    const taken = queue.take();
    queue.addFirst(taken);
    expect(queue.isFlooded).toBe(true);
    while (!queue.isEmpty) queue.take();
    expect(queue.isFlooded).toBe(false);
    queue.add(entry("small"));
    expect(queue.isFlooded).toBe(false);
  });
});
