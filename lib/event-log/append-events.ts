/** The one writer of the log: a batch of drafts of many sessions becomes one statement, one transaction, gap-free seqs. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { type Change, storable } from "./projections/change";
import { projectEvent } from "./projections/project-event";

/** `source` and `sourceSeq`: where the event came from; the same source twice in a session is one event. */
export type AppendItem = {
  draft: EventDraft;
  source: string;
  sourceSeq: number;
  clientMessageId?: string | undefined;
  raw?: Buffer | undefined;
};

/** `epoch` null: a fact of a service. `stream`: how far the agent's stream is on record once this is. */
export type Append = { sessionId: string; epoch: number | null; stream?: { id: string; seq: number } | undefined; items: AppendItem[] };

/**
 * stored: now, as seq · known: already on record as seq · stale: another holder took the session over · gone: no such session ·
 * refused: PostgreSQL takes this one event in no form (never seen; the others of its batch are stored).
 */
export type Placed =
  | { status: "stored" | "known"; seq: number }
  | { status: "stale" }
  | { status: "gone" }
  | { status: "refused"; error: unknown };

const APPEND = `SELECT append_events($1::uuid[],$2::int[],$3::text[],$4::bigint[],$5::int[],$6::timestamptz[],$7::text[],$8::int[],$9::uuid[],$10::bigint[],
  $11::uuid[],$12::int[],$13::int[],$14::int[],$15::bytea,$16::jsonb) AS placed`;
const APPEND_ONE = "SELECT append_event($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) AS placed";

/** A stream's id as the uuid that the log keeps: 32 hex digits are one already, anything else is hashed. */
export function sourceOf(stream: string): string {
  const hex = /^[0-9a-f]{32}$/.test(stream) ? stream : createHash("md5").update(stream).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The end of the year 9999, in milliseconds: up to here PostgreSQL reads what JavaScript writes. */
const WRITABLE_MAX = 253_402_300_799_999;

/** pg writes a Date part by part in the local zone, which takes ten times as long; what is out of range it has to judge. */
const timeOf = (ms: number): Date | string => (ms >= 0 && ms <= WRITABLE_MAX ? new Date(ms).toISOString() : new Date(ms));

class BatchColumns {
  readonly session: number[] = [];
  readonly at: (Date | string)[] = [];
  readonly kind: string[] = [];
  readonly turn: (number | null)[] = [];
  readonly source: string[] = [];
  readonly sourceSeq: number[] = [];
  readonly message: (string | null)[] = [];
  readonly offset: number[] = [];
  readonly payloadLength: number[] = [];
  readonly rawLength: number[] = [];
  readonly parts: Buffer[] = [];
  readonly changes: (Change & { i: number; s: number })[] = [];
  #bytes = 0;

  /** Adds one event and gives its place in the batch, from 0. */
  add(s: number, { draft, source, sourceSeq, clientMessageId, raw }: AppendItem): number {
    const payload = Buffer.from(JSON.stringify(draft.payload));
    this.session.push(s);
    this.at.push(timeOf(draft.at));
    this.kind.push(draft.kind);
    this.turn.push(draft.turn);
    this.source.push(source);
    this.sourceSeq.push(sourceSeq);
    this.message.push(clientMessageId ?? null);
    this.offset.push(this.#bytes + 1);
    this.payloadLength.push(payload.length);
    this.rawLength.push(raw ? raw.length : -1);
    this.parts.push(payload, ...(raw ? [raw] : []));
    this.#bytes += payload.length + (raw?.length ?? 0);
    const i = this.session.length;
    this.changes.push(...changesOf(draft, i, s));
    return i - 1;
  }

  values(): unknown[] {
    const { session, at, kind, turn, source, sourceSeq, message, offset, payloadLength, rawLength } = this;
    const changes = changesText(this.changes);
    return [session, at, kind, turn, source, sourceSeq, message, offset, payloadLength, rawLength, Buffer.concat(this.parts), changes];
  }
}

/** Folds a repeat inside one batch into its first: the answer of each item is at `places`. */
function encodeBatch(batch: readonly Append[]): { columns: BatchColumns; places: number[][] } {
  const columns = new BatchColumns();
  const places = batch.map(({ items }, index) => {
    const seen = new Map<string, number>();
    return items.map((item) => {
      const bySource = `${item.source} ${item.sourceSeq}`;
      const first = seen.get(bySource) ?? (item.clientMessageId ? seen.get(item.clientMessageId) : undefined);
      if (first !== undefined) return first;
      const place = columns.add(index + 1, item);
      seen.set(bySource, place);
      if (item.clientMessageId) seen.set(item.clientMessageId, place);
      return place;
    });
  });
  return { columns, places };
}

function toPlaced(seq: number | null | undefined, isRepeat: boolean): Placed {
  if (seq === null || seq === undefined) return { status: "gone" };
  if (seq === 0) return { status: "stale" };
  return { status: seq > 0 && !isRepeat ? "stored" : "known", seq: Math.abs(seq) };
}

const changesOf = (draft: EventDraft, i: number, s: number) => projectEvent(draft).map((change) => ({ ...change, i, s }));
const changesText = (changes: readonly unknown[]): string | null => (changes.length > 0 ? JSON.stringify(changes) : null);

/** An event that comes alone takes half the time where it need not be a batch. */
async function appendOne(
  client: pg.ClientBase | pg.Pool,
  { sessionId, epoch, stream }: Append,
  { draft, source, sourceSeq, clientMessageId, raw }: AppendItem,
): Promise<Placed> {
  const { at, kind, turn, payload } = draft;
  const place = [sessionId, epoch, stream ? storable(stream.id) : null, stream?.seq ?? null];
  const event = [timeOf(at), kind, turn, source, sourceSeq, clientMessageId ?? null, JSON.stringify(payload), raw ?? null];
  const values = [...place, ...event, changesText(changesOf(draft, 1, 1))];
  const { rows } = await client.query<{ placed: number | null }>({ name: "append_event", text: APPEND_ONE, values });
  return toPlaced(z.number().int().nullable().parse(rows[0]?.placed), false);
}

/**
 * One round trip, one transaction, all or nothing; each session at most once in a batch. Answers per item, in order.
 * Throws what PostgreSQL throws: the whole batch is then not on record, or its result is unknown (connection lost) and it may be sent again as it is.
 */
export async function appendEvents(client: pg.ClientBase | pg.Pool, batch: readonly Append[]): Promise<Placed[][]> {
  const [first] = batch;
  const [only] = first?.items ?? [];
  if (first && only && batch.length === 1 && first.items.length === 1) return [[await appendOne(client, first, only)]];
  const { columns, places } = encodeBatch(batch);
  const sessions = [
    batch.map((a) => a.sessionId),
    batch.map((a) => a.epoch),
    batch.map((a) => (a.stream ? storable(a.stream.id) : null)),
    batch.map((a) => a.stream?.seq ?? null),
  ];
  const query = { name: "append_events", text: APPEND, values: [...sessions, ...columns.values()] };
  const { rows } = await client.query<{ placed: (number | null)[] }>(query);
  const placed = z.array(z.number().int().nullable()).parse(rows[0]?.placed ?? []);
  const told = new Set<number>();
  return places.map((items) =>
    items.map((place) => {
      const answer = toPlaced(placed[place], told.has(place));
      told.add(place);
      return answer;
    }),
  );
}
