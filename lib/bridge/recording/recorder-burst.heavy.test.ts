import { randomUUID } from "node:crypto";
import { setImmediate as tick } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { Recorder, type RecorderState } from "./recorder";
import { SpoolStore } from "./spool";
import type { SpoolDisk } from "./spool-disk";

const FRAMES = 20_000;
const A_TICK = 500;
/** So many ticks the log takes for a portion. */
const LATE = 20;
const RAW = Buffer.alloc(1_024, "x");
/** What a frame counts for while it waits: itself, its translation and its copy. */
const WEIGHT = 512 + 3 * RAW.length;
const MIB = 1024 * 1024;
/** More than that goes to the disk; and what comes until it does. */
const MAY_WAIT = 36 * MIB;

/** A disk with one file, as fast as memory. */
function fastDisk(): SpoolDisk {
  const content = Buffer.alloc(64 * MIB);
  let size = 0;
  const handle = {
    stat: async () => ({ size }),
    close: async () => {},
    datasync: async () => {},
    truncate: async (length: number) => {
      size = length;
    },
    read: async (buffer: Buffer, at: number, length: number, from: number) => ({
      bytesRead: content.copy(buffer, at, from, Math.min(size, from + length)),
      buffer,
    }),
    write: async (bytes: Buffer, at: number, length: number, to: number) => {
      size = Math.max(size, to + bytes.copy(content, to, at, at + length));
      return { bytesWritten: length, buffer: bytes };
    },
  };
  return {
    open: async () => handle as unknown as Awaited<ReturnType<SpoolDisk["open"]>>, // as: Node's handle has overloads that the spool does not call
    has: async () => size > 0,
    isAt: async () => true,
    remove: async () => {
      size = 0;
    },
    syncFolder: async () => {},
  };
}

/** A log that is slow, and has each source once. */
class SlowLog {
  readonly seqs: number[] = [];

  append = async ({ items }: Append): Promise<Placed[]> => {
    for (let late = 0; late < LATE; late += 1) await tick();
    return items.map(({ sourceSeq }): Placed => {
      if (sourceSeq <= this.seqs.length) return { status: "known", seq: sourceSeq };
      this.seqs.push(sourceSeq);
      return { status: "stored", seq: this.seqs.length };
    });
  };
}

test("20,000 frames at once, faster than the log takes them: little waits in memory, the rest goes over the disk, and all of it lands in order", {
  timeout: 60_000,
}, async () => {
  const log = new SlowLog();
  const states: RecorderState[] = [];
  const shown: number[] = [];
  const recorder = new Recorder({
    sessionId: randomUUID(),
    epoch: 1,
    lastSeq: 0,
    writer: log,
    spool: new SpoolStore({ folder: "/spool", maxBytes: 64 * MIB, writer: log, disk: fastDisk() }),
    onStored: (events) => shown.push(...events.map(({ seq }) => seq)),
    onState: (state) => states.push(state),
    onLost: () => {},
    callAfter: (_, call) => {
      const soon = setImmediate(call);
      return () => clearImmediate(soon);
    },
  });
  const stream = randomUUID();
  let [kept, most] = [0, 0];
  const all: Promise<void>[] = [];
  for (let seq = 1; seq <= FRAMES; seq += 1) {
    const item = {
      draft: { kind: "reply_added" as const, at: 1, turn: null, payload: { content: "x" } },
      source: { stream, seq },
      raw: RAW,
    };
    const recorded = recorder.record([item], { id: stream, seq }).then(() => {
      kept += 1;
    });
    all.push(recorded);
    most = Math.max(most, seq - kept);
    if (seq % A_TICK === 0) await tick();
  }
  await Promise.all(all);
  await expect.poll(() => recorder.state, { timeout: 30_000 }).toBe("direct");
  await recorder.close();
  const inOrder = (seqs: readonly number[]) => seqs.length === FRAMES && seqs.every((seq, index) => seq === index + 1);
  expect([inOrder(log.seqs), inOrder(shown)]).toEqual([true, true]);
  expect(states[0]).toBe("spooling");
  expect(most * WEIGHT).toBeLessThan(MAY_WAIT);
});
