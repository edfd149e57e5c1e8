// `npm run prove`: plays many more simulated histories than the tests do; `-- --mutations`: breaks the code on purpose and wants to see it caught.

import { prepareSources } from "./prepare.mjs";
import { readProveArguments } from "./prove-arguments.mjs";
import { seconds } from "./run-step.mjs";
import { runVitest } from "./run-vitest.mjs";

const SIMULATION = "lib/bridge/simulation.test.ts";

const asked = readProveArguments(process.argv.slice(2));
if ("wrong" in asked) {
  console.error(asked.wrong);
  process.exit(1);
}
const since = Date.now();
try {
  await prepareSources();
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
process.env.PROVE_HISTORIES = String(asked.histories);
process.env.PROVE_SEED = String(asked.seed);
const { failed } = await runVitest(["unit"], SIMULATION);
console.log(
  `> ${asked.histories} simulated histories from seed ${asked.seed} took ${seconds(since)}: ${failed > 0 ? "red" : "no violation"}`,
);
process.exit(failed > 0 ? 1 : 0);
