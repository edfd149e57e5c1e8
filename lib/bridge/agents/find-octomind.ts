/** Where the octomind program of this machine is, and which version. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { wholeEnvironment } from "@/lib/platform/env";
import { programPath } from "@/lib/platform/find-program";
import { programEnvironment } from "@/lib/platform/program-environment";
import { handedOn } from "./agent-environment";

const run = promisify(execFile);

/** OCTOMIND_BIN, else the first on the PATH; null: there is none. */
export function octomindPath({ OCTOMIND_BIN }: { OCTOMIND_BIN?: string | undefined }, searchPath = ""): string | null {
  return programPath(OCTOMIND_BIN ?? "octomind", searchPath);
}

/** What the program says of its version; empty when it does not say. It gets of our surroundings what an agent gets. */
export async function octomindVersion(program: string, patienceMs = 5_000): Promise<string> {
  const env = programEnvironment(handedOn(wholeEnvironment(), []));
  try {
    const { stdout } = await run(program, ["--version"], { timeout: patienceMs, killSignal: "SIGKILL", env });
    return /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? "";
  } catch {
    return "";
  }
}
