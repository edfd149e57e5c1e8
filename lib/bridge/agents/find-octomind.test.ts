/** Where the octomind program is looked for. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { octomindPath, octomindVersion } from "./find-octomind";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "find-octomind-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string, mode = 0o755): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
  return file;
}

test("the first on the search path that may be run, unless one is named", () => {
  const file = program("octomind", "");
  const other = program("other", "");
  expect(octomindPath({}, ["/no/such/folder", "relative", folder].join(path.delimiter))).toBe(file);
  expect(octomindPath({ OCTOMIND_BIN: other }, folder)).toBe(other);
  expect(octomindPath({ OCTOMIND_BIN: "other" }, folder)).toBe(other);
  expect(octomindPath({ OCTOMIND_BIN: path.join(folder, "missing") }, folder)).toBe(null);
  expect(octomindPath({}, "")).toBe(null);
});

test("a file that may not be run is no program", () => {
  program("octomind", "", 0o644);
  expect(octomindPath({}, folder)).toBe(null);
});

test("the version is what it says, or nothing", async () => {
  expect(await octomindVersion(program("octomind", "echo octomind 0.68.1"))).toBe("0.68.1");
  expect(await octomindVersion(program("broken", "exit 1"))).toBe("");
});

test("it is asked without our secrets, and not longer than it is waited for", async () => {
  const said = "echo octomind 1.2.3-$APP_SECRET$NEXTAUTH_SECRET$DATABASE_URL$" + "{PATH:+found}";
  expect(await octomindVersion(program("curious", said))).toBe("1.2.3-found");
  expect(await octomindVersion(program("deaf", "trap '' TERM; exec sleep 100"), 100)).toBe("");
});
