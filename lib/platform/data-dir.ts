/** Places inside the data directory, and the identity that this installation keeps over restarts. */
import { randomUUID } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "./env";
import { oncePerProcess } from "./once-per-process";

/** An absolute path inside DATA_DIR; names that would lead out of it are refused. Creates nothing. */
export function dataPath(...names: string[]): string {
  const place = path.join(env.DATA_DIR, ...names);
  if (place !== env.DATA_DIR && !place.startsWith(env.DATA_DIR + path.sep)) throw new Error("A path would lead out of the data directory.");
  return place;
}

/** Like dataPath, for a folder: it exists afterwards, readable by its owner only. */
export function dataFolder(...names: string[]): string {
  const folder = dataPath(...names);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** What file systems say that know no second name of a file, as network and container mounts may not. */
const KNOWS_NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/** Under a name that is free: a file that was there first stays. */
function nameDraft(draft: string, file: string): void {
  try {
    // A link appears whole or not at all, so a crash or a second process never leaves half an id.
    linkSync(draft, file);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EEXIST") return;
    if (!KNOWS_NO_LINKS.includes(code)) throw error;
    if (!existsSync(file)) renameSync(draft, file); // the lock on the folder keeps others away
  }
}

function readOrCreateHolderId(): string {
  const file = path.join(dataFolder(), "holder-id");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomUUID(), { mode: 0o600 });
  try {
    nameDraft(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return z.uuid().parse(readFileSync(file, "utf8").trim());
}

/** Who holds sessions for this data directory: a uuid that stays the same over restarts. */
export function holderId(): string {
  return oncePerProcess("holder-id", readOrCreateHolderId);
}
