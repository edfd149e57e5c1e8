import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Append, sourceOf } from "@/lib/event-log/append-events";
import { EventWriter } from "@/lib/event-log/event-writer";
import { readEvent, readEvents } from "@/lib/event-log/read-events";
import { aRecordedSession, type RecordedSession, reply, stream } from "@/lib/testing/db/recorded-session";
import { testDatabase } from "@/lib/testing/db/test-database";
import { landAppend } from "./land-append";
import type { RecordItem } from "./recorder";

const { pool, url } = testDatabase();
const patience = { timeout: 15_000, interval: 10 };
let it: RecordedSession;

beforeEach(async () => {
  it = await aRecordedSession(pool, url);
});

afterEach(() => it.way.close());

describe("R15 another process has taken the session over", () => {
  test("while writing: it is told, and nothing more is taken", async () => {
    const { keep, lost } = await it.openRecorder();
    await it.claim();
    await expect(keep(1)).rejects.toThrow("another process");
    await expect(keep(2)).rejects.toThrow("another process");
    expect(lost).toEqual(["stale"]);
    expect(await it.logged()).toEqual([]);
  });

  test("while spooling: what was received lands all the same, but not its place in the agent's stream", async () => {
    const { keep, lost } = await it.openRecorder();
    it.way.be("cut");
    await keep(1);
    await keep(2);
    const { epoch } = await it.claim();
    await writerAppend(epoch);
    it.way.be("open");
    await vi.waitFor(() => expect(lost).toEqual(["stale"]), patience);
    await vi.waitFor(async () => expect(await it.logged()).toEqual(["frame 2", "frame 1"]), patience);
    expect(await it.streamOnRecord()).toEqual({ stream: "another", seq: 1 });
  });

  const writerAppend = (epoch: number) => {
    const item = { draft: reply("frame 2"), source: stream, sourceSeq: 2 };
    return new EventWriter(pool).append({ sessionId: it.sessionId, epoch, stream: { id: "another", seq: 1 }, items: [item] });
  };

  test("a session that was deleted meanwhile", async () => {
    const { keep, lost } = await it.openRecorder();
    await pool.query("DELETE FROM session");
    await expect(keep(1)).rejects.toThrow("deleted");
    expect(lost).toEqual(["gone"]);
  });
});

describe("an event that the database refuses", () => {
  const bad: RecordItem = { draft: { ...reply("bad"), turn: 2 ** 40 }, source: { stream, seq: 2 }, raw: Buffer.from("the frame") };

  test.each(["direct", "spooling"] as const)("is replaced by one that says so, with the frame: %s", async (state) => {
    const { recorder, announced, keep } = await it.openRecorder();
    if (state === "spooling") it.way.be("cut");
    await Promise.all([keep(1), recorder.record([bad], { id: stream, seq: 2 }), keep(3)]);
    expect(recorder.state).toBe(state);
    it.way.be("open");
    await vi.waitFor(() => expect(recorder.state).toBe("direct"), patience);
    const events = await readEvents(pool, it.sessionId, { after: 0 });
    expect(events.map((event) => event.kind).sort()).toEqual(["frame_unparsed", "reply_added", "reply_added"]);
    const replaced = events.find((event) => event.kind === "frame_unparsed");
    expect(replaced?.payload).toMatchObject({ reason: expect.stringContaining("reply_added"), bytes: 9, preview: "the frame" });
    expect((await readEvent(pool, it.sessionId, replaced?.seq ?? 0))?.raw?.toString()).toBe("the frame");
    expect(announced).toHaveLength(3);
    await recorder.record([bad]);
    expect(await readEvents(pool, it.sessionId, { after: 0 })).toHaveLength(3);
  });

  test("moves the place in the agent's stream past nothing that is not on record: the process may end at any step", async () => {
    const { epoch } = await it.claim();
    const items = [1, 2, 3].map((seq) => ({ draft: seq === 2 ? bad.draft : reply(`frame ${seq}`), source: stream, sourceSeq: seq }));
    const append: Append = { sessionId: it.sessionId, epoch, stream: { id: stream, seq: 3 }, items };
    const writer = new EventWriter(pool);
    const placed = await writer.append(append);
    expect(placed.map(({ status }) => status)).toEqual(["stored", "refused", "stored"]);
    expect((await it.streamOnRecord())?.seq).toBe(0);
    const landed = await landAppend(writer, append);
    expect(landed.map((one) => [one.placed.status, one.isReplaced])).toEqual([
      ["known", false],
      ["stored", true],
      ["known", false],
    ]);
    expect(await it.streamOnRecord()).toEqual({ stream, seq: 3 });
  });

  test("is no event for the name of its stream, whatever an agent calls it", async () => {
    const { recorder } = await it.openRecorder();
    const name = "a\0b\ud800";
    const source = { stream: sourceOf(name), seq: 1 };
    await recorder.record([{ draft: reply("frame 1"), source, raw: Buffer.from("the frame") }], { id: name, seq: 1 });
    expect(await it.logged()).toEqual(["frame 1"]);
    expect(await it.streamOnRecord()).toEqual({ stream: "a\ufffdb\ufffd", seq: 1 });
  });

  test("of a person is told to them", async () => {
    const { recorder } = await it.openRecorder();
    await expect(recorder.recordNow([{ draft: bad.draft }])).rejects.toThrow("refused");
  });
});

test.each([
  ["a database that is not there", "/no_such_database", ""],
  ["a password that is refused", "", "nobody"],
])("%s costs no event: it is spooled", async (_name, database, user) => {
  const address = new URL(url);
  if (database) address.pathname = database;
  if (user) address.username = user;
  const wrong = new pg.Pool({ connectionString: address.href });
  const { recorder } = await it.openRecorder({ through: new EventWriter(wrong) });
  await recorder.record([{ draft: reply("kept"), source: { stream, seq: 1 } }]);
  expect(recorder.state).toBe("spooling");
  await recorder.close();
  await wrong.end();
  await it.openSpool().drainAll();
  expect(await it.logged()).toEqual(["kept"]);
});

test("a replay of what is on record is not announced again", async () => {
  const { recorder, announced, keep } = await it.openRecorder();
  await keep(1);
  expect(await keep(1)).toMatchObject([{ seq: 1 }]);
  const again = await it.openRecorder();
  await again.keep(1);
  expect(announced).toHaveLength(1);
  expect(again.announced).toEqual([]);
  await recorder.close();
});
