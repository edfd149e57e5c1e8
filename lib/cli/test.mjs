// `npm test`: everything, from a fresh clone; `npm test -- --only unit|db|e2e [pattern]` runs a part.
import { prepareBuild, prepareSources } from "./prepare.mjs";
import { seconds } from "./run-step.mjs";
import { close } from "./test-reports.mjs";

const PARTS = ["unit", "db", "e2e"];

function readArguments(args) {
  if (args.length === 0) return { parts: ["static", ...PARTS], pattern: undefined };
  const [flag, part, pattern] = args;
  if (flag !== "--only" || !PARTS.includes(part)) {
    console.error(`Usage: npm test [-- --only ${PARTS.join("|")} [pattern]]`);
    process.exit(1);
  }
  return { parts: [part], pattern };
}

/** The parts in order; one that fails does not keep the next from running. */
async function runParts(parts, pattern) {
  const counts = [];
  const has = (part) => parts.includes(part);
  const checks = has("static") ? (await import("./static-checks.mjs")).runStaticChecks() : null;
  const projects = [...(has("unit") ? ["unit*", "heavy", "processes"] : []), ...(has("db") ? ["db*", "contract", "histories"] : [])];
  if (projects.length > 0) counts.push(await (await import("./run-vitest.mjs")).runVitest(projects, pattern));
  if (checks) counts.push(await checks);
  if (has("e2e")) counts.push(await runBrowserTests(pattern));
  return counts;
}

async function runBrowserTests(pattern) {
  try {
    return await (await import("./run-playwright.mjs")).runPlaywright(pattern);
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, failures: [`e2e: ${error.message}`] };
  }
}

const since = Date.now();
const { parts, pattern } = readArguments(process.argv.slice(2));
if (process.env.DATABASE_URL && !process.env.TEST_DATABASE_URL) {
  console.log("> DATABASE_URL is ignored: tests use a PostgreSQL of their own, or the one in TEST_DATABASE_URL");
}
try {
  await prepareSources();
  if (parts.includes("e2e") || parts.includes("db")) await prepareBuild();
} catch (error) {
  console.error(error.message);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
const counts = await runParts(parts, pattern);
console.log(`> all of it took ${seconds(since)}`);
process.exit(close(counts));
