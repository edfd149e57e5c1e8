import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { recordedEdits } from "@/lib/testing/recorded-edits";
import { patchedChangesOf } from "./patched-changes";

const folder = mkdtempSync(join(tmpdir(), "changes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What git says of two texts, in numbers. */
function numbersOf(before: string, after: string): { added: number; removed: number } {
  writeFileSync(join(folder, "before"), before);
  writeFileSync(join(folder, "after"), after);
  const options = { cwd: folder, encoding: "utf8" as const };
  let text = "";
  try {
    text = execFileSync("git", ["diff", "--no-index", "--numstat", "--minimal", "before", "after"], options);
  } catch (error) {
    text = String((error as { stdout: string }).stdout); // as: git ends with 1 where texts differ
  }
  const [added = "0", removed = "0"] = text.split("\t");
  return { added: Number(added), removed: Number(removed) };
}

/** The file after the patch is applied to what it was; null: git refuses. */
function applied(path: string, before: string | undefined, patch: string): string | undefined | null {
  const copy = mkdtempSync(join(folder, "copy-"));
  const full = join(copy, path);
  if (before !== undefined) {
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, before);
  }
  writeFileSync(join(copy, "change.patch"), patch);
  try {
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: folder };
    execFileSync("git", ["apply", "--whitespace=nowarn", "change.patch"], { cwd: copy, env, stdio: "ignore" });
  } catch {
    return null;
  }
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}

const isBare = (text: string | undefined): boolean => text !== undefined && !text.endsWith("\n");

let offered = 0;
let refused = 0;

describe.each(recordedEdits.map((round, index) => [index + 1, round] as const))(
  "round %i of recorded edits",
  (_, { before, after, calls }) => {
    const { files } = patchedChangesOf(calls, { cwd: "/srv/sample" });
    const byPath = new Map(files.map((file) => [file.path, file]));

    test("every file that differs is listed, and no other is said to", () => {
      const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
      const differing = [...paths].filter((path) => before[path] !== after[path]);
      const said = files.filter(
        ({ status, added, removed }) => !["failed", "undone"].includes(status) && (status !== "edited" || added + removed > 0),
      );
      for (const path of differing) expect(byPath.get(path), path).toBeDefined();
      for (const { path } of said) expect(before[path], path).not.toBe(after[path]);
      for (const { path, outside } of files) expect([path, outside]).toEqual([path, "no"]);
    });

    test("the numbers are those of the files themselves", () => {
      for (const { path, added, removed, isExact, patch } of files) {
        if (!isExact || patch.text === null || isBare(before[path])) continue;
        expect({ path, added, removed }).toEqual({ path, ...numbersOf(before[path] ?? "", after[path] ?? "") });
      }
    });

    test("a patch that is offered makes the one out of the other", () => {
      for (const { path, patch } of files) {
        if (patch.text === null) refused += patch.why === "Nothing is changed." ? 0 : 1;
        else {
          offered += 1;
          const made = applied(path, before[path], patch.text);
          // nothing shows that a file began without a last line break: git sees it and refuses
          if (!isBare(before[path]) || made !== null) expect([path, made]).toEqual([path, after[path]]);
        }
      }
    });
  },
);

test("most changes can be had as a patch", () => {
  expect(offered).toBeGreaterThan(2 * refused);
});
