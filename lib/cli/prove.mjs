// `npm run prove`: plays many more histories than the tests do, simulated ones and some of real processes; `-- --mutations`: breaks the code on purpose and wants to see it caught;
// `-- --fuzz`: sends bad input to the whole program for minutes.

import { prepareBuild, prepareSources } from "./prepare.mjs";
import { readProveArguments } from "./prove-arguments.mjs";
import { seconds } from "./run-step.mjs";
import { runVitest } from "./run-vitest.mjs";

const SIMULATION = "lib/bridge/simulation.test.ts";
const REAL = "e2e/histories/histories.test.ts";
const OCTOMIND = "e2e/histories/octomind-histories.test.ts";

const asked = readProveArguments(process.argv.slice(2));
if ("wrong" in asked) {
  console.error(asked.wrong);
  process.exit(1);
}
const since = Date.now();
try {
  await prepareSources();
  if ((asked.real > 0 && !asked.mutations) || asked.fuzz > 0) await prepareBuild();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (asked.mutations) {
  const { runMutations } = await import("./run-mutations.mjs");
  const survived = await runMutations(SIMULATION, asked);
  console.log(`> all of it took ${seconds(since)}`);
  process.exit(survived > 0 ? 1 : 0);
}
if (asked.fuzz > 0) {
  process.env.FUZZ_SECONDS = String(asked.fuzz);
  process.env.FUZZ_SEED = String(asked.seed);
  const { runPlaywright } = await import("./run-playwright.mjs");
  const { failed } = await runPlaywright("fuzz.spec");
  console.log(`> ${asked.fuzz} s of bad input from seed ${asked.seed}: ${failed > 0 ? "red" : "nothing fell, nothing leaked"}`);
  process.exit(failed > 0 ? 1 : 0);
}
process.env.PROVE_HISTORIES = String(asked.histories);
process.env.PROVE_REAL = String(asked.real);
process.env.PROVE_SEED = String(asked.seed);

/** Plays them and says how they ended; gives the number of failures. */
async function play(what, project, pattern) {
  const begun = Date.now();
  const { failed, skipped } = await runVitest([project], pattern);
  const how = failed > 0 ? "red" : skipped > 0 ? "skipped, as said above" : "no violation";
  console.log(`> ${what} from seed ${asked.seed} took ${seconds(begun)}: ${how}`);
  return failed;
}

let failed = await play(`${asked.histories} simulated histories`, "unit*", SIMULATION);
if (asked.real > 0) {
  failed += await play(`${asked.real} histories of real processes`, "histories", REAL);
  failed += await play("a third of them with the real octomind", "histories", OCTOMIND);
}
process.exit(failed > 0 ? 1 : 0);
