// Runs the upstream contract against the demo agent, and against the real agent where one is installed.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { startDemoAgent } from "@/lib/demo-agent/server";
import { findOctomind, octomindStarter } from "./octomind-binary";
import { upstreamContract } from "./upstream-contract";

const sampleDir = join(import.meta.dirname, "..", "..", "demo-agent", "sample-project");

upstreamContract("the demo agent", async ({ dataDir, token }) => {
  mkdirSync(dataDir, { recursive: true });
  const agent = await startDemoAgent({ dataDir, sampleDir, paceMs: 0, directives: true, ...(token ? { token } : {}) });
  return { url: agent.url, role: "demo", model: "demo:scripted", kill: agent.close };
});

const octomind = findOctomind();
if (octomind) upstreamContract("the real agent", octomindStarter(octomind));
// biome-ignore lint/suspicious/noSkippedTests: it says what was not tested where no octomind is installed
else it.skip("the real agent: skipped: no octomind", () => {});
