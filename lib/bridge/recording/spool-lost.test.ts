/** A spool file that somebody deletes, empties or overwrites while it holds what is not in the log yet. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { logger } from "@/lib/platform/logger";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { ScriptedSession } from "@/lib/testing/scripted-session";
import { MemoryDisk } from "@/lib/testing/simulation/memory-disk";
import { Recorder, type RecorderState } from "./recorder";
import { SpoolStore } from "./spool";

const SESSION = "0198a0de-0000-7000-8000-000000000001";
const FILE = `/spool/${SESSION}.spool`;
const draft = (content: string): EventDraft => ({ kind: "reply_added", at: 1, turn: 1, payload: { content } });
const append = (seq: number, raw?: Buffer): Append => ({
  sessionId: SESSION,
  epoch: 1,
  stream: { id: "s", seq },
  items: [{ draft: draft(`${seq}`), source: "s", sourceSeq: seq, raw }],
});

function open(disk = new MemoryDisk()) {
  const landed: Append[] = [];
  const log = {
    landed,
    isAway: true,
    append: async (one: Append): Promise<Placed[]> => {
      if (log.isAway) throw new StorageAwayError(new Error("away"));
      landed.push(one);
      return one.items.map((_, index) => ({ status: "stored", seq: landed.length + index }));
    },
    get words(): unknown[] {
      return landed.flatMap(({ items }) =>
        items.map((item) => ("content" in item.draft.payload ? item.draft.payload.content : item.draft.kind)),
      );
    },
  };
  const store = new SpoolStore({ folder: "/spool", maxBytes: 1_000_000, writer: log, disk });
  return { log, disk, store };
}

/** Two are kept, and could not be landed. */
async function left() {
  const opened = open();
  for (const seq of [1, 2]) await opened.store.fileOf(SESSION).append(append(seq));
  await expect(opened.store.drainSession(SESSION)).rejects.toThrow(StorageAwayError);
  opened.log.isAway = false;
  return opened;
}

afterEach(() => vi.restoreAllMocks());

const said = () => vi.spyOn(logger, "error").mockImplementation(() => {});

test("R7 one that is deleted is a gap with its reason, said once, and the session goes on", async () => {
  const error = said();
  const { log, disk, store } = await left();
  await disk.remove(FILE);
  await store.drainSession(SESSION);
  await store.drainSession(SESSION);
  expect(log.landed).toMatchObject([
    { sessionId: SESSION, epoch: null, items: [{ draft: { kind: "frames_missed", payload: { count: null } } }] },
  ]);
  expect(log.landed[0]?.stream).toBeUndefined();
  expect(error).toHaveBeenCalledOnce();
  expect(store.bytes).toBe(0);
  await store.fileOf(SESSION).append(append(3));
  await store.drainSession(SESSION);
  expect(log.words).toEqual(["frames_missed", "3"]);
});

test("R7 the gap stands where what was lost would, before what was kept afterwards, also when the database goes away meanwhile", async () => {
  said();
  const { log, disk, store } = await left();
  await disk.remove(FILE);
  await store.fileOf(SESSION).append(append(3));
  log.isAway = true;
  await expect(store.drainSession(SESSION)).rejects.toThrow(StorageAwayError);
  log.isAway = false;
  await store.drainSession(SESSION);
  expect(log.words).toEqual(["frames_missed", "3"]);
  expect(store.bytes).toBe(0);
  expect(await disk.has(FILE)).toBe(false);
});

test.each([
  ["emptied", 0, ["frames_missed", "2", "3"]],
  ["overwritten", 4096, ["frames_missed", "3"]],
])(
  "R7 one that is %s while it is written is a gap too, and what only the log knows by then is read from there",
  async (_how, length, words) => {
    const error = said();
    const { log, disk, store } = open();
    const states: RecorderState[] = [];
    const timers: (() => void)[] = [];
    const recorder = new Recorder({
      sessionId: SESSION,
      epoch: 1,
      lastSeq: 0,
      writer: log,
      spool: store,
      onStored: () => {},
      onState: (state) => states.push(state),
      onLost: () => {},
      callAfter: (_ms, call) => {
        timers.push(call);
        return () => {};
      },
    });
    await recorder.record([{ draft: draft("1") }]);
    const handle = await disk.open(FILE);
    await handle.truncate(0);
    if (length > 0) await handle.write(Buffer.alloc(length), 0, length, 0);
    await recorder.record([{ draft: draft("2") }]);
    log.isAway = false;
    for (const call of timers.splice(0)) call();
    await vi.waitFor(() => expect(recorder.state).toBe("direct"));
    await recorder.record([{ draft: draft("3") }]);
    expect(log.words).toEqual(words);
    expect(states).toEqual(["spooling", "full", "direct"]);
    expect(error).toHaveBeenCalledOnce();
  },
);

