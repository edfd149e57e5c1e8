/** Where the octomind program of this machine is, and which version. */
import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** OCTOMIND_BIN, else the first on the PATH; null: there is none. */
export function octomindPath({ OCTOMIND_BIN }: { OCTOMIND_BIN?: string | undefined }, searchPath = ""): string | null {
  if (OCTOMIND_BIN?.includes("/")) return isProgram(OCTOMIND_BIN) ? path.resolve(OCTOMIND_BIN) : null;
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return folders.map((folder) => path.join(folder, OCTOMIND_BIN ?? "octomind")).find(isProgram) ?? null;
}

/** What the program says of its version; empty when it does not say. */
export async function octomindVersion(program: string): Promise<string> {
  try {
    const { stdout } = await run(program, ["--version"], { timeout: 5_000 });
    return /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? "";
  } catch {
    return "";
  }
}
