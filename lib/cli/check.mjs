// `npm run check`: everything that needs no database and no browser, in seconds.
import { prepareSources } from "./prepare.mjs";

// A look in passing: `npm test` plays three times as many simulated histories, `npm run prove` fifty times.
process.env.PROVE_HISTORIES ??= "200";

await prepareSources();
const { runStaticChecks } = await import("./static-checks.mjs");
const { runVitest } = await import("./run-vitest.mjs");
const [checks, tests] = await Promise.all([runStaticChecks(), runVitest(["unit*"])]);
const failed = checks.failed + tests.failed;
console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
