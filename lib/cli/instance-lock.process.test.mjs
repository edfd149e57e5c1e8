// The instance lock: one holder at a time, also after crashes, also when many come at once.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { LockedError, lockDataDirectory, lockInstance, refuseIfRunning } from "./instance-lock.mjs";
import { startOf } from "./process-identity.mjs";

let folder;
const children = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-lock-"));
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** A process that tries to lock the folder and then waits; `said` is "locked" or why not. */
async function contender() {
  const module = JSON.stringify(new URL("./instance-lock.mjs", import.meta.url).href);
  const program = `import { lockInstance } from ${module};
    try { lockInstance(${JSON.stringify(folder)}); console.log("locked"); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said).trim() };
}

async function crash(child) {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

function lockFile() {
  return path.join(folder, "instance.lock");
}

test("a second one is refused with the process and the time", async () => {
  const { child, said } = await contender();
  expect(said).toBe("locked");
  const { since } = JSON.parse(readFileSync(lockFile(), "utf8"));
  expect(() => lockInstance(folder)).toThrow(LockedError);
  expect(() => lockInstance(folder)).toThrow(`process ${child.pid}, since ${since}`);
});

test("a released lock is free, and leaves nothing behind", () => {
  lockInstance(folder).release();
  expect(readdirSync(folder)).toEqual([]);
  expect(lockInstance(folder).left).toBeNull();
});

test("a killed holder's lock is taken over, with what it noted", async () => {
  const { child } = await contender();
  const before = JSON.parse(readFileSync(lockFile(), "utf8"));
  writeFileSync(lockFile(), JSON.stringify({ ...before, server: { pid: 12, start: "then" } }));
  await crash(child);
  const lock = lockInstance(folder);
  expect(lock.left).toMatchObject({ pid: child.pid, server: { pid: 12, start: "then" } });
  expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toMatchObject({ pid: process.pid, start: startOf(process.pid) });
  expect(readdirSync(folder)).toEqual(["instance.lock"]);
});

test("a pid that was given to another process does not hold the lock", () => {
  const lock = { pid: process.ppid, start: "before the last boot", since: "then", nonce: "n" };
  writeFileSync(lockFile(), JSON.stringify(lock));
  expect(lockInstance(folder).left).toEqual(lock);
});

test("of ten that come at once to a stale lock, exactly one gets it", async () => {
  const { child } = await contender();
  await crash(child);
  const outcomes = await Promise.all(Array.from({ length: 10 }, contender));
  expect(outcomes.filter(({ said }) => said === "locked")).toHaveLength(1);
  for (const { said } of outcomes) expect(said).toMatch(/^locked$|already runs on this data directory/);
}, 30_000);

test("a claim that a crashed successor left is taken over as well", async () => {
  const { child } = await contender();
  const { nonce } = JSON.parse(readFileSync(lockFile(), "utf8"));
  await crash(child);
  writeFileSync(`${lockFile()}.${nonce}`, JSON.stringify({ pid: child.pid, start: "gone", since: "then", nonce: "claim" }));
  expect(lockInstance(folder).left).toMatchObject({ nonce });
  expect(readdirSync(folder)).toEqual(["instance.lock"]);
});

describe("on a file system that knows no second name of a file", () => {
  function forbidLinks() {
    const link = vi.spyOn(fs, "linkSync").mockImplementation(() => {
      throw Object.assign(new Error("EPERM: operation not permitted, link"), { code: "EPERM" });
    });
    syncBuiltinESMExports();
    onTestFinished(() => {
      link.mockRestore();
      syncBuiltinESMExports();
    });
  }

  test("one at a time has the lock as well, and what a crash left is taken over", async () => {
    const { child } = await contender();
    forbidLinks();
    expect(() => lockInstance(folder)).toThrow(`process ${child.pid}, since`);
    await crash(child);
    const lock = lockInstance(folder);
    expect(lock.left).toMatchObject({ pid: child.pid });
    expect(() => lockInstance(folder)).toThrow(LockedError);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(lockInstance(folder).left).toBeNull();
    expect(statSync(lockFile()).mode & 0o777).toBe(0o600);
  });

  test("a disk that fills up in that moment leaves no lock that nobody has", () => {
    forbidLinks();
    const whole = fs.writeFileSync;
    const write = vi.spyOn(fs, "writeFileSync").mockImplementation((file, ...rest) => {
      if (typeof file === "number") throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
      whole(file, ...rest);
    });
    onTestFinished(() => {
      write.mockRestore();
      syncBuiltinESMExports();
    });
    syncBuiltinESMExports();
    expect(() => lockInstance(folder)).toThrow("ENOSPC");
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.each(["{", "null", "{}"])("an unreadable lock is not guessed at: %s", (written) => {
  writeFileSync(lockFile(), written);
  expect(() => lockInstance(folder)).toThrow(/not readable as a lock/);
});

test("a disk without room is said with the folder, and nothing is left for the next try to fill it with", () => {
  const write = vi.spyOn(fs, "writeFileSync").mockImplementation((file) => {
    fs.closeSync(fs.openSync(file, "w"));
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    write.mockRestore();
    syncBuiltinESMExports();
  });
  expect(() => lockDataDirectory(folder)).toThrow(
    `The data directory ${folder} cannot be used: ENOSPC: no space left on device, write. ` +
      "It needs a disk with room, and to be this user's; or set DATA_DIR to another folder.",
  );
  expect(readdirSync(folder)).toEqual([]);
});

test("a data directory that is none is said with the folder; one that another has says who", () => {
  const file = path.join(folder, "a-file");
  writeFileSync(file, "");
  for (const place of [file, path.join(file, "below")]) {
    refuseIfRunning(place);
    expect(() => lockDataDirectory(place)).toThrow(`The data directory ${place} cannot be used: E`);
  }
  const made = path.join(folder, "new/in/new");
  lockDataDirectory(made);
  expect(statSync(made).mode & 0o777).toBe(0o700);
  expect(() => lockDataDirectory(made)).toThrow(LockedError);
});

test.runIf(process.platform === "linux")("where no folder can be made a start ends: Node would try for ever", async () => {
  const program = 'import { lockDataDirectory } from "./lib/cli/instance-lock.mjs"; lockDataDirectory("/proc/nowhere/at/all");';
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  await once(child, "close");
  expect(said).toContain("The data directory /proc/nowhere/at/all cannot be used: ENOENT");
});
