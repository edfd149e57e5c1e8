import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { anyText } from "@/lib/testing/any-text";
import { rounds } from "@/lib/testing/rounds";
import { SpoolStore } from "./spool";
import { SpoolFullError } from "./spool-file";
import { decodeRecords, encodeRecord } from "./spool-record";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "spool-test-"));
});

const stores: SpoolStore[] = [];

afterEach(async () => {
  // The newest first: it has the files open that an older one would take from under it.
  for (const store of stores.splice(0).reverse()) await store.drainAll().catch(() => {});
  await rm(folder, { recursive: true });
});

/** A log that keeps what lands, in order. */
class Log {
  readonly landed: Append[] = [];
  isAway = false;

  async append(append: Append): Promise<Placed[]> {
    await Promise.resolve();
    if (this.isAway) throw new StorageAwayError(new Error("away"));
    this.landed.push(append);
    return append.items.map((_, index) => ({ status: "stored", seq: index + 1 }));
  }

  of(sessionId: string): number[] {
    return this.landed.filter((append) => append.sessionId === sessionId).flatMap(({ items }) => items.map((item) => item.sourceSeq));
  }
}

const source = randomUUID();
const draft = (content: string): EventDraft => ({ kind: "reply_added", at: 1, turn: 1, payload: { content } });
const append = (sessionId: string, seq: number, { raw = Buffer.from("raw"), epoch = 1 } = {}): Append => ({
  sessionId,
  epoch,
  stream: { id: "s", seq },
  items: [{ draft: draft(`${seq}`), source, sourceSeq: seq, raw }],
});
const open = (writer = new Log(), maxBytes = 1_000_000) => {
  const store = new SpoolStore({ folder, maxBytes, writer });
  stores.push(store);
  return { writer, store };
};
/** Spools as a process that ends right after. */
async function leave(left: Append): Promise<void> {
  const file = open(new Log(), 50_000_000).store.fileOf(left.sessionId);
  await file.append(left);
  await file.close();
}
const fileOf = (sessionId: string) => path.join(folder, `${sessionId}.spool`);
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("a record comes back as it went in, whatever it holds", () => {
  const item = fc.record({
    draft: anyText().map(draft),
    source: fc.uuid(),
    sourceSeq: fc.nat(),
    clientMessageId: fc.option(fc.uuid(), { nil: undefined }),
    raw: fc.option(fc.uint8Array().map(Buffer.from), { nil: undefined }),
  });
  const whole = fc.record({
    sessionId: fc.uuid(),
    epoch: fc.option(fc.nat(), { nil: null }),
    stream: fc.option(fc.record({ id: fc.string(), seq: fc.nat() }), { nil: undefined }),
    items: fc.array(item),
  });
  fc.assert(
    fc.property(fc.array(whole, { maxLength: 4 }), (appends) => {
      const { records, needs } = decodeRecords(Buffer.concat(appends.map(encodeRecord)));
      // A matcher would take seconds for thousands of bytes.
      const back = records.map((one) => one.append);
      if (!isDeepStrictEqual(back, appends)) expect(back).toEqual(appends);
      expect(needs).toBe(0);
    }),
    { numRuns: rounds(100) },
  );
});

describe("a process that was killed while it wrote", () => {
  test("every whole record lands, the torn one is cut off, wherever it was torn", async () => {
    const sessionId = randomUUID();
    const records = numbers(1, 3).map((seq) => encodeRecord(append(sessionId, seq, { raw: randomBytes(20) })));
    const whole = Buffer.concat(records);
    const step = Math.round(whole.length / rounds(whole.length));
    const ends = records.map((_, index) => Buffer.concat(records.slice(0, index + 1)).length);
    for (let length = 0; length <= whole.length; length += step) {
      await writeFile(fileOf(sessionId), whole.subarray(0, length));
      const { writer, store } = open();
      await store.drainAll();
      expect(writer.of(sessionId)).toEqual(numbers(1, ends.filter((end) => end <= length).length));
      expect(await readdir(folder)).toEqual([]);
      expect(store.bytes).toBe(0);
    }
  });

  test.each([
    ["zeros, as a file system leaves them", Buffer.alloc(4096)],
    ["garbage", Buffer.from("garbage that is long enough to look like a record")],
    ["a wrong checksum", Buffer.from([5, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0])],
  ])("%s behind the last record", async (_name, tail) => {
    const sessionId = randomUUID();
    await writeFile(fileOf(sessionId), Buffer.concat([encodeRecord(append(sessionId, 1)), tail]));
    const { writer, store } = open();
    await store.fileOf(sessionId).append(append(sessionId, 2));
    await store.drainAll();
    expect(writer.of(sessionId)).toEqual([1, 2]);
  });

  test("a record far larger than one read", async () => {
    const sessionId = randomUUID();
    const raw = randomBytes(7_000_000);
    await leave(append(sessionId, 1, { raw }));
    const { writer, store } = open();
    await store.drainAll();
    expect(writer.landed[0]?.items[0]?.raw?.equals(raw)).toBe(true);
  });
});

