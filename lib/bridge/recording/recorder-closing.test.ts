// R12 the end of a recorder: what was received is safe, and no database that says nothing is waited for.
import { randomUUID } from "node:crypto";
import { setImmediate as tick } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { logger } from "@/lib/platform/logger";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { MemoryDisk } from "@/lib/testing/simulation/memory-disk";
import { Recorder, type RecordItem } from "./recorder";
import { SpoolStore } from "./spool";

const frame = (seq: number): RecordItem => ({
  draft: { kind: "reply_added", at: 1, turn: null, payload: { content: `frame ${seq}` } },
  source: { stream: "the stream", seq },
});

/** A recorder whose database does what `append` does, and whose clock the test moves. */
function aRecorder(append: (given: Append) => Promise<Placed[]>, maxBytes = 1_000_000) {
  const later: (() => void)[] = [];
  const spool = new SpoolStore({ folder: "/spool", maxBytes, writer: { append }, disk: new MemoryDisk() });
  const recorder = new Recorder({
    sessionId: randomUUID(),
    epoch: 1,
    lastSeq: 0,
    writer: { append },
    spool,
    onStored: () => {},
    onState: () => {},
    onLost: () => {},
    callAfter: (_, call) => {
      later.push(call);
      return () => void later.splice(later.indexOf(call), 1);
    },
  });
  const pass = async () => {
    for (const call of later.splice(0)) call();
    await tick();
  };
  return { recorder, spool, pass };
}

const silence = (): Promise<never> => new Promise(() => {});

test("a database that says nothing: what it was handed and what comes after it go to the disk", async () => {
  const { recorder, spool, pass } = aRecorder(silence);
  const first = recorder.record([frame(1)]);
  await tick();
  const second = recorder.record([frame(2)]);
  const closed = recorder.close();
  await pass();
  await closed;
  expect(await Promise.all([first, second])).toEqual([[], []]);
  expect(spool.bytes).toBeGreaterThan(200);
});

test("why what it is handed goes to the disk, and why nothing more is kept, is in the log in the words of who said it", async () => {
  const warn = vi.spyOn(logger, "warn").mockImplementation(() => {});
  const away = new StorageAwayError(new Error("Query read timeout"));
  const { recorder } = aRecorder(() => Promise.reject(away), 1_000);
  await recorder.record([frame(1)]);
  await expect(recorder.record(Array.from({ length: 20 }, (_, index) => frame(index + 2)))).rejects.toThrow();
  expect(warn.mock.calls.map(([said]) => said)).toMatchObject([
    { state: "spooling", why: "Query read timeout" },
    { state: "full", why: "The spool's bound is reached." },
  ]);
  warn.mockRestore();
});

test("one that goes silent while the spool is drained", async () => {
  let isSilent = false;
  const { recorder, spool, pass } = aRecorder(() => (isSilent ? silence() : Promise.reject(new StorageAwayError(new Error("away")))));
  await recorder.record([frame(1)]);
  isSilent = true;
  await pass();
  const closed = recorder.close();
  await pass();
  await closed;
  expect(spool.bytes).toBeGreaterThan(100);
});

test("R15 what another process took over while the database was away is never written again, and no state says that it is", async () => {
  let answer = (_given: Append): Promise<Placed[]> => Promise.reject(new StorageAwayError(new Error("away")));
  const { recorder, pass } = aRecorder((given) => answer(given));
  await recorder.record([frame(1)]);
  answer = async ({ epoch, items }) => items.map((): Placed => (epoch === null ? { status: "stored", seq: 1 } : { status: "stale" }));
  await pass();
  await vi.waitFor(() => expect(recorder.record([frame(2)])).rejects.toThrow("another process"));
  expect(recorder.state).toBe("spooling");
  await recorder.close();
});

test("a message that the database does not answer keeps no session open", async () => {
  const session = new ScriptedSession();
  await session.bind();
  session.log.recordNow = silence;
  void session.driver.messages.submit(ada, randomUUID(), "hello");
  await session.settle();
  void session.driver.close();
  await session.settle(2_000);
  expect([session.isOpen, session.isLetGo]).toEqual([false, true]);
});

test("a database that fails when the recorder is closed already is not asked again and again", async () => {
  let fail: (error: Error) => void = () => {};
  const append = vi.fn(() => new Promise<Placed[]>((_, reject) => (fail = reject)));
  const { recorder, pass } = aRecorder(append);
  const recorded = recorder.record([frame(1)]);
  await tick();
  const closed = recorder.close();
  fail(new StorageAwayError(new Error("away")));
  await closed;
  expect(await recorded).toEqual([]);
  await pass();
  expect(append).toHaveBeenCalledOnce();
});

test("a session that was let go asks no more who may write what waits", async () => {
  const session = new ScriptedSession();
  await session.driver.messages.submit(ada, randomUUID(), "waits");
  await session.driver.close();
  session.asked.length = 0;
  session.driver.messages.review();
  await session.settle(60_000);
  expect(session.asked).toEqual([]);
});
