/** The paths that a session has seen, read from its log: the page may hold only a part of it, and of long answers only the beginning. */
import { setImmediate } from "node:timers/promises";
import { objectOf, textOf } from "@/lib/domain/text/loose-json";
import { addPathsOfCall } from "@/lib/domain/tools/paths-of-call";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { openSession } from "./open-session";

const ROWS_MAX = 5_000;
/** Of frames, whose length is known without reading them: what is stored of a payload is compressed. */
const BYTES_MAX = 8 * 1024 * 1024;
/** After so many characters of answers all others are served before more is read. */
const CHARACTERS_AT_ONCE = 250_000;

/** The newest calls and answers, those of delegated runs as well; one that is too heavy ends what is read. */
const ROWS = `
SELECT payload FROM (
  SELECT seq, payload, sum(greatest(pg_column_size(payload), octet_length(raw))) OVER (ORDER BY seq DESC) AS read
    FROM (SELECT seq, payload, raw FROM event
           WHERE session_id = $1 AND kind IN ('tool_called', 'tool_returned', 'run_progressed') ORDER BY seq DESC LIMIT $2) newest
) weighed WHERE read <= $3 ORDER BY seq DESC`;

export type SeenPaths = { paths: string[] };

/** The newest first, at most 3,000. Refuses "not_found" for unknown and forbidden sessions. */
export async function listPaths(
  viewer: Viewer,
  sessionId: string,
  { rowsMax = ROWS_MAX, bytesMax = BYTES_MAX }: { rowsMax?: number; bytesMax?: number } = {},
): Promise<SeenPaths> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  const { rows } = await pgPool().query<{ payload: unknown }>({ name: "list_paths", text: ROWS, values: [id, rowsMax, bytesMax] });
  const found = new Set<string>();
  let read = 0;
  for (const { payload } of rows) {
    const told = objectOf(payload);
    // what a run tells stands inside of its own event
    const { params, content, success } = "event" in told ? objectOf(told.event) : told;
    const answer = success === false ? null : textOf(content);
    if (!addPathsOfCall(found, params, answer)) break;
    read += answer?.length ?? 0;
    if (read < CHARACTERS_AT_ONCE) continue;
    read = 0;
    await setImmediate();
  }
  return { paths: [...found] };
}
