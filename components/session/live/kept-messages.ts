/**
 * What was sent and is not on record yet, kept in this tab: a reload while the dashboard is away must not lose it. What was refused, or written
 * into a waiting message and not saved, is kept in this browser until it is sent or discarded: it must outlive its tab.
 */
import { objectOf } from "@/lib/domain/text/loose-json";
import type { PendingMessage } from "./live-session-state";

export type KeptMessages = { read(): PendingMessage[]; write(pending: readonly PendingMessage[]): void };

/** Of longer lists the newest. */
const LEFT_MAX = 20;

/** By hand: what is read here is read before anything is fetched after the page, and zod would make the page 16 kB heavier. */
const isPending = (value: unknown): value is PendingMessage => {
  const { messageId, text, at, refusal } = objectOf(value);
  return typeof messageId === "string" && typeof text === "string" && typeof at === "number" && typeof refusal === "object";
};

type Place = "sessionStorage" | "localStorage";

function load(place: Place, key: string): PendingMessage[] {
  try {
    const kept: unknown = JSON.parse(globalThis[place].getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPending) : [];
  } catch {
    return [];
  }
}

function store(place: Place, key: string, messages: readonly PendingMessage[]): void {
  try {
    if (messages.length === 0) globalThis[place].removeItem(key);
    else globalThis[place].setItem(key, JSON.stringify(messages));
  } catch {
    // A full or forbidden storage: they live as long as the page.
  }
}

/** Each person's own: who signs in next in the same tab sends nothing of somebody else's. */
export function keptMessages(sessionId: string, personId: number): KeptMessages {
  const key = `pending:${personId}:${sessionId}`;
  /** What this page has read or written: what another tab left since is not its to take away. */
  const known = new Set<string>();
  const unknown = (messages: readonly PendingMessage[]) => messages.filter(({ messageId }) => !known.has(messageId));
  const know = (messages: readonly PendingMessage[]) => {
    for (const { messageId } of messages) known.add(messageId);
  };
  return {
    read: () => {
      const own = load("sessionStorage", key);
      know(own);
      const left = unknown(load("localStorage", key));
      know(left);
      return [...left, ...own];
    },
    write: (pending) => {
      store("sessionStorage", key, pending);
      know(pending);
      const left = pending.filter(({ refusal }) => refusal);
      store("localStorage", key, [...unknown(load("localStorage", key)), ...left].slice(-LEFT_MAX));
    },
  };
}
