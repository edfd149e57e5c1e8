// `node --import tsx bench/append.ts`: how fast the log takes events, beside what PostgreSQL can do on this machine at the most and at the least.
// The same rows go through EventWriter (32 sessions at once, projections and checks included), COPY, and one commit a row.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
// @ts-expect-error: plain JavaScript without types
import { startPostgres } from "@/lib/cli/embedded-postgres.mjs";
// @ts-expect-error: plain JavaScript without types
import { migrateDatabase } from "@/lib/cli/migrate-database.mjs";
import type { EventDraft } from "@/lib/domain/session-event";
import type { AppendItem } from "@/lib/event-log/append-events";
import { EventWriter } from "@/lib/event-log/event-writer";
import { APPEND_OPTIONS } from "@/lib/platform/pg-pool";
import { aProject } from "@/lib/testing/stored-sessions";
import { median } from "./rounds";

const ROWS = 32_000;
const SESSIONS = 32;
const SINGLE_ROWS = 1_500;
const ROUNDS = 3;

type Server = { urlOf(name: string): string; stop(): Promise<void> };

/** A turn of ten frames: what a session mostly looks like. */
function draftOf(n: number): EventDraft {
  const at = 1_700_000_000_000 + n;
  const turn = Math.floor(n / 10) + 1;
  const by = { personId: 1, name: "Ada" };
  const content = `Line ${n}. ${"The quick brown fox jumps over the lazy dog. ".repeat(8)}`;
  const tool = { tool: "view", toolId: `call_${n >> 1}`, server: "filesystem" };
  if (n % 10 === 0)
    return {
      kind: "message_sent",
      at,
      turn,
      payload: { messageId: randomUUID(), text: content, by, requestId: `r${n}`, fromQueue: false },
    };
  if (n % 10 === 9) return { kind: "error_reported", at, turn, payload: { message: content, code: null, requestId: null, ends: "failed" } };
  if (n % 10 === 2) return { kind: "tool_called", at, turn, payload: { ...tool, params: { path: "README.md" } } };
  if (n % 10 === 3) return { kind: "tool_returned", at, turn, payload: { ...tool, content, success: true } };
  return { kind: "reply_added", at, turn, payload: { content } };
}

function itemsOf(count: number): AppendItem[] {
  const source = randomUUID();
  return Array.from({ length: count }, (_, n) => {
    const draft = draftOf(n);
    return { draft, source, sourceSeq: n + 1, raw: Buffer.from(JSON.stringify({ type: draft.kind, ...draft.payload })) };
  });
}

/** Each session sends its next frames as soon as the last are committed, one to eight at a time. */
async function throughWriter(pool: pg.Pool, sessions: readonly string[]): Promise<number> {
  const writer = new EventWriter(pool);
  const work = sessions.map((sessionId) => ({ sessionId, items: itemsOf(ROWS / sessions.length) }));
  const begun = performance.now();
  await Promise.all(
    work.map(async ({ sessionId, items }) => {
      for (let from = 0, size = 1; from < items.length; from += size, size = (size % 8) + 1)
        await writer.append({ sessionId, epoch: 0, stream: { id: "s", seq: from }, items: items.slice(from, from + size) });
    }),
  );
  return ROWS / ((performance.now() - begun) / 1_000);
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");

/** The part of pg's connection that a COPY needs. */
type Wire = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };

async function copy(pool: pg.Pool, lines: Buffer): Promise<void> {
  const client = await pool.connect();
  await new Promise<void>((resolve, reject) => {
    const statement = {
      submit: (wire: Wire) => wire.query("COPY event (session_id, seq, at, kind, payload, turn_no, stream, stream_seq, raw) FROM STDIN"),
      handleCopyInResponse: (wire: Wire) => {
        wire.sendCopyFromChunk(lines);
        wire.endCopyFrom();
      },
      handleCommandComplete: () => {},
      handleReadyForQuery: resolve,
      handleError: reject,
    };
    (client.query as (statement: unknown) => void)(statement); // as: the types know only queries that give rows
  });
  client.release();
}

async function throughCopy(pool: pg.Pool, sessions: readonly string[]): Promise<number> {
  const lines = sessions.map((sessionId) => {
    const rows = itemsOf(ROWS / sessions.length).map(({ draft, source, sourceSeq, raw }) =>
      [
        sessionId,
        sourceSeq,
        new Date(draft.at).toISOString(),
        draft.kind,
        escaped(JSON.stringify(draft.payload)),
        draft.turn,
        source,
        sourceSeq,
        `\\\\x${raw?.toString("hex")}`,
      ].join("\t"),
    );
    return Buffer.from(`${rows.join("\n")}\n`);
  });
  const begun = performance.now();
  await copy(pool, Buffer.concat(lines));
  return ROWS / ((performance.now() - begun) / 1_000);
}

async function rowByRow(pool: pg.Pool, sessionId: string): Promise<number> {
  const items = itemsOf(SINGLE_ROWS);
  const text =
    "INSERT INTO event (session_id, seq, at, kind, payload, turn_no, stream, stream_seq, raw) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  const begun = performance.now();
  for (const { draft, source, sourceSeq, raw } of items)
    await pool.query({
      name: "insert",
      text,
      values: [sessionId, sourceSeq, new Date(draft.at), draft.kind, JSON.stringify(draft.payload), draft.turn, source, sourceSeq, raw],
    });
  return SINGLE_ROWS / ((performance.now() - begun) / 1_000);
}

async function measure(pool: pg.Pool): Promise<void> {
  const { anotherSession } = await aProject(pool);
  const fresh = (count: number) => Promise.all(Array.from({ length: count }, anotherSession));
  const rates = { writer: [] as number[], copy: [] as number[], single: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.writer.push(await throughWriter(pool, await fresh(SESSIONS)));
    rates.copy.push(await throughCopy(pool, await fresh(SESSIONS)));
    rates.single.push(await rowByRow(pool, (await fresh(1))[0] ?? ""));
    await pool.query("TRUNCATE event");
  }
  const [writer, copied, single] = [median(rates.writer), median(rates.copy), median(rates.single)];
  const say = (name: string, rate: number) =>
    process.stdout.write(
      `${name.padEnd(24)} ${Math.round(rate).toString().padStart(8)} rows/s   ${(rate / copied).toFixed(2)} of COPY   ${(rate / single).toFixed(1)} x one-row commits\n`,
    );
  say("EventWriter", writer);
  say("COPY", copied);
  say("one commit a row", single);
}

const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-bench-"));
const server: Server = await startPostgres({ folder });
try {
  const url = server.urlOf("bench");
  await migrateDatabase(url, { quiet: true });
  const pool = new pg.Pool({ connectionString: url, max: 4, options: APPEND_OPTIONS });
  await measure(pool);
  await pool.end();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
