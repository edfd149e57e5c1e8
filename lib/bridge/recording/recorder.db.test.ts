import { randomBytes, randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aRecordedSession, contents, frame, frames, type RecordedSession, reply, stream } from "@/lib/testing/db/recorded-session";
import { testDatabase } from "@/lib/testing/db/test-database";
import type { Recorder, RecorderState } from "./recorder";

const { pool, url } = testDatabase();
const patience = { timeout: 15_000, interval: 10 };
let it: RecordedSession;

beforeEach(async () => {
  it = await aRecordedSession(pool, url);
});

afterEach(() => it.way.close());

const backTo = (recorder: Recorder, state: RecorderState) => vi.waitFor(() => expect(recorder.state).toBe(state), patience);

describe("R7 the database is away", () => {
  test("what is received is spooled and lands in order behind what was before; nothing is lost or doubled, and viewers are told once", async () => {
    const { recorder, spool, announced, states, keep } = await it.openRecorder();
    await keep(1);
    it.way.be("cut");
    await Promise.all(Array.from({ length: 500 }, (_, n) => keep(n + 2)));
    expect(recorder.state).toBe("spooling");
    expect(await it.logged()).toEqual(["frame 1"]);
    expect(spool.bytes).toBeGreaterThan(500 * 50);
    it.way.be("open");
    const more = (async () => {
      for (let n = 502; n <= 900; n += 1) await keep(n);
    })();
    await backTo(recorder, "direct");
    await more;
    expect(await it.logged()).toEqual(frames(900));
    expect(contents(announced)).toEqual(frames(900));
    expect(announced.map(({ seq }) => seq)).toEqual(announced.map((_, index) => index + 1));
    expect(await it.streamOnRecord()).toEqual({ stream, seq: 900 });
    expect(states).toEqual(["spooling", "direct"]);
    expect(spool.bytes).toBe(0);
    expect(await readdir(it.folder)).toEqual([]);
  });

  test("cut and mended again and again in the middle of the traffic", async () => {
    const { recorder, announced, keep } = await it.openRecorder();
    const cuts = ["cut", "open", "swallow", "open", "deaf", "open"] as const;
    for (let n = 1; n <= 600; n += 1) {
      if (n % 50 === 0) it.way.be(cuts[(n / 50) % cuts.length] ?? "open");
      await keep(n);
    }
    it.way.be("open");
    await backTo(recorder, "direct");
    await keep(601);
    expect(await it.logged()).toEqual(frames(601));
    expect(contents(announced)).toEqual(frames(601));
  });

  test("a database that says nothing is away as well", async () => {
    const { recorder, keep } = await it.openRecorder();
    await keep(1);
    it.way.be("deaf");
    await keep(2);
    expect(recorder.state).toBe("spooling");
    it.way.be("cut");
    it.way.be("open");
    await backTo(recorder, "direct");
    expect(await it.logged()).toEqual(frames(2));
  });

  test("what people send is refused, and is not on record", async () => {
    const { recorder, announced } = await it.openRecorder();
    it.way.be("cut");
    await expect(recorder.recordNow([{ draft: reply("sent") }])).rejects.toMatchObject({ name: "StorageAwayError" });
    await expect(recorder.recordNow([{ draft: reply("sent again") }])).rejects.toMatchObject({ name: "StorageAwayError" });
    it.way.be("open");
    await backTo(recorder, "direct");
    await recorder.recordNow([{ draft: reply("sent at last") }]);
    expect(await it.logged()).toEqual(["sent at last"]);
    expect(contents(announced)).toEqual(["sent at last"]);
  });

  test("what people sent is never refused when it is on record: the answer was lost after the commit", async () => {
    const { recorder, announced, keep } = await it.openRecorder();
    await keep(1);
    it.way.be("swallow");
    const sent = recorder.recordNow([{ draft: reply("sent"), clientMessageId: randomUUID() }]);
    await backTo(recorder, "spooling");
    await keep(2);
    expect(await it.logged()).toEqual(["frame 1", "sent"]);
    it.way.be("open");
    expect(await sent).toMatchObject([{ seq: 2 }]);
    expect(await it.logged()).toEqual(["frame 1", "sent", "frame 2"]);
    expect(announced.map(({ seq }) => seq)).toEqual([1, 3]); // viewers read what is between from the log
  });

  test("the bound is reached: it says so, keeps no hole, and goes on once the database is back", async () => {
    const { recorder, spool, states, keep } = await it.openRecorder({ spool: it.openSpool(20_000) });
    it.way.be("cut");
    const big = randomBytes(6_000);
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) => recorder.record([frame(n + 1, n === 5 ? Buffer.alloc(0) : big)], { id: stream, seq: n + 1 })),
    );
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "fulfilled", "rejected", "rejected", "rejected"]);
    expect(recorder.state).toBe("full");
    await expect(keep(7)).rejects.toMatchObject({ name: "SpoolFullError" });
    expect(spool.bytes).toBeLessThanOrEqual(20_000);
    it.way.be("open");
    await backTo(recorder, "direct");
    expect(await it.logged()).toEqual(frames(3));
    await keep(4);
    expect(await it.logged()).toEqual(frames(4));
    expect(states).toEqual(["spooling", "full", "direct"]);
  });

  test("memory stays bounded: more than a portion does not wait for a slow answer, it goes to the disk", async () => {
    const { recorder, spool, states } = await it.openRecorder({ through: { append: () => new Promise<never>(() => {}) } });
    const raw = randomBytes(3 * 1024 * 1024);
    const first = recorder.record([frame(1, raw)], { id: stream, seq: 1 });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, ...[2, 3, 4, 5].map((n) => recorder.record([frame(n, raw)], { id: stream, seq: n }))]);
    // Where the disk is slow, some of it has landed again by now.
    expect(states[0]).toBe("spooling");
    await spool.drainAll();
    expect(await it.logged()).toEqual(frames(5));
  });

  test("closing keeps what was received, and the next start lands it", async () => {
    const { recorder, keep } = await it.openRecorder();
    await keep(1);
    it.way.be("cut");
    const kept = [keep(2), keep(3)];
    await recorder.close();
    await Promise.all(kept);
    await expect(keep(4)).rejects.toThrow("closed");
    it.way.be("open");
    await it.openSpool().drainAll();
    expect(await it.logged()).toEqual(frames(3));
    expect(await it.streamOnRecord()).toEqual({ stream, seq: 3 });
    expect(await readdir(it.folder)).toEqual([]);
  });
});
