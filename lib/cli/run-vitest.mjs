// Runs Vitest projects and counts their tests.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { packageFile, root } from "./run-step.mjs";
import { judge, readVitestReport } from "./test-reports.mjs";

/** A run that hangs as a whole is a failure, not an hour of nothing: several times what it takes. */
const LIMIT_MS = 20 * 60_000;
const REPORT = path.join(root, "test-results/vitest.json");

/** Runs the tests of `projects` (patterns of their names) whose files match `pattern`; a run that fails for another reason counts as one failure. */
export async function runVitest(projects, pattern) {
  rmSync(REPORT, { force: true });
  const flags = [
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${REPORT}`,
  ];
  const { DATABASE_URL: _theirs, ...env } = process.env;
  const child = spawn(process.execPath, [packageFile("vitest", "vitest.mjs"), "run", ...flags, ...(pattern ? [pattern] : [])], {
    cwd: root,
    env: { ...env, NODE_ENV: "test" },
    stdio: ["ignore", "inherit", "inherit"],
    timeout: LIMIT_MS,
    killSignal: "SIGKILL",
  });
  const [code] = await once(child, "exit");
  return judge(readVitestReport(REPORT), code);
}
