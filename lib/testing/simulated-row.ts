/** Stands for lib/services/sessions/read-session-row in a world without a database. */
import type { SessionRow } from "@/lib/services/sessions/read-session-row";

/** What the session's row says now; each world puts its own here. */
export const served: { row: () => Promise<SessionRow | null> } = { row: async () => null };

export const readSessionRow = (): Promise<SessionRow | null> => served.row();
