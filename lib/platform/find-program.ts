/** Where a program of this machine is. */
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A path, or a name that is looked for in the absolute folders of `searchPath` (a PATH); null: no program. */
export function programPath(program: string, searchPath = ""): string | null {
  if (program.includes("/")) return isProgram(program) ? path.resolve(program) : null;
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, program)).find(isProgram) ?? null;
}
