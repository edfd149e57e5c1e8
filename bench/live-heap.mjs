// Looks at what a program holds: loaded before it (`node --import`), at each SIGWINCH it collects what nobody holds any more and writes the rest into a file.
import { renameSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGWINCH", () => {
  // Once more for what the first round only set free.
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const file = process.env.LIVE_HEAP_FILE;
  writeFileSync(`${file}.new`, JSON.stringify({ held: heapUsed + external, resident: rss }));
  renameSync(`${file}.new`, file);
});
