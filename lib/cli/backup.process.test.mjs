// A backup under load, restored: a log that is whole up to some point, with all that was on record before the backup began, and that goes on.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { EventWriter } from "@/lib/event-log/event-writer";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { copyCluster } from "./copy-cluster.mjs";
import { startPostgres } from "./embedded-postgres.mjs";
import { migrateDatabase } from "./migrate-database.mjs";
import { capture } from "./run-step.mjs";

const SESSIONS = 4;
const room = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-backup-"));
const ends = [() => rmSync(room, { recursive: true, force: true })];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

async function openDatabase(dataDir) {
  const postgres = await startPostgres({ folder: path.join(dataDir, "postgres") });
  ends.push(postgres.stop);
  const url = postgres.urlOf("octomind_dashboard");
  await migrateDatabase(url, { quiet: true });
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
  ends.push(() => pool.end());
  return pool;
}

/** Appends to every session as fast as it can; `head` says up to where each has its answer. */
function putUnderLoad(pool, sessions) {
  const writer = new EventWriter(pool);
  const head = new Map(sessions.map((id) => [id, 0]));
  let isOver = false;
  const work = async (sessionId) => {
    const stream = randomUUID();
    for (let seq = 1; !isOver; seq += 2) {
      const items = [seq, seq + 1].map((one) => ({
        draft: { kind: "reply_added", at: one, turn: null, payload: { content: `said ${one}` } },
        source: stream,
        sourceSeq: one,
        raw: Buffer.from(`{"n":${one}}`),
      }));
      await writer.append({ sessionId, epoch: 0, stream: { id: stream, seq: seq + 1 }, items });
      head.set(sessionId, seq + 1);
    }
  };
  const all = Promise.all(sessions.map(work));
  return {
    head,
    end: () => {
      isOver = true;
      return all;
    },
  };
}

const rowsOf = async (pool, sessionId, until) =>
  (await pool.query("SELECT seq, kind, payload, raw FROM event WHERE session_id = $1 AND seq <= $2 ORDER BY seq", [sessionId, until])).rows;

const backUp = (dataDir, folder) =>
  capture(process.execPath, ["lib/cli/backup.mjs", folder], { env: { PATH: process.env.PATH, DATA_DIR: dataDir } });

