// The names that the libraries of PostgreSQL have besides, which npm does not pack.
import fs, { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { restoreSymlinks } from "./postgres-binaries.mjs";

let native;

beforeEach(() => {
  native = path.join(mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-native-")), "native");
  mkdirSync(path.join(native, "lib"), { recursive: true });
  writeFileSync(path.join(native, "lib/libz.1.3.dylib"), "");
  const links = ["libz.1.dylib", "libz.dylib"].map((name) => ({ source: "native/lib/libz.1.3.dylib", target: `native/lib/${name}` }));
  writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
});

afterEach(() => rmSync(path.dirname(native), { recursive: true }));

const madeLinks = () => ["libz.1.dylib", "libz.dylib"].map((name) => readlinkSync(path.join(native, "lib", name)));

test("are made beside them, once", () => {
  restoreSymlinks(native);
  restoreSymlinks(native);
  expect(madeLinks()).toEqual(["libz.1.3.dylib", "libz.1.3.dylib"]);
});

test("are there as well where another start makes them at the same time", () => {
  restoreSymlinks(native);
  const exists = vi.spyOn(fs, "existsSync").mockImplementation((file) => !file.endsWith(".dylib"));
  syncBuiltinESMExports();
  onTestFinished(() => {
    exists.mockRestore();
    syncBuiltinESMExports();
  });
  restoreSymlinks(native);
  expect(madeLinks()).toEqual(["libz.1.3.dylib", "libz.1.3.dylib"]);
});
