/** The turns of a session in a line each, newest first, read from the projections: what its outline shows. */
import { z } from "zod";
import { ROW_ID_MAX, typedRowId } from "@/lib/domain/row-id";
import { type CostPoint, type OutlineTurn, openingOf, type TurnPage } from "@/lib/domain/sessions/turn-outline";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { EDITORS, REWRITER } from "./editing-tools";
import { openSession } from "./open-session";

/** `before`: the turns with a smaller number. */
export const turnPlace = z.strictObject({ before: typedRowId.optional() });
export type TurnPlace = z.infer<typeof turnPlace>;

const PAGE = 500;
const POINTS = 60;
/** Of the opening's JSON: enough for its first words with every character escaped. */
const HEAD = 2_000;

/** A key of the JSON is never escaped, so `"rewrite":` inside of a string is not taken for one. */
const TURNS = `
SELECT t.no, t.opened_seq AS seq, t.closed_seq AS "endSeq", t.cause, coalesce(p.name, '') AS who, left(e.payload::text, $4) AS head, t.state::text AS state,
       (extract(epoch FROM t.opened_at) * 1000)::float8 AS "startedAt",
       (extract(epoch FROM t.closed_at - t.opened_at) * 1000)::float8 AS "durationMs",
       c.tools, c.failures, c.edits, u.nano::text AS nano, u.provenance::text AS provenance
  FROM (SELECT * FROM turn WHERE session_id = $1 AND no < $2 ORDER BY no DESC LIMIT $3) t
  LEFT JOIN person p ON p.id = t.person_id
  LEFT JOIN event e ON e.session_id = t.session_id AND e.seq = t.opened_seq
  LEFT JOIN turn_usage u ON u.session_id = t.session_id AND u.seq = t.closed_seq
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS tools, (count(*) FILTER (WHERE x.ok = false))::int AS failures,
           (count(*) FILTER (WHERE x.ok AND (x.tool = ANY ($5) OR called.payload::text ~ '"rewrite"\\s*:\\s*"[^"]')))::int AS edits
      FROM tool_call x
      LEFT JOIN event called ON x.tool = '${REWRITER}' AND called.session_id = x.session_id AND called.seq = x.called_seq
     WHERE x.session_id = t.session_id AND x.turn_no = t.no) c
 ORDER BY t.no DESC`;

/** Turns that failed, or in which a call did. */
const FAILED = `
SELECT count(*)::int AS failed FROM turn t
 WHERE t.session_id = $1
   AND (t.state = 'failed' OR EXISTS (SELECT FROM tool_call x WHERE x.session_id = t.session_id AND x.turn_no = t.no AND x.ok = false))`;

/** The ledger in at most POINTS pieces of equal length, each with the sum so far. What nobody knows is counted beside it. */
const CURVE = `
SELECT max(turn)::int AS turn, (sum(sum(nano)) OVER (ORDER BY piece))::text AS nano, sum(unknown)::int AS unknown
  FROM (SELECT coalesce(turn_no, 0) AS turn, nano, (provenance IN ('unpriced', 'untracked'))::int AS unknown, ntile($2) OVER (ORDER BY seq) AS piece
          FROM turn_usage WHERE session_id = $1) entries
 GROUP BY piece ORDER BY piece`;

type Row = Omit<OutlineTurn, "opening" | "cost"> & {
  head: string | null;
  nano: string | null;
  provenance: NonNullable<OutlineTurn["cost"]>["provenance"] | null;
};

const turnOf = ({ head, nano, provenance, ...row }: Row): OutlineTurn => ({
  ...row,
  opening: openingOf(head ?? ""),
  cost: nano === null || provenance === null ? null : { nano, provenance },
});

/** At most 500 turns. Refuses "not_found" for unknown and forbidden sessions. */
export async function listTurns(
  viewer: Viewer,
  sessionId: string,
  { before }: TurnPlace = {},
  { pageSize = PAGE, points = POINTS }: { pageSize?: number; points?: number } = {},
): Promise<TurnPage> {
  const { id } = await openSession(viewer, "session:read", sessionId);
  const pool = pgPool();
  const isNewest = before === undefined;
  const [page, total, failed, curve] = await Promise.all([
    pool.query<Row>({ name: "list_turns", text: TURNS, values: [id, before ?? ROW_ID_MAX, pageSize + 1, HEAD, EDITORS] }),
    pool.query<{ total: number }>("SELECT turn_count AS total FROM session WHERE id = $1", [id]),
    isNewest ? pool.query<{ failed: number }>({ name: "failed_turns", text: FAILED, values: [id] }) : null,
    isNewest ? pool.query<CostPoint>({ name: "cost_curve", text: CURVE, values: [id, points] }) : null,
  ]);
  const turns = page.rows.slice(0, pageSize).map(turnOf);
  const next = page.rows.length > pageSize ? (turns.at(-1)?.no ?? null) : null;
  return { turns, next, total: total.rows[0]?.total ?? 0, failed: failed?.rows[0]?.failed ?? null, curve: curve?.rows ?? null };
}
