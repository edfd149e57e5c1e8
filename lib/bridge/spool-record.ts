/** A spooled append as bytes: length, checksum, head and raw frames; a torn end is recognised and left out. */
import { crc32 } from "node:zlib";
import { z } from "zod";
import type { EventDraft } from "@/lib/domain/session-event";
import type { Append } from "@/lib/event-log/append-events";

const PREFIX = 8;

export type SpooledAppend = Omit<Append, "epoch">;

const head = z.object({
  sessionId: z.string(),
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
export function encodeRecord({ items, ...rest }: SpooledAppend): Buffer {
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

function decodeBody(body: Buffer): SpooledAppend {
  const headEnd = 4 + body.readUInt32LE(0);
  const { items, sessionId, stream } = head.parse(JSON.parse(body.toString("utf8", 4, headEnd)));
  let from = headEnd;
  const whole = items.map(({ rawLength, draft, ...item }) => {
    const raw = rawLength === null ? undefined : Buffer.from(body.subarray(from, from + rawLength));
    from += rawLength ?? 0;
    return { ...item, raw, draft: draft as unknown as EventDraft }; // as: written by encodeRecord and guarded by the checksum
  });
  return { sessionId, stream, items: whole };
}

export type DecodedRecords = {
  records: { append: SpooledAppend; length: number }[];
  /** Bytes that the records take. */
  bytes: number;
  /** The first record is longer than the buffer: so many bytes are needed. Null: there is no such record. */
  needs: number | null;
};

/** Reads whole records from the start of a buffer; stops at the first that is not whole or not right. */
export function decodeRecords(buffer: Buffer): DecodedRecords {
  const records: DecodedRecords["records"] = [];
  let at = 0;
  while (at + PREFIX <= buffer.length) {
    const length = PREFIX + buffer.readUInt32LE(at);
    if (at + length > buffer.length) return { records, bytes: at, needs: records.length === 0 ? length : null };
    const body = buffer.subarray(at + PREFIX, at + length);
    if (crc32(body) !== buffer.readUInt32LE(at + 4)) break;
    records.push({ append: decodeBody(body), length });
    at += length;
  }
  return { records, bytes: at, needs: null };
}
