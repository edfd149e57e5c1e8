// What is built under a dashboard that runs leaves it without its pages: who runs is known, whatever its data directory is.
import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { capture } from "./run-step.mjs";
import { noteServing, refuseIfServed } from "./served-build.mjs";

function someFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-served-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "stamps");
}

const NOTING = 'const { noteServing } = await import("./lib/cli/served-build.mjs"); noteServing(process.argv[1]);';

test("nobody serves where nobody ever did", () => {
  expect(() => refuseIfServed(someFolder())).not.toThrow();
});

test("who serves is named, and how to go on", () => {
  const folder = someFolder();
  noteServing(folder);
  expect(() => refuseIfServed(folder)).toThrow(
    new RegExp(`^A dashboard runs from this folder: process ${process.pid}, since .* Stop it first`),
  );
});

test("who is gone is in nobody's way, however it ended, and is forgotten", async () => {
  const folder = someFolder();
  expect(await capture(process.execPath, ["--input-type=module", "-e", NOTING, folder])).toEqual({ code: 0, output: "" });
  writeFileSync(path.join(folder, "served-by-1"), '{"pid":1,"sta');
  expect(readdirSync(folder)).toHaveLength(2);
  expect(() => refuseIfServed(folder)).not.toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test("who serves from where nothing can be written serves all the same; any other fault is told", () => {
  const fail = vi.spyOn(fs, "writeFileSync");
  onTestFinished(() => {
    fail.mockRestore();
    syncBuiltinESMExports();
  });
  for (const code of ["EROFS", "EACCES", "ENOSPC", "EDQUOT", "EISDIR"]) {
    fail.mockImplementation(() => {
      throw Object.assign(new Error(`${code}: on purpose`), { code });
    });
    syncBuiltinESMExports();
    const note = () => noteServing(someFolder());
    if (code === "EISDIR") expect(note).toThrow("EISDIR");
    else expect(note, code).not.toThrow();
  }
});
