// One dashboard per data directory, and one that makes a clone ready: a lock file that names its process, and that a crash cannot leave locked.
import { randomUUID } from "node:crypto";
import { closeSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isSameProcess, startOf } from "./process-identity.mjs";

export const LOCK_NAME = "instance.lock";

/** Somebody else runs on this data directory; the message is for the terminal. `held`: their lock, where it can be read. */
export class LockedError extends Error {
  constructor(message, held = null) {
    super(message);
    this.held = held;
  }
}

function readLock(file) {
  try {
    const lock = JSON.parse(readFileSync(file, "utf8"));
    if (typeof lock?.pid !== "number") throw new SyntaxError("no lock");
    return lock;
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    if (error instanceof SyntaxError)
      throw new LockedError(`${file} is not readable as a lock. If no dashboard runs on this folder, remove the file.`);
    throw error;
  }
}

/** Writes beside the file first: a lock appears whole or not at all. */
function writeDraft(file, lock) {
  const draft = `${file}.${process.pid}.${randomUUID()}`;
  try {
    writeFileSync(draft, `${JSON.stringify(lock)}\n`, { mode: 0o600 });
  } catch (error) {
    rmSync(draft, { force: true }); // a disk that is full keeps the empty file of each try
    throw error;
  }
  return draft;
}

/** What file systems say that know no second name of a file, as network and container mounts may not. */
const KNOWS_NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

function tryCreate(file, lock) {
  const draft = writeDraft(file, lock);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    if (KNOWS_NO_LINKS.includes(error.code)) return tryCreateInPlace(file, lock);
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** One at a time as well; but who looks before it is written, or after a crash in that moment, finds a lock that is not readable. */
function tryCreateInPlace(file, lock) {
  let handle;
  try {
    handle = openSync(file, "wx", 0o600);
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  try {
    writeFileSync(handle, `${JSON.stringify(lock)}\n`);
    return true;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

function replace(file, lock) {
  renameSync(writeDraft(file, lock), file);
}

const alreadyRuns = ({ pid, since }) =>
  `A dashboard already runs on this data directory: process ${pid}, since ${since}. Stop it first, or set DATA_DIR to another folder.`;

const lockOf = (dataDirectory) => path.join(dataDirectory, LOCK_NAME);

/** Throws LockedError where a dashboard runs, and takes nothing: packages and pages must not be made anew under one that runs. */
export function refuseIfRunning(dataDirectory) {
  const held = readLock(lockOf(dataDirectory));
  if (held && isSameProcess(held)) throw new LockedError(alreadyRuns(held), held);
}

/**
 * Takes the lock or throws LockedError; gives what a crashed predecessor left, or null. A stale lock is replaced only by
 * whoever holds the claim on exactly that lock, so two that come at once never both succeed. A claim is a lock like any
 * other: one that its process left behind is taken over in the same way.
 */
function take(file, lock, whyNot) {
  for (;;) {
    if (tryCreate(file, lock)) return null;
    const held = readLock(file);
    if (!held) continue;
    if (isSameProcess(held)) throw new LockedError(whyNot(held), held);
    const claim = `${file}.${held.nonce}`;
    take(claim, lock, whyNot);
    const isStillHeld = readLock(file)?.nonce === held.nonce;
    if (isStillHeld) replace(file, lock);
    rmSync(claim, { force: true });
    if (isStillHeld) return held;
  }
}

/** `whyNot({ pid, since })`: what is said where another has it. `left` is the lock of a crashed predecessor, `note(facts)` adds to ours, `release()` ends it. */
export function holdLock(file, whyNot) {
  const lock = { pid: process.pid, start: startOf(process.pid), since: new Date().toISOString(), nonce: randomUUID() };
  const left = take(file, lock, whyNot);
  return {
    left,
    note: (facts) => replace(file, { ...lock, ...facts }),
    release: () => {
      if (readLock(file)?.nonce === lock.nonce) rmSync(file, { force: true });
    },
  };
}

export const lockInstance = (dataDirectory) => holdLock(lockOf(dataDirectory), alreadyRuns);

/** Node's own way tries for ever where a system says of a new folder that there is no such place, as /proc does and an automounter. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code !== "EEXIST") throw error; // another start was quicker
  }
}

/** The same for one that may have to be made; what the system says of a folder that cannot be used names neither it nor its variable. */
export function lockDataDirectory(dataDirectory) {
  try {
    makeFolder(dataDirectory);
    return lockInstance(dataDirectory);
  } catch (error) {
    if (error instanceof LockedError) throw error;
    throw new Error(
      `The data directory ${dataDirectory} cannot be used: ${error.message}. ` +
        "It needs a disk with room, and to be this user's; or set DATA_DIR to another folder.",
      { cause: error },
    );
  }
}
