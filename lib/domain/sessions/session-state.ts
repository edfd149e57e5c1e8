/** How a session stands, as lists, the rail and the database say it. */

/** `queued`: not started, and a message waits; the database keeps it as `idle`. */
export const sessionStates = ["idle", "queued", "running", "waiting", "answered", "failed", "stopped", "interrupted"] as const;
export type SessionState = (typeof sessionStates)[number];
