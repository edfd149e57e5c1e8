/** Recomputes every read model from the log, session by session: what an append writes and what this writes is the same. */
import type pg from "pg";
import { patientPool } from "@/lib/platform/pg-pool";
import { projectEvent } from "./projections/project-event";
import { readEvents } from "./read-events";

const PAGE = 500;

/** Each read model with the columns that a rebuild makes anew; the session's row keeps its place in the log and its holder. */
const MODELS = {
  turn: "*",
  tool_call: "*",
  turn_usage: "*",
  run: "*",
  elicitation: "*",
  asked_command: "*",
  queued_message: "session_id, message_id, place, person_id, content::text, reason, queued_at",
} as const;
const SESSION =
  "id, owner_id, title, archived_at, shared, state, open_turn, turn_count, model, role, cost_nano, unknown_cost_turns, tokens, kept_for, active_at";
/** The owner stays: the first event of every log names the first one, so the replay writes it anew. */
const CLEAR_SESSION = `UPDATE session SET title = '', archived_at = NULL, shared = false, state = 'idle', open_turn = NULL, turn_count = 0, model = '', role = '',
  cost_nano = 0, unknown_cost_turns = 0, tokens = 0, kept_for = '{}', active_at = created_at WHERE id = $1`;

export type Rebuilt = { sessions: number; changed: Record<string, number> };

type Tables = { name: string; rows: Set<string> }[];

async function snapshot(client: pg.ClientBase, sessionId: string): Promise<Tables> {
  const read = async (name: string, columns: string, key: string): Promise<Tables[number]> => {
    const { rows } = await client.query<{ row: string }>(
      `SELECT to_json(x)::text AS row FROM (SELECT ${columns} FROM ${name} WHERE ${key} = $1) x`,
      [sessionId],
    );
    return { name, rows: new Set(rows.map((one) => one.row)) };
  };
  const tables = [await read("session", SESSION, "id")];
  for (const [name, columns] of Object.entries(MODELS)) tables.push(await read(name, columns, "session_id"));
  return tables;
}

async function replay(client: pg.ClientBase, sessionId: string): Promise<void> {
  for (let after = 0; ; ) {
    const events = await readEvents(client, sessionId, { after, limit: PAGE });
    const last = events.at(-1);
    if (!last) return;
    const changes = events.flatMap((event, index) => projectEvent(event).map((change) => ({ ...change, i: index + 1, s: 1 })));
    const values = [[sessionId], events.map((event) => event.seq), events.map((event) => new Date(event.at)), JSON.stringify(changes)];
    if (changes.length > 0) await client.query("SELECT apply_changes($1::uuid[], $2::int[], $3::timestamptz[], $4::jsonb)", values);
    after = last.seq;
  }
}

/** Under the session's own lock: an append waits, and finds the new rows. Gives the tables whose rows differ, with how many. */
async function rebuildSession(client: pg.ClientBase, sessionId: string): Promise<Record<string, number>> {
  await client.query("BEGIN");
  try {
    await client.query("SELECT 1 FROM session WHERE id = $1 FOR NO KEY UPDATE", [sessionId]);
    const before = await snapshot(client, sessionId);
    for (const name of Object.keys(MODELS)) await client.query(`DELETE FROM ${name} WHERE session_id = $1`, [sessionId]);
    await client.query(CLEAR_SESSION, [sessionId]);
    await replay(client, sessionId);
    const after = await snapshot(client, sessionId);
    await client.query("COMMIT");
    return Object.fromEntries(after.map(({ name, rows }, index) => [name, difference(before[index]?.rows ?? new Set(), rows)]));
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

const difference = (before: Set<string>, after: Set<string>): number =>
  [...after].filter((row) => !before.has(row)).length + [...before].filter((row) => !after.has(row)).length;

/** `changed`: rows that differ from what was there, per table; all 0 when nothing was wrong. One transaction a session. */
export async function rebuildProjections(
  pool: pg.Pool = patientPool(),
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Rebuilt> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM session ORDER BY id");
  const changed: Record<string, number> = {};
  const client = await pool.connect();
  try {
    for (const [index, { id }] of rows.entries()) {
      for (const [name, count] of Object.entries(await rebuildSession(client, id))) changed[name] = (changed[name] ?? 0) + count;
      onProgress(index + 1, rows.length);
    }
  } finally {
    client.release();
  }
  return { sessions: rows.length, changed };
}
