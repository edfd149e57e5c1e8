/** Stands for lib/services/sessions/read-session-row in a world without a database. */
import type { StoredSession } from "@/lib/services/sessions/read-session-row";

/** What the session's row says now; each world puts its own here. */
export const served: { row: () => Promise<StoredSession | null> } = { row: async () => null };

export const readSessionRow = (): Promise<StoredSession | null> => served.row();
