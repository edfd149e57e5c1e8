// What cannot be measured here is said in a line that `npm run bench` counts as skipped: it is never taken for a figure.
import { accessSync, constants } from "node:fs";
import path from "node:path";

const { env: environment } = process; // a bench asks what this machine has

export function skip(what: string, why: string): void {
  console.log(`skipped: ${what}: ${why}`);
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first program of this name on the search path, or null. */
export const programOnPath = (name: string): string | null =>
  (environment.PATH ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isExecutable) ?? null;
