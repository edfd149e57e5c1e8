// A secret is there whole or not at all: what a full disk cut short is never taken for it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readOrCreateSecret } from "./secret-file.mjs";

let folder;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("is made once, and for its owner only", () => {
  const file = path.join(folder, "secret");
  const secret = readOrCreateSecret(file, 32);
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readOrCreateSecret(file, 32)).toBe(secret);
  expect(readFileSync(file, "utf8")).toBe(`${secret}\n`);
});

test("when nothing can be written there is none, and the next start makes it", () => {
  const file = path.join(folder, "secret");
  const module = JSON.stringify(new URL("./secret-file.mjs", import.meta.url).href);
  const program = `import { readOrCreateSecret } from ${module}; readOrCreateSecret(${JSON.stringify(file)}, 32);`;
  // No file may grow, as on a disk that is full.
  const { status } = spawnSync("sh", ["-c", 'ulimit -f 0; exec "$0" --input-type=module -e "$1"', process.execPath, program]);
  expect(status).not.toBe(0);
  expect(Buffer.from(readOrCreateSecret(file, 32), "base64url")).toHaveLength(32);
});
