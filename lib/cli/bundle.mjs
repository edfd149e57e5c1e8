// Bundles TypeScript for Node: the programs that run beside Next into .next/, and a source that a command needs into memory.
import { build, stop } from "esbuild";
import { root } from "./run-step.mjs";

const PROGRAMS = { server: "server.ts", "demo-agent": "lib/demo-agent/run.ts" };

/** esbuild keeps a process for the next bundle, as long as ours lives: whoever serves for days needs none. */
async function bundle(options) {
  try {
    return await build({
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
      ...options,
    });
  } finally {
    await stop();
  }
}

/**
 * Packages stay outside: they are installed next to the bundle. Without source maps: to follow them Node reads those of every package as well,
 * an eighth of what a start costs, and the bundle keeps names and says above each part which file it was.
 */
export async function bundlePrograms(names) {
  for (const name of names) await bundle({ entryPoints: [PROGRAMS[name]], outfile: `.next/${name}.mjs`, packages: "external" });
}

/**
 * A source of ours as a module in memory, its packages in it: it is there in a third of the time that a loader for TypeScript takes. `file` is
 * named from the top of the clone, and may use nothing that asks where it lies.
 */
export async function importSource(file) {
  const { outputFiles } = await bundle({ entryPoints: [file], write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
