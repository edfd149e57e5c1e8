// Watches how late the event loop of a program is: loaded before it (`node --import`), it writes what it saw into a file at each SIGUSR2, and begins anew.
import { renameSync, writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 10;
const NS_PER_MS = 1e6;

const seen = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
seen.enable();

/** A tick that is in time counts as the resolution. */
const lateMs = (ns) => Math.max(0, ns / NS_PER_MS - RESOLUTION_MS);

process.on("SIGUSR2", () => {
  const file = process.env.LOOP_DELAY_FILE;
  writeFileSync(`${file}.new`, JSON.stringify({ p99: lateMs(seen.percentile(99)), most: lateMs(seen.max) }));
  renameSync(`${file}.new`, file);
  seen.reset();
});