/** What a process that comes after a kill lands. */
async function landedByTheNext(disk: MemoryDisk): Promise<unknown[]> {
  const next = open(disk.afterCrash(0));
  next.log.isAway = false;
  await next.store.drainSession(SESSION);
  return next.log.words;
}

test("R7 one that is deleted or emptied while it is written: what a kill leaves has all that can still be read, and says what cannot", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => {});
  said();
  const { disk, store } = open();
  const file = store.fileOf(SESSION);
  await file.append(append(1));
  await disk.remove(FILE);
  await file.append(append(2));
  expect(await landedByTheNext(disk)).toEqual(["1", "2"]);
  await disk.remove(FILE);
  const foreign = await disk.open(FILE);
  await foreign.write(Buffer.alloc(100_000), 0, 100_000, 0);
  await file.keep();
  expect(await landedByTheNext(disk)).toEqual(["1", "2"]);
  expect((await foreign.stat()).size).toBe(store.bytes);
  await (await disk.open(FILE)).truncate(0);
  await file.append(append(3));
  expect(await landedByTheNext(disk)).toEqual(["frames_missed", "3"]);
});

test("R7 on a real disk: one that is moved away, or deleted with its folder, is written anew by what comes next", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => {});
  const folder = await mkdtemp(path.join(os.tmpdir(), "spool-lost-"));
  const { log } = open();
  const file = new SpoolStore({ folder, maxBytes: 50_000_000, writer: log }).fileOf(SESSION);
  await file.append(append(1));
  await rename(path.join(folder, path.basename(FILE)), path.join(folder, "elsewhere"));
  await file.append(append(2, randomBytes(5_000_000)));
  await rm(folder, { recursive: true });
  await file.append(append(3));
  await file.close();
  log.isAway = false;
  await new SpoolStore({ folder, maxBytes: 50_000_000, writer: log }).drainAll();
  expect(log.words).toEqual(["1", "2", "3"]);
  await rm(folder, { recursive: true });
});

test("R7 one that is deleted is written anew while nothing more comes and the database is still away", async () => {
  vi.spyOn(logger, "warn").mockImplementation(() => {});
  const { log, disk, store } = open();
  const timers: (() => void)[] = [];
  const callAfter = (_ms: number, call: () => void) => {
    timers.push(call);
    return () => {};
  };
  const rest = { sessionId: SESSION, epoch: 1, lastSeq: 0, onStored: () => {}, onState: () => {}, onLost: () => {} };
  const recorder = new Recorder({ ...rest, writer: log, spool: store, callAfter });
  await recorder.record([{ draft: draft("1") }]);
  await disk.remove(FILE);
  for (const call of timers.splice(0)) call();
  await vi.waitFor(() => expect(timers).toHaveLength(1));
  expect(await landedByTheNext(disk)).toEqual(["1"]);
});

test("R7 a disk that does not take it anew keeps nothing from the database when that is back", async () => {
  const warn = vi.spyOn(logger, "warn").mockImplementation(() => {});
  const { log, disk, store } = open();
  const file = store.fileOf(SESSION);
  await file.append(append(1));
  await disk.remove(FILE);
  disk.isFull = true;
  await expect(file.append(append(2))).rejects.toThrow("The disk takes nothing more.");
  log.isAway = false;
  await store.drainSession(SESSION);
  expect(log.words).toEqual(["1"]);
  expect(store.bytes).toBe(0);
  expect(warn).toHaveBeenCalledOnce();
});

test("R7 who drives the session by then lets the agent go, and begins again from the log when all is there", async () => {
  const session = new ScriptedSession();
  await session.bind();
  session.log.state = "full";
  session.driver.storageChanged();
  await session.settle();
  expect(session.isOpen).toBe(false);
  session.log.state = "direct";
  session.driver.storageChanged();
  expect(session.isOpen).toBe(true);
});
