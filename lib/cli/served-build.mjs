// Who serves what was installed and built in a clone: it must not be made anew under them, whatever their data directories are.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSameProcess, startOf } from "./process-identity.mjs";

const PREFIX = "served-by-";

/** Writes down in `folder` that this process serves. Nothing has to take it away: of a process that is gone it means nothing. */
export function noteServing(folder) {
  const note = { pid: process.pid, start: startOf(process.pid), since: new Date().toISOString() };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${PREFIX}${process.pid}`), JSON.stringify(note));
  } catch (error) {
    if (!["EROFS", "EACCES", "ENOSPC", "EDQUOT"].includes(error.code)) throw error; // where nothing can be written, nothing is built either
  }
}

function readNote(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // cut short by a crash, or taken away between two looks
  }
}

/** Throws where somebody serves, and takes away the notes of those that are gone. */
export function refuseIfServed(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((one) => one.startsWith(PREFIX))) {
    const { pid, start, since } = readNote(path.join(folder, name));
    if (pid !== undefined && isSameProcess({ pid, start }))
      throw new Error(
        `A dashboard runs from this folder: process ${pid}, since ${since}. Its sources have changed, and to build them now would break it. Stop it first, or use another clone.`,
      );
    rmSync(path.join(folder, name), { force: true });
  }
}
