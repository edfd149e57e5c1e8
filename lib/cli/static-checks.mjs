// The checks that only read: types, lint with format and floors, and dead code.
import { capture, packageFile, seconds } from "./run-step.mjs";

const CHECKS = {
  types: [packageFile("typescript", "bin/tsc"), "--noEmit"],
  lint: [packageFile("@biomejs/biome", "bin/biome"), "ci", "--error-on-warnings", "--colors=off"],
  "dead code": [packageFile("knip", "bin/knip.js"), "--cache", "--cache-location", "node_modules/.cache/knip"],
};

async function runCheck([name, args]) {
  const since = Date.now();
  const { code, output } = await capture(process.execPath, args, { env: { ...process.env, NO_COLOR: "1" } });
  console.log(`> ${name} ... ${code === 0 ? seconds(since) : `failed\n${output.trim()}`}`);
  return code === 0;
}

/** Runs all of them at once; gives how many passed and failed, and which failed. */
export async function runStaticChecks() {
  const names = Object.keys(CHECKS);
  const outcomes = await Promise.all(Object.entries(CHECKS).map(runCheck));
  const failures = names.filter((_, at) => !outcomes[at]);
  return { passed: names.length - failures.length, failed: failures.length, failures };
}
