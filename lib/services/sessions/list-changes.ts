/** Which files a session changed, read whole from its log: the page may hold only a part of it. */
import { callsOfRun, inOrder, type PlacedCall } from "@/lib/domain/changes/change-calls";
import type { Changes } from "@/lib/domain/changes/changes";
import { type PatchedChange, patchedChangesOf } from "@/lib/domain/changes/patched-changes";
import { parseSessionEvent } from "@/lib/domain/sessions/session-event";
import { objectOf, textOf } from "@/lib/domain/text/loose-json";
import { loseRun, losesRuns, progressRun, startRun } from "@/lib/domain/transcript/transcript-run";
import type { RunItem } from "@/lib/domain/transcript/transcript-types";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { EDITORS, REWRITER } from "./editing-tools";
import { openSession } from "./open-session";

export type SessionChanges = Changes<PatchedChange> & {
  /** False: the session is longer than what is read at once; these are the changes of its first part. */
  isWhole: boolean;
};

/** What these tools say is read; of others it is enough that they ran. */
const EDITING = [...EDITORS, REWRITER];
const TELLING = [...EDITING, "view", "list_files", "workdir", "tap"];
/** Calls of the session's own agent, and events of its runs. */
const ROWS_MAX = 20_000;
/** Of their frames, whose length is known without reading them: what is stored of a payload is compressed. */
const BYTES_MAX = 32 * 1024 * 1024;
/** What one answer may weigh, in characters. */
const ANSWER_MAX = 4_000_000;

/** Of a session that has runs. Which of them is said where it is used, for the index of each. Json with a NUL in it cannot be looked into, but as text. */
const EVENTS_OF_RUNS = `
      SELECT e.turn_no, '', '', e.seq, NULL::int, NULL::boolean, e.payload, NULL::json, e.seq, e.kind, (extract(epoch FROM e.at) * 1000)::float8,
             greatest(pg_column_size(e.payload), octet_length(e.raw))
        FROM event e
       WHERE e.session_id = $1 AND EXISTS (SELECT FROM run r WHERE r.session_id = $1)`;

/** A call of the turn that runs may still be answered: it is not there yet. A session without edits and runs is not read at all. */
const ROWS = `
SELECT * FROM (
  SELECT *, row_number() OVER place AS no, count(*) OVER ()::int AS total,
         sum(bytes) OVER place AS read
    FROM (
      SELECT c.turn_no, c.tool, c.server, c.called_seq, c.returned_seq, c.ok, called.payload AS called, returned.payload AS returned,
             coalesce(c.returned_seq, c.called_seq) AS place, 'call' AS kind, NULL::float8 AS at,
             coalesce(greatest(pg_column_size(called.payload), octet_length(called.raw)), 0)
               + coalesce(greatest(pg_column_size(returned.payload), octet_length(returned.raw)), 0) AS bytes
        FROM tool_call c
        JOIN session s ON s.id = c.session_id
        LEFT JOIN event called ON c.tool = ANY ($2) AND called.session_id = c.session_id AND called.seq = c.called_seq
        LEFT JOIN event returned ON c.tool = ANY ($2) AND returned.session_id = c.session_id AND returned.seq = c.returned_seq
       WHERE c.session_id = $1
         AND (c.returned_seq IS NOT NULL OR c.turn_no IS DISTINCT FROM s.open_turn)
         AND (EXISTS (SELECT FROM tool_call e WHERE e.session_id = $1 AND e.tool = ANY ($3)) OR EXISTS (SELECT FROM run r WHERE r.session_id = $1))
      UNION ALL ${EVENTS_OF_RUNS} AND e.kind IN ('run_progressed', 'agent_ended')
      UNION ALL ${EVENTS_OF_RUNS} AND e.kind = 'upstream_bound' AND e.payload::text LIKE '%"resumed":false%'
    ) rows
  WINDOW place AS (ORDER BY rows.place)
) placed
WHERE no <= $4 AND (read <= $5 OR no = 1)
ORDER BY no`;

type Row = {
  turn_no: number | null;
  tool: string;
  server: string;
  called_seq: number | null;
  returned_seq: number | null;
  ok: boolean | null;
  called: unknown;
  returned: unknown;
  place: number;
  kind: string;
  at: number | null;
  total: number;
};

function callOf(row: Row): PlacedCall {
  const content = textOf(objectOf(row.returned).content);
  const call = {
    seq: row.called_seq ?? row.returned_seq ?? 0,
    turn: row.turn_no === 0 ? null : row.turn_no,
    tool: row.tool,
    server: row.server,
    params: objectOf(row.called).params ?? null,
    result: row.returned_seq === null ? null : { content, success: row.ok === true },
  };
  return { place: row.place, call };
}

/** The runs as the transcript has them. */
function runsOf(rows: readonly Row[]): { run: RunItem; turn: number | null }[] {
  const runs = new Map<string, { run: RunItem; turn: number | null }>();
  for (const { place: seq, turn_no: turn, kind, called: payload, at } of rows) {
    const event = parseSessionEvent({ seq, at: at ?? 0, turn, kind, payload });
    if (losesRuns(event)) for (const one of runs.values()) one.run = loseRun(one.run, event.at);
    if (event.kind !== "run_progressed") continue;
    const known = runs.get(event.payload.runId) ?? { run: startRun(event), turn };
    known.run = progressRun(known.run, event, undefined);
    runs.set(event.payload.runId, known);
  }
  return [...runs.values()];
}

/** Texts that would make the answer too heavy are left out, and that is said. */
function bounded({ files, sum }: Changes<PatchedChange>): Changes<PatchedChange> {
  let left = ANSWER_MAX;
  const lighter = files.map((file) => {
    const weight = file.diff.lines.reduce((total, { text }) => total + text.length + 60, file.patch.text?.length ?? 0);
    left -= weight;
    if (left >= 0) return file;
    const lines = [{ kind: "skipped" as const, text: "This change is too large to be shown here." }];
    return { ...file, diff: { ...file.diff, lines }, patch: { text: null, why: "It is too large to be copied here." } };
  });
  return { files: lighter, sum };
}

/** Refuses "not_found" for unknown and forbidden sessions. */
export async function listChanges(
  viewer: Viewer,
  sessionId: string,
  { rowsMax = ROWS_MAX, bytesMax = BYTES_MAX }: { rowsMax?: number; bytesMax?: number } = {},
): Promise<SessionChanges> {
  const { id, upstream } = await openSession(viewer, "session:read", sessionId);
  const values = [id, TELLING, EDITING, rowsMax, bytesMax];
  const { rows } = await pgPool().query<Row>({ name: "list_changes", text: ROWS, values });
  // where relative paths start: as the project says today, which is what the session was bound with unless that was changed since
  const cwd = upstream.kind === "demo" ? null : upstream.cwd;
  const runs = runsOf(rows.filter(({ kind }) => kind !== "call"));
  const calls = rows.filter(({ kind }) => kind === "call").map(callOf);
  const changes = patchedChangesOf(inOrder([...calls, ...runs.flatMap(({ run, turn }) => callsOfRun(run, turn))]), {
    cwd,
    runs: new Set(runs.map(({ run }) => run.runId)),
  });
  return { ...bounded(changes), isWhole: rows.length === (rows[0]?.total ?? 0) };
}
