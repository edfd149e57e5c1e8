/** Places inside the data directory, and the identity that this installation keeps over restarts. */
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

function readOrCreateHolderId(): string {
  const file = path.join(dataFolder(), "holder-id");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomUUID(), { mode: 0o600 });
  try {
    // A link appears whole or not at all, so a crash or a second process never leaves half an id.
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return z.uuid().parse(readFileSync(file, "utf8").trim());
}

/** Who holds sessions for this data directory: a uuid that stays the same over restarts. */
export function holderId(): string {
  return oncePerProcess("holder-id", readOrCreateHolderId);
}
