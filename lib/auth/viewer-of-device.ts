/** The viewer behind a signed-in device, read anew from the database at every use. */
import { z } from "zod";
import { DEVICE_IDLE_HOURS } from "@/lib/domain/people/device-limits";
import type { Viewer } from "@/lib/domain/viewer";
import { pgPool } from "@/lib/platform/pg-pool";

const LIVE = `d.id = ANY ($1::uuid[]) AND d.revoked_at IS NULL AND d.expires_at > now() AND d.seen_at > now() - interval '${DEVICE_IDLE_HOURS} hours'`;

/** Both halves see the same snapshot, so the touch does not make a device look used that was idle for too long. */
const READ = `
WITH touched AS (
  UPDATE user_session d SET seen_at = now() WHERE $2::bool AND ${LIVE} AND d.seen_at < now() - interval '1 minute'
)
SELECT p.id AS "personId", d.id AS "deviceId", p.name, p.email, p.is_admin AS "isAdmin",
       COALESCE((SELECT json_agg(json_strip_nulls(json_build_object('projectId', m.project_id, 'role', m.role, 'isArchived', nullif(j.archived_at IS NOT NULL, false)))
                                 ORDER BY m.project_id, m.role)
                   FROM membership m JOIN project j ON j.id = m.project_id WHERE m.person_id = p.id), '[]') AS memberships
  FROM user_session d JOIN person p ON p.id = d.person_id
 WHERE ${LIVE} AND p.disabled_at IS NULL`;

/** With a name it is planned once per connection, and not at every page, action and socket event. */
const query = (deviceIds: readonly string[], active: boolean) => ({ name: "read_viewers", text: READ, values: [deviceIds, active] });

/** Nothing can be written down, and all that is there can still be read. */
const isDiskFull = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "53100";

/**
 * Who uses this device, with today's rights; null when it is signed out, expired, idle for too long or its person disabled.
 * Counts as use of the device (written at most once a minute) unless `active` is false: a check that nobody asked for.
 */
export async function viewerOfDevice(deviceId: string, { active = true }: { active?: boolean } = {}): Promise<Viewer | null> {
  if (!z.uuid().safeParse(deviceId).success) return null;
  const read = (isUse: boolean) => pgPool().query<Viewer>(query([deviceId], isUse));
  const { rows } = await read(active).catch((error: unknown) => {
    if (isDiskFull(error)) return read(false);
    throw error;
  });
  return rows[0] ?? null;
}

/** The same for many devices at once, without counting as use of any; those that are signed out or may no longer come are missing. */
export async function viewersOfDevices(deviceIds: readonly string[]): Promise<Viewer[]> {
  const { rows } = await pgPool().query<Viewer>(query(deviceIds, false));
  return rows;
}
