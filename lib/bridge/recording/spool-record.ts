/** An append on the spool as bytes: length, checksum, head and raw frames; a torn end is recognised and left out. */
import { randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { z } from "zod";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Append } from "@/lib/event-log/append-events";
import type { SpoolHandle } from "./spool-disk";

const PREFIX = 8;
const BODY_MIN = 4;
const APPEND_ITEMS_MAX = 512;
const READ_BYTES = 2 * 1024 * 1024;

const head = z.object({
  sessionId: z.string(),
  epoch: z.number().nullable(),
  stream: z.object({ id: z.string(), seq: z.number() }).optional(),
  items: z.array(
    z.object({
      draft: z.looseObject({ kind: z.string() }),
      source: z.string(),
      sourceSeq: z.number(),
      clientMessageId: z.string().optional(),
      rawLength: z.number().nullable(),
    }),
  ),
});

/** Layout: u32 length of what follows the prefix, u32 CRC-32 of it, u32 length of the head, the head as JSON, the raw frames. */
export function encodeRecord({ items, ...rest }: Append): Buffer {
  const described = items.map(({ raw, ...item }) => ({ ...item, rawLength: raw ? raw.length : null }));
  const json = Buffer.from(JSON.stringify({ ...rest, items: described }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  const body = Buffer.concat([size, json, ...items.flatMap(({ raw }) => (raw ? [raw] : []))]);
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(body.length, 0);
  prefix.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([prefix, body]);
}

function decodeBody(body: Buffer): Append | null {
  const headEnd = 4 + body.readUInt32LE(0);
  if (headEnd > body.length) return null;
  const { items, ...rest } = head.parse(JSON.parse(body.toString("utf8", 4, headEnd)));
  let from = headEnd;
  const whole = items.map(({ rawLength, draft, ...item }) => {
    // A copy, so that a small frame does not keep a large buffer alive.
    const raw = rawLength === null ? undefined : Buffer.from(body.subarray(from, from + rawLength));
    from += rawLength ?? 0;
    return { ...item, raw, draft: draft as unknown as EventDraft }; // as: written by encodeRecord and guarded by the checksum
  });
  return { ...rest, items: whole };
}

export type SpoolRecord = { append: Append; length: number };
export type DecodedRecords = {
  records: SpoolRecord[];
  /** How long the buffer must be for its first record; 0 when that is whole, or no record at all. */
  needs: number;
};

/** Reads whole records from the start of a buffer; stops at the first that is not whole or not right. */
export function decodeRecords(buffer: Buffer): DecodedRecords {
  const records: SpoolRecord[] = [];
  for (let at = 0; at + PREFIX <= buffer.length; ) {
    const bodyLength = buffer.readUInt32LE(at);
    const length = PREFIX + bodyLength;
    if (at + length > buffer.length) return { records, needs: records.length === 0 ? length : 0 };
    const body = buffer.subarray(at + PREFIX, at + length);
    // Zeros, as a crash of the machine leaves them, have the checksum of nothing.
    if (bodyLength < BODY_MIN || crc32(body) !== buffer.readUInt32LE(at + 4)) break;
    const append = decodeBody(body);
    if (!append) break;
    records.push({ append, length });
    at += length;
  }
  return { records, needs: 0 };
}

/** The whole records from a place on, some at a time; none where there is none. */
export async function readRecords(handle: Pick<SpoolHandle, "read">, from: number, end: number): Promise<SpoolRecord[]> {
  for (let length = Math.min(READ_BYTES, end - from); ; ) {
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await handle.read(buffer, 0, length, from);
    const { records, needs } = decodeRecords(buffer.subarray(0, bytesRead));
    if (records.length > 0 || needs <= length || from + needs > end) return records;
    length = needs;
  }
}

/** Neighbours of one epoch as one append. */
export function joined(records: readonly SpoolRecord[]): SpoolRecord[] {
  const groups: SpoolRecord[] = [];
  for (const { append, length } of records) {
    const last = groups.at(-1);
    if (last && last.append.epoch === append.epoch && last.append.items.length + append.items.length <= APPEND_ITEMS_MAX) {
      last.append.items.push(...append.items);
      last.append.stream = append.stream ?? last.append.stream;
      last.length += length;
    } else {
      groups.push({ append: { ...append, items: [...append.items] }, length });
    }
  }
  return groups;
}

/** A fact of the past, whoever writes the session by then; the place in the agent's stream stays, so that what the agent still holds comes again. */
export function lossOf(sessionId: string): Append {
  const payload = { stream: "", count: null, reason: "It waited for the database in a file that was deleted or changed." };
  const draft = { kind: "frames_missed", at: Date.now(), turn: null, payload } as const;
  return { sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] };
}

/** Everything else on the spool has a holder, and so an epoch. */
export const isLoss = ({ epoch }: Append): boolean => epoch === null;
