/** How a session stands, as lists, the rail and the database say it. */

export const sessionStates = ["idle", "running", "waiting", "answered", "failed", "stopped", "interrupted"] as const;
export type SessionState = (typeof sessionStates)[number];
