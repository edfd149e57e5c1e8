// Bundles the programs that run beside Next into .next/: the server and the demo agent.
import { build } from "esbuild";
import { root } from "./run-step.mjs";

const PROGRAMS = { server: "server.ts", "demo-agent": "lib/demo-agent/run.ts" };

/**
 * Packages stay outside: they are installed next to the bundle. Without source maps: to follow them Node reads those of every package as well,
 * an eighth of what a start costs, and the bundle keeps names and says above each part which file it was.
 */
export async function bundlePrograms(names) {
  for (const name of names) {
    await build({
      absWorkingDir: root,
      entryPoints: [PROGRAMS[name]],
      outfile: `.next/${name}.mjs`,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      packages: "external",
      logLevel: "warning",
    });
  }
}
