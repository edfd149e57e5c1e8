/** How far a person has read each session, remembered by this browser alone; pure but for what touches its storage. */

/** By session: the last news that was in view. */
export type Seen = Record<string, number>;
type Shown = { id: string; newsSeq: number };

const KEY = "octomind:seen";
const KEPT = 500;

const isSeen = (value: unknown): value is Seen =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((seq) => typeof seq === "number");

export function readSeen(storage: Pick<Storage, "getItem">): Seen {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
    return isSeen(kept) ? kept : {};
  } catch {
    return {}; // no storage, or nonsense in it: nothing is unread yet
  }
}

function writeSeen(storage: Pick<Storage, "setItem">, seen: Seen): void {
  try {
    storage.setItem(KEY, JSON.stringify(seen));
  } catch {
    // A browser without storage forgets with the page.
  }
}

/** The session in view is read to its end, and one never met before counts as read; the same object when nothing is new. */
export function lookAt(seen: Seen, shown: readonly Shown[], here: string | null): Seen {
  const news = shown.filter(({ id, newsSeq }) => seen[id] === undefined || (id === here && seen[id] < newsSeq));
  if (news.length === 0) return seen;
  const ids = new Set(news.map(({ id }) => id));
  const kept = Object.entries(seen).filter(([id]) => !ids.has(id));
  return Object.fromEntries([...kept, ...news.map(({ id, newsSeq }) => [id, newsSeq] as const)].slice(-KEPT));
}

/** The same with what this browser remembers, which remembers it then. */
export function lookAndKeep(storage: Pick<Storage, "getItem" | "setItem">, shown: readonly Shown[], here: string | null): Seen {
  const seen = lookAt(readSeen(storage), shown, here);
  writeSeen(storage, seen);
  return seen;
}

/** Whether there is news after what was last in view. */
export const isUnread = (seen: Seen, { id, newsSeq }: Shown, here: string | null): boolean =>
  id !== here && newsSeq > (seen[id] ?? Number.POSITIVE_INFINITY);
