/** The processes of this machine as a tree: who descends from whom. Linux tells by /proc, elsewhere ps does. */
import { sharedLook } from "@/lib/platform/shared-look";
import type { ProcessRow } from "./process-row";
import { bootByProc, listByProc } from "./processes-by-proc";
import { bootByPs, listByPs } from "./processes-by-ps";

const hasProc = process.platform === "linux";

/** All processes that this user may see. Fifty sessions that end at once look together. */
export const listProcesses: () => Promise<ProcessRow[]> = sharedLook(hasProc ? listByProc : listByPs);

/** Names this run of the machine, or of the container: process numbers and sessions mean nothing in another one. */
export const readBoot: () => Promise<string> = sharedLook(hasProc ? bootByProc : bootByPs);

/** Every descendant of a process, parents before children. */
function descendantsOf(rows: readonly ProcessRow[], root: number): ProcessRow[] {
  const found: ProcessRow[] = [];
  const roots = [root];
  for (let parent = roots.shift(); parent !== undefined; parent = roots.shift()) {
    for (const row of rows) {
      if (row.parent !== parent || found.includes(row)) continue;
      found.push(row);
      roots.push(row.pid);
    }
  }
  return found;
}

/** Descendants, and what has lost its parent but still belongs to the process session that the root leads. */
export function familyOf(rows: readonly ProcessRow[], root: number): ProcessRow[] {
  const own = rows.filter((row) => row.pid !== root && (row.parent === root || row.session === root));
  return withDescendants(rows, own);
}

/** These and all that descends from them, each once. */
export function withDescendants(rows: readonly ProcessRow[], tops: readonly ProcessRow[]): ProcessRow[] {
  return [...new Set(tops.flatMap((row) => [row, ...descendantsOf(rows, row.pid)]))];
}

/**
 * These and all else of the process sessions that they are in, with what descends from it. `sessions`: more of them, whose other members
 * may have ended; those of what is found are added.
 */
export function withSessions(rows: readonly ProcessRow[], members: readonly ProcessRow[], sessions: Set<number>): ProcessRow[] {
  let found = [...members];
  for (;;) {
    for (const { session } of found) if (session > 0) sessions.add(session); // 0: one that began outside of this container
    const more = rows.filter((row) => sessions.has(row.session) && !found.includes(row));
    if (more.length === 0) return found;
    found = withDescendants(rows, [...found, ...more]);
  }
}
