// `npm run check`: everything that needs no database, no browser and no other processes, in seconds.
import { prepareSources } from "./prepare.mjs";

// A look in passing: `npm test` tries every property twenty times as often, `npm run prove` plays a hundred times as many histories.
process.env.TEST_ROUNDS ??= "0.05";

await prepareSources();
const { runStaticChecks } = await import("./static-checks.mjs");
const { runVitest } = await import("./run-vitest.mjs");
const { close } = await import("./test-reports.mjs");
process.exit(close(await Promise.all([runStaticChecks(), runVitest(["unit*"])])));
