/** The data directory: private, never left, and the home of an identity that stays. */
import fs, { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { takeOnce } from "./once-per-process";

let folder: string;

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-data-")), "data");
  vi.stubEnv("DATA_DIR", folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(path.dirname(folder), { recursive: true });
});

/** The module as a process that was just started sees it. */
async function freshProcess() {
  vi.resetModules();
  takeOnce("holder-id");
  return import("./data-dir");
}

test("the holder keeps its id over restarts on the same folder", async () => {
  const first = (await freshProcess()).holderId();
  expect((await freshProcess()).holderId()).toBe(first);
  expect(readdirSync(folder)).toEqual(["holder-id"]);
});

test("it does so as well where a file cannot have a second name", async () => {
  const link = vi.spyOn(fs, "linkSync").mockImplementation(() => {
    throw Object.assign(new Error("ENOTSUP: operation not supported on socket, link"), { code: "ENOTSUP" });
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    link.mockRestore();
    syncBuiltinESMExports();
  });
  const first = (await freshProcess()).holderId();
  expect((await freshProcess()).holderId()).toBe(first);
  expect(readdirSync(folder)).toEqual(["holder-id"]);
});

test("a spoiled id is not taken for one", async () => {
  (await freshProcess()).dataFolder();
  writeFileSync(path.join(folder, "holder-id"), "not a uuid");
  const { holderId } = await freshProcess();
  expect(holderId).toThrow();
});

test("folders are made for their owner only", async () => {
  const { dataFolder } = await freshProcess();
  expect(dataFolder("spool", "a")).toBe(path.join(folder, "spool", "a"));
  for (const place of [folder, path.join(folder, "spool"), path.join(folder, "spool", "a")])
    expect(statSync(place).mode & 0o777).toBe(0o700);
});

test("no name leads out", async () => {
  const { dataPath } = await freshProcess();
  expect(() => dataPath("..", "elsewhere")).toThrow(/out of the data directory/);
  expect(() => dataPath("spool", "../../elsewhere")).toThrow(/out of the data directory/);
  expect(dataPath("spool", "a.frames")).toBe(path.join(folder, "spool", "a.frames"));
});
