// The shared demo agent ends with the server, also when the server is killed.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listProcesses } from "./process-tree";

let dataDir: string;
let server: ChildProcess;

/** As a server does: asks for the demo agent and goes on. */
const SERVER = `
import { SessionAgents } from "./lib/bridge/agents/session-agent.ts";
const silent = { onStarting() {}, onStarted() {}, onEnded() {} };
await new SessionAgents().agentFor({ kind: "demo", sessionId: "s1" }, silent).target();
console.log("started");
setInterval(() => {}, 1_000_000);`;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "demo-agent-killed-"));
  server = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", SERVER], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "inherit"],
  });
});

afterEach(async () => {
  server.kill("SIGKILL");
  await rm(dataDir, { recursive: true });
});

test("kill -9 of the server ends its demo agent, with no start afterwards", { timeout: 60_000 }, async () => {
  const output = server.stdout;
  if (!output) throw new Error("the server has no output");
  await once(createInterface({ input: output }), "line");
  const agents = (await listProcesses()).filter((row) => row.parent === server.pid && row.command.includes("--until-stdin-ends"));
  expect(agents).toHaveLength(1);
  server.kill("SIGKILL");
  const left = async () => (await listProcesses()).filter((row) => agents.some(({ pid }) => pid === row.pid));
  await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 20_000, interval: 50 });
});
