// `npm run bench [-- NAME ...]`: benches by name, or all of them, one after the other; what they print is written into docs/benchmarks.md with the
// machine, the version of Node and the load it was measured under.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { prepareBuild, prepareSources } from "./prepare.mjs";
import { root } from "./run-step.mjs";

const LIMIT_MS = 5 * 60_000;
/** What installs from the registry waits for others as well. */
const LONGER_MS = { cold: 10 * 60_000, peer: 15 * 60_000 };
const REPORT = path.join(root, "docs/benchmarks.md");
/** Where a bench needs more than what is installed, it says what is missing. */
const BENCHES = [
  "append",
  "relay",
  "growth",
  "fan-out",
  "page-weight",
  "typing",
  "long-session",
  "markdown",
  "live-agents",
  "recovery",
  "memory",
  "cold",
  "peer",
];
const GIB = 1024 ** 3;

/** What cannot be measured here a bench says in a line that begins so. */
const SKIPPED = /^skipped: /;

/** What it printed; null: it failed, or was ended. */
async function run(name) {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, "bench", `${name}.ts`)], {
    cwd: root,
    timeout: LONGER_MS[name] ?? LIMIT_MS,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
    process.stdout.write(chunk);
  });
  const [code] = await once(child, "exit");
  return code === 0 ? said.trimEnd() : null;
}

/** Where and under what it was measured. */
function conditions() {
  const load = os.loadavg()[0]?.toFixed(1);
  const machine = `${os.cpus().length} cores, ${Math.round(os.totalmem() / GIB)} GB, ${os.platform()}`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.versions.node}, load average ${load} afterwards`;
}

/** Puts the section of a bench in place of its last one, or at the end. */
function write(name, said) {
  const begin = `<!-- bench ${name} -->`;
  const end = `<!-- end ${name} -->`;
  const section = `${begin}\n### \`npm run bench -- ${name}\`\n${conditions()}\n\n\`\`\`text\n${said}\n\`\`\`\n${end}`;
  const report = readFileSync(REPORT, "utf8");
  const [from, to] = [report.indexOf(begin), report.indexOf(end)];
  const next =
    from >= 0 && to > from ? report.slice(0, from) + section + report.slice(to + end.length) : `${report.trimEnd()}\n\n${section}\n`;
  writeFileSync(REPORT, next);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${BENCHES.join(", ")}.`);
  process.exit(1);
}
await prepareSources();
await prepareBuild();
const counts = { written: 0, failed: 0, skipped: 0 };
for (const name of asked.length > 0 ? asked : BENCHES) {
  console.log(`> ${name}`);
  const said = await run(name);
  const lines = said?.split("\n") ?? [];
  const skipped = lines.filter((line) => SKIPPED.test(line)).length;
  counts.skipped += skipped;
  if (said === null) {
    counts.failed += 1;
    console.log(`> ${name} failed, or took too long: its figures stay as they were`);
  } else if (skipped === lines.length) console.log(`> ${name} could not be measured here: its figures stay as they were`);
  else {
    counts.written += 1;
    write(name, said);
  }
}
console.log(`> ${counts.written} measured, ${counts.failed} failed, ${counts.skipped} skipped, of a bench or of a part of one`);
process.exit(counts.failed > 0 ? 1 : 0);
