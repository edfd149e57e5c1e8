/** Each session works on its own copy of the sample project; the sample itself is only read. */
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { Session } from "./session";

/** The name people see for the copy's folder. */
export const PROJECT_NAME = "sample-project";

/** The session's copy, made on first use. */
export function scratchOf(session: Session, sampleDir: string): string {
  const folder = session.store.scratchOf(session.id);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    cpSync(sampleDir, folder, { recursive: true });
  }
  return folder;
}

/** Throws the copy away; the next use makes a fresh one. */
export function resetScratch(session: Session): void {
  rmSync(session.store.scratchOf(session.id), { recursive: true, force: true });
}

/** The full path inside the copy, or null when it would leave the copy. */
export function insideScratch(root: string, path: string): string | null {
  const full = resolve(root, path);
  return full === root || full.startsWith(root + sep) ? full : null;
}

export const shownPath = (root: string, full: string): string => relative(root, full).split(sep).join("/") || ".";