describe("draining", () => {
  test("what comes while it drains lands behind, and the end is told in the step in which nothing is left", async () => {
    const sessionId = randomUUID();
    const { writer, store } = open();
    const file = store.fileOf(sessionId);
    let next = 1;
    const more = () => file.append(append(sessionId, next++));
    await Promise.all(numbers(1, 20).map(more));
    const late: Promise<void>[] = [];
    let leftAtEnd = -1;
    await file.drain(
      async (one) => {
        if (next <= 200) late.push(more(), more());
        await writer.append(one);
        if (next <= 200) late.push(more());
      },
      () => {
        leftAtEnd = next - 1 - writer.of(sessionId).length;
      },
    );
    await Promise.all(late);
    expect(leftAtEnd).toBe(0);
    expect(writer.of(sessionId)).toEqual(numbers(1, next - 1));
    expect(await readdir(folder)).toEqual([]);
  });

  test("an append that arrives at the very end is never lost with the file", async () => {
    const sessionId = randomUUID();
    for (let yields = 0; yields < 40; yields += 1) {
      const { writer, store } = open();
      const file = store.fileOf(sessionId);
      await file.append(append(sessionId, 1));
      let handedIn = 1;
      const left: number[] = [];
      const drained = file.drain(
        async (one) => void (await writer.append(one)),
        () => left.push(handedIn - writer.of(sessionId).length),
      );
      for (let n = 0; n < yields; n += 1) await (n % 2 === 1 ? new Promise(setImmediate) : Promise.resolve());
      handedIn += 1;
      await Promise.all([file.append(append(sessionId, 2)), drained]);
      expect(left).toEqual([0]);
      await store.drainAll();
      expect(writer.of(sessionId)).toEqual([1, 2]);
      expect(store.bytes).toBe(0);
    }
  });

  test("what could not land stays, in order, and neighbours of one epoch land together", async () => {
    const sessionId = randomUUID();
    const { writer, store } = open();
    const file = store.fileOf(sessionId);
    for (const seq of numbers(1, 6)) await file.append(append(sessionId, seq, { epoch: seq < 4 ? 1 : 2 }));
    writer.isAway = true;
    await expect(store.drainAll()).rejects.toThrow(StorageAwayError);
    writer.isAway = false;
    await store.drainAll();
    expect(writer.landed.map(({ epoch, stream, items }) => [epoch, stream?.seq, items.length])).toEqual([
      [1, 3, 3],
      [2, 6, 3],
    ]);
  });

  test("a session without a file makes none, and foreign files are left alone", async () => {
    await writeFile(path.join(folder, "notes.spool"), "mine");
    const { writer, store } = open();
    await store.drainSession(randomUUID());
    await store.drainAll();
    expect(writer.landed).toEqual([]);
    expect(await readdir(folder)).toEqual(["notes.spool"]);
  });
});

describe("the bound", () => {
  test("holds over all sessions, and counts what an earlier process left", async () => {
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    await leave(append(one, 1, { raw: Buffer.alloc(3_000) }));
    const { writer, store } = open(new Log(), 8_000);
    await store.fileOf(one).append(append(one, 2));
    await store.fileOf(two).append(append(two, 1, { raw: Buffer.alloc(3_000) }));
    await expect(store.fileOf(three).append(append(three, 1, { raw: Buffer.alloc(3_000) }))).rejects.toThrow(SpoolFullError);
    expect(store.bytes).toBe((await stat(fileOf(one))).size + (await stat(fileOf(two))).size);
    await store.drainAll();
    expect([writer.of(one), writer.of(two), store.bytes]).toEqual([[1, 2], [1], 0]);
    await store.fileOf(three).append(append(three, 1, { raw: Buffer.alloc(3_000) }));
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk is the same", async () => {
    const sessionId = randomUUID();
    await symlink("/dev/full", fileOf(sessionId));
    const { store } = open();
    await expect(store.fileOf(sessionId).append(append(sessionId, 1))).rejects.toThrow(SpoolFullError);
    expect(store.bytes).toBe(0);
  });
});

test("the file is for its owner only, and holds what was kept before the promise resolved", async () => {
  const sessionId = randomUUID();
  const { store } = open();
  await store.fileOf(sessionId).append(append(sessionId, 1));
  expect((await stat(fileOf(sessionId))).mode & 0o777).toBe(0o600);
  expect(decodeRecords(await readFile(fileOf(sessionId))).records).toHaveLength(1);
});
