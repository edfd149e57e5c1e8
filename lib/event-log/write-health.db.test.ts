import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, test } from "vitest";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import type { Append } from "./append-events";
import { EventWriter } from "./event-writer";
import { WriteHealth } from "./write-health";

const { pool } = testDatabase();
/** What PostgreSQL says of a disk that is full, while it reads on. */
const FILL = `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
  CREATE TRIGGER no_room BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION no_room()`;
const CLEAR = "DROP TRIGGER no_room ON event; DROP FUNCTION no_room()";
const full = Object.assign(new Error("could not extend file"), { code: "53100" });

const oneReply = (sessionId: string): Append => ({
  sessionId,
  epoch: null,
  items: [{ draft: { kind: "reply_added", at: 1, turn: null, payload: { content: "hello" } }, source: randomUUID(), sourceSeq: 1 }],
});

test("a database that reads and takes nothing is told, an append of nothing does not hide it, and the next that is stored ends it", async () => {
  const { sessionId } = await aProject(pool);
  const writer = new EventWriter(pool);
  await writer.append(oneReply(sessionId));
  expect(await writer.health.whyNot()).toEqual([]);
  await pool.query(FILL);
  try {
    await expect(writer.append(oneReply(sessionId))).rejects.toThrow(StorageAwayError);
    await writer.append({ sessionId, epoch: null, items: [] });
    expect(await writer.health.whyNot()).toEqual(["the disk of the database is full"]);
  } finally {
    await pool.query(CLEAR);
  }
  await writer.append(oneReply(sessionId));
  expect(await writer.health.whyNot()).toEqual([]);
});

test("where nobody writes any more, a try finds out, and leaves nothing behind", async () => {
  const readOnly = new pg.Pool({ ...pool.options, max: 1, options: "-c default_transaction_read_only=on" });
  const clock = { now: 0 };
  const tried = async (database: pg.Pool) => {
    const health = new WriteHealth({ pool: database, now: () => clock.now });
    health.failed(full);
    clock.now += 10_000;
    return health.whyNot();
  };
  try {
    expect(await tried(readOnly)).toEqual(["the database takes nothing"]);
    expect(await tried(pool)).toEqual([]);
    expect((await pool.query("SELECT 1 FROM pg_class WHERE relname = 'room_to_write'")).rows).toEqual([]);
  } finally {
    await readOnly.end();
  }
});
