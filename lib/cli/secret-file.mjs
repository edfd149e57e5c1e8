// Secrets of an installation that are made once and kept: each in a file that is there whole or not at all.
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

function create(file, bytes) {
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeFileSync(handle, `${randomBytes(bytes).toString("base64url")}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** The secret in `file`, made of so many random bytes at the first call. One process at a time may ask. */
export function readOrCreateSecret(file, bytes) {
  if (!existsSync(file)) create(file, bytes);
  return readFileSync(file, "utf8").trim();
}
