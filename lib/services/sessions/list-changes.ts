/** Which files a session changed, read whole from its log: the page may hold only a part of it. */
import { type ChangeCall, type Changes, changesOf } from "@/lib/domain/changes";
import { objectOf, textOf } from "@/lib/domain/loose-json";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

export type SessionChanges = Changes & {
  /** False: the session is longer than what is read at once; these are the changes of its first part. */
  isWhole: boolean;
};

/** What these tools say is read; of others it is enough that they ran. */
const EDITING = ["text_editor", "batch_edit", "extract_lines", "ast_grep"];
const TELLING = [...EDITING, "view", "list_files", "workdir"];
const CALLS_MAX = 20_000;
/** As they are stored: compressed. */
const STORED_BYTES_MAX = 8 * 1024 * 1024;
/** What one answer may weigh, in characters. */
const ANSWER_MAX = 4_000_000;

/** A call of the turn that runs may still be answered: it is not there yet. A session without edits is not read at all. */
const CALLS = `
SELECT * FROM (
  SELECT c.turn_no, c.tool, c.server, c.called_seq, c.returned_seq, c.ok, called.payload AS called, returned.payload AS returned,
         row_number() OVER place AS no, count(*) OVER ()::int AS total,
         sum(coalesce(pg_column_size(called.payload), 0) + coalesce(pg_column_size(returned.payload), 0)) OVER place AS stored
    FROM tool_call c
    JOIN session s ON s.id = c.session_id
    LEFT JOIN event called ON c.tool = ANY ($2) AND called.session_id = c.session_id AND called.seq = c.called_seq
    LEFT JOIN event returned ON c.tool = ANY ($2) AND returned.session_id = c.session_id AND returned.seq = c.returned_seq
   WHERE c.session_id = $1
     AND (c.returned_seq IS NOT NULL OR c.turn_no IS DISTINCT FROM s.open_turn)
     AND EXISTS (SELECT FROM tool_call e WHERE e.session_id = $1 AND e.tool = ANY ($3))
  WINDOW place AS (ORDER BY coalesce(c.returned_seq, c.called_seq))
) calls
WHERE no <= $4 AND (stored <= $5 OR no = 1)
ORDER BY no`;

type Row = {
  turn_no: number;
  tool: string;
  server: string;
  called_seq: number | null;
  returned_seq: number | null;
  ok: boolean | null;
  called: unknown;
  returned: unknown;
  total: number;
};

function callOf(row: Row): ChangeCall {
  const content = textOf(objectOf(row.returned).content);
  return {
    seq: row.called_seq ?? row.returned_seq ?? 0,
    turn: row.turn_no === 0 ? null : row.turn_no,
    tool: row.tool,
    server: row.server,
    params: objectOf(row.called).params ?? null,
    result: row.returned_seq === null ? null : { content, success: row.ok === true },
  };
}

/** Texts that would make the answer too heavy are left out, and that is said. */
function bounded({ files, sum }: Changes): Changes {
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
  { callsMax = CALLS_MAX, bytesMax = STORED_BYTES_MAX }: { callsMax?: number; bytesMax?: number } = {},
): Promise<SessionChanges> {
  const { id, upstream } = await openSession(viewer, "session:read", sessionId);
  const values = [id, TELLING, EDITING, callsMax, bytesMax];
  const { rows } = await pgPool().query<Row>({ name: "list_changes", text: CALLS, values });
  // where relative paths start: as the project says today, which is what the session was bound with unless that was changed since
  const cwd = upstream.kind === "demo" ? null : upstream.cwd;
  return { ...bounded(changesOf(rows.map(callOf), { cwd })), isWhole: rows.length === (rows[0]?.total ?? 0) };
}
