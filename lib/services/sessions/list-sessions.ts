/** The sessions a viewer may see, newest activity first, page by page. */
import { z } from "zod";
import { can } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import { hasRole, projectsAs, type Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";
import { noteRefusal } from "@/lib/platform/refused-attempts";
import { SESSION_ROW, type SessionRow } from "./session-row";
import { titleFits, titlePattern } from "./title-pattern";

export type SessionScope = "mine" | { projectId: number };
export type SessionQuery = {
  scope: SessionScope;
  /** Only titles that contain this, in any case. */
  text?: string | undefined;
  archived?: boolean | undefined;
  /** What the page before gave as `next`. */
  cursor?: string | undefined;
  limit?: number | undefined;
};

const PAGE = 50;
const PAGE_MAX = 200;

/** Where the page before ended: the activity (ms) and id of its last row. */
const cursorSchema = z
  .string()
  .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
  .transform((cursor) => ({ activeAt: Number(cursor.split("_")[0]), id: cursor.split("_")[1] ?? "" }))
  .refine(({ id }) => z.uuid().safeParse(id).success);

function parseCursor(cursor: string | undefined): { activeAt: number; id: string } | null {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(cursor);
  return parsed.success ? parsed.data : refuse("invalid_payload", "This page of the list does not exist. Start from the first one.");
}

type Visible = { projects: number[]; owner: number | null; withShared: boolean };

/** Which sessions: a reviewer's project whole; a developer's own, and in the project's list those that the project writes. Projects a viewer is not in look like none. */
function visible(viewer: Viewer, scope: SessionScope): Visible | null {
  if (scope === "mine") {
    return { projects: projectsAs(viewer, "developer"), owner: viewer.personId, withShared: false };
  }
  const project = { kind: "project", projectId: scope.projectId, archived: false } as const;
  if (can(viewer, "project:read-sessions", project)) return { projects: [scope.projectId], owner: null, withShared: true };
  if (hasRole(viewer, scope.projectId, "developer")) return { projects: [scope.projectId], owner: viewer.personId, withShared: true };
  return null;
}

/**
 * Whether there is such a list for this viewer, without a look at the database: what a page must know before it begins to stream. Who
 * asked for a project's and may not is written down.
 */
export function hasSessionList(viewer: Viewer, scope: SessionScope): boolean {
  if (visible(viewer, scope)) return true;
  if (scope !== "mine") noteRefusal(viewer, "project:read-sessions", { projectId: scope.projectId });
  return false;
}

/** One project is named by itself: among several the newest can only be found by sorting all of them. */
const listOf = (projects: string): string => `
SELECT ${SESSION_ROW}
 WHERE s.project_id ${projects} AND ($2::int IS NULL OR s.owner_id = $2 OR (s.shared AND $8))
   AND (s.archived_at IS NOT NULL OR p.archived_at IS NOT NULL) = $3
   AND ${titleFits("s.title", "$4", "$9")}
   AND ($5::float8 IS NULL OR (s.active_at, s.id) < (to_timestamp($5 / 1000.0), $6::uuid))
 ORDER BY s.active_at DESC, s.id DESC
 LIMIT $7`;
const LIST_OF_ONE = listOf("= $1::int");
const LIST_OF_MANY = listOf("= ANY ($1::int[])");

/** `next` is the cursor of the following page; null: this was the last. A row that becomes active while paging moves to the top. */
export async function listSessions(viewer: Viewer, query: SessionQuery): Promise<{ rows: SessionRow[]; next: string | null }> {
  const { projects, owner, withShared } = visible(viewer, query.scope) ?? refuse("not_found");
  const after = parseCursor(query.cursor);
  const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? PAGE)), PAGE_MAX);
  const [only, ...others] = projects;
  const isOne = only !== undefined && others.length === 0;
  const { like, regex } = titlePattern(query.text);
  const values = [
    isOne ? only : projects,
    owner,
    query.archived ?? false,
    like,
    after?.activeAt ?? null,
    after?.id ?? null,
    limit + 1,
    withShared,
    regex,
  ];
  const { rows } = await pgPool().query<SessionRow>(isOne ? LIST_OF_ONE : LIST_OF_MANY, values);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? `${last.activeAt}_${last.id}` : null };
}
