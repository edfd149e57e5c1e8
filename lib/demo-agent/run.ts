/** The demo agent as a program: `server [ROLE] --host 127.0.0.1 --port 0`, like the real agent's. */
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { startDemoAgent } from "./server";
import { openTruthFile } from "./truth-file";

const SAMPLE = join("lib", "demo-agent", "sample-project");

/** The sample project: named by DEMO_SAMPLE_DIR, else in the package that this program or the working directory belongs to. */
function findSample(named: string | undefined): string {
  if (named) return named;
  for (const start of [dirname(process.argv[1] ?? "."), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, SAMPLE))) return join(folder, SAMPLE);
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`The sample project was not found. Set DEMO_SAMPLE_DIR to the folder ${SAMPLE} of the package.`);
}

/** Whoever started us holds the other end of our input; when it is gone, also by kill -9, so are we. */
function endWithStdin(): void {
  for (const event of ["end", "error", "close"]) process.stdin.once(event, () => process.exit(0));
  process.stdin.resume();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      host: { type: "string" },
      port: { type: "string" },
      "allow-origin": { type: "string", multiple: true },
      "until-stdin-ends": { type: "boolean" },
    },
  });
  if (positionals[0] !== "server") throw new Error("Usage: server [ROLE] [--host 127.0.0.1] [--port 8080] [--allow-origin ORIGIN]");
  if (values["until-stdin-ends"]) endWithStdin();
  const { env } = process; // an own program with the real agent's environment, so it reads it itself
  const dataDir = env.OCTOMIND_DATA_DIR ?? join(homedir(), ".local", "share", "octomind-demo");
  mkdirSync(dataDir, { recursive: true });
  const agent = await startDemoAgent({
    dataDir,
    sampleDir: findSample(env.DEMO_SAMPLE_DIR),
    host: values.host ?? "127.0.0.1",
    port: Number(values.port ?? 8080),
    allowedOrigins: values["allow-origin"] ?? [],
    role: positionals[1] ?? "demo",
    directives: env.DEMO_DIRECTIVES === "1",
    die: () => process.kill(process.pid, "SIGKILL"),
    ...(env.OCTOMIND_SERVER_TOKEN ? { token: env.OCTOMIND_SERVER_TOKEN } : {}),
    ...(env.OCTOMIND_DASHBOARD_MARK ? { mark: env.OCTOMIND_DASHBOARD_MARK } : {}),
    ...(env.DEMO_TRUTH_DIR ? { note: openTruthFile(env.DEMO_TRUTH_DIR) } : {}),
    ...(env.DEMO_PACE_MS ? { paceMs: Number(env.DEMO_PACE_MS) } : {}),
  });
  process.stdout.write(`Demo agent (scripted, no model) started on ${agent.url}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
