/** Where the octomind program of this machine is, and which version. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { programPath } from "@/lib/platform/find-program";

const run = promisify(execFile);

/** OCTOMIND_BIN, else the first on the PATH; null: there is none. */
export function octomindPath({ OCTOMIND_BIN }: { OCTOMIND_BIN?: string | undefined }, searchPath = ""): string | null {
  return programPath(OCTOMIND_BIN ?? "octomind", searchPath);
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
