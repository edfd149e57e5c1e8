/** What a killed server left running is ended at the next boot, and nothing else is. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { FakeAgent } from "@/lib/testing/fake-agent";
import { endLeftovers, forgetAgent, noteAgent } from "./agent-leftovers";
import { AgentProcess, type SpawnedAgent } from "./agent-process";
import { listProcesses } from "./process-tree";

let fake: FakeAgent;
let folder: string;
let agent: AgentProcess;
let spawned: SpawnedAgent;
/** The agent and what its tools run. */
let everybody: number[];

beforeEach(async () => {
  fake = new FakeAgent();
  folder = path.join(fake.folder, "agents");
  mkdirSync(folder);
  agent = await AgentProcess.start(fake.command("t", { commands: ["sleep 600", `${fake.inBackground} exit`] }), (one) => {
    spawned = one;
  });
  await noteAgent(folder, spawned, "0198a0de-0000-7000-8000-000000000001");
  await vi.waitFor(async () => expect(await commandsThatStay()).toBe(true), { timeout: 5_000 });
  everybody = await running();
});

afterEach(async () => {
  await agent.stop();
  fake.remove();
});

const noteFile = (): string => path.join(folder, `${agent.pid}.json`);

/** Changes what is written down, as a later boot would find it. */
function rewrite(change: Record<string, unknown>): void {
  writeFileSync(noteFile(), JSON.stringify({ ...JSON.parse(readFileSync(noteFile(), "utf8")), ...change }));
}

/** Both commands run, and the shell that only started one of them is gone. */
async function commandsThatStay(): Promise<boolean> {
  const commands = (await agent.listCommands()).map(({ command }) => command);
  return ["sleep 600", fake.staying].every((one) => commands.includes(one)) && !commands.some((command) => command.includes("exit"));
}

async function running(): Promise<number[]> {
  const known = [agent.pid, ...(await agent.listCommands()).map(({ pid }) => pid)];
  const rows = await listProcesses();
  return known.filter((pid) => rows.some((row) => row.pid === pid));
}

test("only we read what is written down; of one that is gone by then nothing is, and to forget it twice is no fault", async () => {
  expect(statSync(noteFile()).mode & 0o777).toBe(0o600);
  await forgetAgent(folder, agent.pid);
  await agent.stop();
  await noteAgent(folder, spawned, null);
  expect(readdirSync(folder)).toEqual([]);
  await forgetAgent(folder, agent.pid);
});

describe("leftovers", () => {
  test("are ended with all they started, and forgotten", async () => {
    const before = await running();
    expect(await endLeftovers(folder)).toEqual(expect.arrayContaining(before));
    expect(await running()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of an agent that is gone already are found by its mark", async () => {
    const commands = (await running()).filter((pid) => pid !== agent.pid);
    process.kill(agent.pid, "SIGKILL");
    await agent.exited;
    const ended = await endLeftovers(folder);
    expect(ended).toEqual(expect.arrayContaining(commands));
    expect(ended).not.toContain(agent.pid);
    expect(await running()).toEqual([]);
  });

  test("a process that only has the number is left alone", async () => {
    rewrite({ startTime: "1", mark: "another" });
    expect(await endLeftovers(folder)).toEqual([]);
    expect(await running()).toEqual(everybody);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("after another boot no number and no process session is trusted", async () => {
    rewrite({ boot: "another", mark: "another" });
    expect(await endLeftovers(folder)).toEqual([]);
    expect(await running()).toEqual(everybody);
  });

  test("what ended in order is not looked for", async () => {
    await forgetAgent(folder, agent.pid);
    expect(await endLeftovers(folder)).toEqual([]);
    expect(await running()).toEqual(everybody);
  });

  test("a note that was cut off does not keep the server from starting, and what is no note stays", async () => {
    writeFileSync(path.join(folder, "12.json"), '{"pid":');
    writeFileSync(path.join(folder, "a-file"), "");
    expect((await endLeftovers(folder)).length).toBeGreaterThan(0);
    expect(readdirSync(folder)).toEqual(["a-file"]);
  });
});
