// Breaks a copy of the code in each of the ways that must be noticed, and tells which of them the simulation did not notice.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { mutations } from "./mutations.mjs";
import { capture, packageFile, root, seconds } from "./run-step.mjs";

const COPIED = ["lib", "app", "components", "package.json", "tsconfig.json", "vitest.config.ts"];
const CONTROL = { name: "nothing is broken", file: "package.json", from: '"private": true,', to: '"private": true,' };
/** The simulation says so itself when it found something; a run that fails without these words proves nothing. */
const CAUGHT = "the smallest:";

function makeCopy() {
  const folder = mkdtempSync(path.join(tmpdir(), "mutations-"));
  for (const name of COPIED) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}

async function outcomeOf({ file, from, to }, { folder, test, histories, seed }) {
  const place = path.join(folder, file);
  const whole = readFileSync(place, "utf8");
  if (whole.split(from).length !== 2) return "its place was not found";
  writeFileSync(
    place,
    whole.replace(from, () => to),
  );
  try {
    const env = { ...process.env, NODE_ENV: "test", PROVE_HISTORIES: String(histories), PROVE_SEED: String(seed) };
    const args = ["--root", folder, "run", "--project", "unit*", test];
    const { output } = await capture(process.execPath, [packageFile("vitest", "vitest.mjs"), ...args], { env, timeout: 240_000 });
    return output.includes(CAUGHT) ? "caught" : output.includes("histories, seed") ? "survived" : "did not run";
  } finally {
    writeFileSync(place, whole);
  }
}

/** As many as the tests play: what a guest's command costs is in one history of a hundred. */
const HISTORIES_MAX = 2_000;

/** Prints a line for each and gives the number of those that were not caught. */
export async function runMutations(test, { histories, seed }) {
  const folder = makeCopy();
  let missed = 0;
  try {
    for (const mutation of [CONTROL, ...mutations]) {
      const since = Date.now();
      const outcome = await outcomeOf(mutation, { folder, test, histories: Math.min(histories, HISTORIES_MAX), seed });
      // A run that is red without a reason would catch everything.
      if (outcome !== (mutation === CONTROL ? "survived" : "caught")) missed += 1;
      console.log(`${mutation.name.padEnd(36)} ${outcome} (${seconds(since)})`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const all = mutations.length + 1;
  console.log(`${all - missed} of ${all} as they must be`);
  return missed;
}
