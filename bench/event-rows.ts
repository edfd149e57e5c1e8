// The rows that benches append: turns of ten frames, which is what a session mostly looks like, and ways to put them past EventWriter.
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { AppendItem } from "@/lib/event-log/append-events";
import { type Prisma, PrismaClient } from "@/lib/generated/prisma/client";

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

export function itemsOf(count: number): AppendItem[] {
  const source = randomUUID();
  return Array.from({ length: count }, (_, n) => {
    const draft = draftOf(n);
    return { draft, source, sourceSeq: n + 1, raw: Buffer.from(JSON.stringify({ type: draft.kind, ...draft.payload })) };
  });
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

/** Rows a second. */
const rateOf = (rows: number, since: number): number => rows / ((performance.now() - since) / 1_000);

export async function throughCopy(pool: pg.Pool, sessions: readonly string[], each: number): Promise<number> {
  const lines = sessions.map((sessionId) => {
    const rows = itemsOf(each).map(({ draft, source, sourceSeq, raw }) =>
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
  return rateOf(each * sessions.length, begun);
}

export async function rowByRow(pool: pg.Pool, sessionId: string, count: number): Promise<number> {
  const items = itemsOf(count);
  const text =
    "INSERT INTO event (session_id, seq, at, kind, payload, turn_no, stream, stream_seq, raw) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  const begun = performance.now();
  for (const { draft, source, sourceSeq, raw } of items)
    await pool.query({
      name: "insert",
      text,
      values: [sessionId, sourceSeq, new Date(draft.at), draft.kind, JSON.stringify(draft.payload), draft.turn, source, sourceSeq, raw],
    });
  return rateOf(count, begun);
}

const BATCH = 100;

/** As one would write them with Prisma: `createMany` of a hundred, one after the other. */
export async function throughPrisma(prisma: PrismaClient, sessions: readonly string[], each: number): Promise<number> {
  const rows = sessions.flatMap((sessionId) =>
    itemsOf(each).map(({ draft, source, sourceSeq, raw }) => ({
      sessionId,
      seq: sourceSeq,
      at: new Date(draft.at),
      kind: draft.kind,
      payload: draft.payload as Prisma.InputJsonObject, // as: what Prisma takes for JSON leaves out values that are unknown
      turnNo: draft.turn,
      stream: source,
      streamSeq: sourceSeq,
      raw: raw ? new Uint8Array(raw) : null,
    })),
  );
  const begun = performance.now();
  for (let from = 0; from < rows.length; from += BATCH) await prisma.event.createMany({ data: rows.slice(from, from + BATCH) });
  return rateOf(rows.length, begun);
}

export const prismaOn = (connectionString: string): PrismaClient =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 1 }) });