test("a backup under load starts as a data directory of its own: each log is whole up to some point, and goes on from there", {
  timeout: 60_000,
}, async () => {
  const [dataDir, folder] = ["data", "copy"].map((name) => path.join(room, name));
  const pool = await openDatabase(dataDir);
  writeFileSync(path.join(dataDir, "app-secret"), "a secret");
  const { sessionId, anotherSession } = await aProject(pool);
  const sessions = [sessionId, ...(await Promise.all(Array.from({ length: SESSIONS - 1 }, anotherSession)))];
  const load = putUnderLoad(pool, sessions);
  await expect.poll(() => Math.min(...load.head.values()), { timeout: 20_000 }).toBeGreaterThan(100);
  const before = new Map(load.head);
  expect(await backUp(dataDir, folder)).toMatchObject({ code: 0, output: expect.stringContaining("has everything") });
  await load.end();

  expect(readFileSync(path.join(folder, "app-secret"), "utf8")).toBe("a secret");
  expect(existsSync(`${folder}.unfinished`)).toBe(false);
  const restored = await openDatabase(folder);
  const writer = new EventWriter(restored);
  for (const id of sessions) {
    const { rows } = await restored.query("SELECT last_seq FROM session WHERE id = $1", [id]);
    const last = rows[0].last_seq;
    expect(last).toBeGreaterThanOrEqual(before.get(id));
    const kept = await rowsOf(restored, id, 2 ** 31 - 1);
    expect(kept.map(({ seq }) => seq)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(kept).toEqual(await rowsOf(pool, id, last));
    const draft = { kind: "reply_added", at: 1, turn: null, payload: { content: "after it" } };
    const placed = await writer.append({ sessionId: id, epoch: 0, items: [{ draft, source: randomUUID(), sourceSeq: 1, raw: null }] });
    expect(placed).toMatchObject([{ status: "stored", seq: last + 1 }]);
  }
  const again = await backUp(dataDir, folder);
  expect(again).toEqual({ code: 1, output: `${folder} is there already.\n` });
});

async function connectTo(connectionString) {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  return client;
}

test("what a copy needs of the log of changes is kept until it is made, however much is written meanwhile", {
  timeout: 60_000,
}, async () => {
  const from = path.join(room, "written", "postgres");
  const postgres = await startPostgres({ folder: from });
  onTestFinished(postgres.stop);
  const url = postgres.urlOf("postgres");
  const [client, other] = await Promise.all([connectTo(url), connectTo(url)]);
  let first = "";
  const busy = {
    query: async (text, values) => {
      // Each checkpoint throws away what nobody needs any more.
      if (text.includes("pg_backup_stop"))
        for (let round = 0; round < 3; round += 1) {
          await other.query(`CREATE TABLE written_${round} ()`);
          await other.query("SELECT pg_switch_wal()");
          await other.query("CHECKPOINT");
        }
      const answer = await client.query(text, values);
      first = answer.rows[0]?.first ?? first;
      return answer;
    },
  };
  const copy = path.join(room, "written-copy");
  // As a table that is dropped after its folder was read.
  symlinkSync(path.join(room, "dropped"), path.join(from, "cluster/base/1/999999"));
  await copyCluster(busy, path.join(from, "cluster"), copy, new AbortController().signal);
  // From the first that it needs on; nothing of what ran.
  expect(readdirSync(path.join(copy, "pg_wal")).sort()[0]).toBe(first);
  expect(readdirSync(path.join(copy, "pg_replslot"))).toEqual([]);
  expect(readdirSync(copy)).not.toContain("postmaster.pid");
  expect(readdirSync(path.join(copy, "base/1"))).not.toContain("999999");
  await Promise.all([client.end(), other.end()]);
});

test("one that is told to end leaves no copy, and no database that it started", { timeout: 60_000 }, async () => {
  const [dataDir, folder] = ["still", "broken-off"].map((name) => path.join(room, name));
  const postgres = await startPostgres({ folder: path.join(dataDir, "postgres") });
  await postgres.stop();
  const child = spawn(process.execPath, ["lib/cli/backup.mjs", folder], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await expect.poll(() => existsSync(path.join(`${folder}.unfinished`, "postgres/cluster")), { timeout: 20_000, interval: 1 }).toBe(true);
  child.kill("SIGINT");
  expect(await ended).toEqual([1, null]);
  expect([folder, `${folder}.unfinished`, path.join(dataDir, "postgres/cluster/postmaster.pid")].filter(existsSync)).toEqual([]);
});

test("of two to the same folder one is made, whole, and the other is refused", { timeout: 60_000 }, async () => {
  const [dataDir, folder] = ["twice", "one-of-two"].map((name) => path.join(room, name));
  const from = path.join(dataDir, "postgres");
  const postgres = await startPostgres({ folder: from });
  onTestFinished(postgres.stop);
  const made = await Promise.all([backUp(dataDir, folder), backUp(dataDir, folder)]);
  const [refused] = made.filter(({ code }) => code !== 0);
  expect(made.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(refused.output).toMatch(/^(Another backup to .* is being made: process \d+, since .*\.|.* is there already\.)\n$/);
  expect(readdirSync(path.join(folder, "postgres/cluster/base"))).toEqual(readdirSync(path.join(from, "cluster/base")));
  expect(readdirSync(room).filter((name) => name.startsWith("one-of-two"))).toEqual(["one-of-two"]);
  expect(readdirSync(folder)).toEqual(["postgres"]);
});

test("into the database itself is refused: it would be a copy of the copy", async () => {
  const dataDir = path.join(room, "inside");
  mkdirSync(path.join(dataDir, "postgres/cluster"), { recursive: true });
  const folder = path.join(dataDir, "postgres/cluster/copy");
  expect(await backUp(dataDir, folder)).toEqual({
    code: 1,
    output: `${folder} lies in the database that is to be copied. Name a folder somewhere else.\n`,
  });
});

test("so is one that gets there by another name", async () => {
  const dataDir = path.join(room, "named-twice");
  mkdirSync(path.join(dataDir, "postgres/cluster"), { recursive: true });
  symlinkSync(dataDir, path.join(room, "other-name"));
  const folder = path.join(room, "other-name/postgres/not-yet/copy");
  expect((await backUp(dataDir, folder)).output).toBe(
    `${folder} lies in the database that is to be copied. Name a folder somewhere else.\n`,
  );
});
