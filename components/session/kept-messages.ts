/** What was sent and is not on record yet, kept in this tab: a reload while the dashboard is away must not lose it. */
import type { PendingMessage } from "./live-session-state";

export type KeptMessages = { read(): PendingMessage[]; write(pending: readonly PendingMessage[]): void };

/** By hand: what is read here is read before anything is fetched after the page, and zod would make the page 16 kB heavier. */
const isPending = (value: unknown): value is PendingMessage =>
  typeof value === "object" &&
  value !== null &&
  "messageId" in value &&
  typeof value.messageId === "string" &&
  "text" in value &&
  typeof value.text === "string" &&
  "at" in value &&
  typeof value.at === "number" &&
  "refusal" in value &&
  typeof value.refusal === "object";

/** Each person's own: who signs in next in the same tab sends nothing of somebody else's. */
export function keptInTab(sessionId: string, personId: number): KeptMessages {
  const key = `pending:${personId}:${sessionId}`;
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "[]");
        return Array.isArray(kept) ? kept.filter(isPending) : [];
      } catch {
        return [];
      }
    },
    write: (pending) => {
      try {
        if (pending.length === 0) sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, JSON.stringify(pending));
      } catch {
        // A full or forbidden storage: they live as long as the page.
      }
    },
  };
}
