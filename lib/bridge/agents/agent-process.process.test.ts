/** A process with everything it starts: found and ended, also what has lost its parents. */
import path from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { FakeAgent, type FakeBehaviour } from "@/lib/testing/fake-agent";
import { AgentProcess, AgentStartError } from "./agent-process";
import { listProcesses } from "./process-tree";

const patience = { timeout: 5_000, interval: 20 };
let fake: FakeAgent;
let started: AgentProcess[];

beforeEach(() => {
  fake = new FakeAgent();
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map((agent) => agent.stop()));
  fake.remove();
});

async function start(behaviour: FakeBehaviour = {}): Promise<AgentProcess> {
  const agent = await AgentProcess.start(fake.command("a-token", behaviour));
  started.push(agent);
  return agent;
}

const commandLines = async (agent: AgentProcess): Promise<string[]> => (await agent.listCommands()).map(({ command }) => command).sort();

async function alive(pids: number[]): Promise<number[]> {
  const rows = await listProcesses();
  return pids.filter((pid) => rows.some((row) => row.pid === pid));
}

describe("a start", () => {
  test("waits for the whole address, and gives the token to the process", async () => {
    const agent = await start();
    expect(agent.target).toEqual({ url: "ws://127.0.0.1:4123", token: "a-token" });
    expect(agent.afterMs).toBeGreaterThan(0);
    const end = agent.exited;
    await agent.stop();
    expect(await end).toEqual({ code: null, signal: "SIGTERM", stderrTail: "token a-token", expected: true });
  });

  test("that fails says how it ended and what it said", async () => {
    const failure = await start({ dies: "Error: no such role: nobody\n" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AgentStartError);
    expect(failure).toMatchObject({ message: "The agent ended while it started (exit code 3). It said: Error: no such role: nobody" });
  });

  test("that fails with words on its output alone says those", async () => {
    const script = 'process.stdout.write("unknown option --port"); process.exitCode = 2;';
    await expect(AgentProcess.start({ ...fake.command("t"), args: ["-e", script] })).rejects.toThrow(
      "The agent ended while it started (exit code 2). It said: unknown option --port",
    );
  });

  test("that names no address in half a minute is ended, and says so", async () => {
    const wait = globalThis.setTimeout;
    let late = (): void => {};
    const timers = vi.spyOn(globalThis, "setTimeout").mockImplementation(((call: () => void, ms?: number) => {
      if (ms !== 30_000) return wait(call, ms);
      late = call;
    }) as typeof setTimeout); // as: of all its forms only this one is used here
    onTestFinished(() => timers.mockRestore());
    let pid = 0;
    const starting = AgentProcess.start(fake.command("t", { hangs: true }), (one) => {
      pid = one.pid;
    });
    expect(await alive([pid])).toEqual([pid]);
    late();
    await expect(starting).rejects.toThrow(/^The agent did not start within 30 seconds\./);
    expect(await alive([pid])).toEqual([]);
  });

  test("of a program that is not there says so", async () => {
    const command = { ...fake.command("t"), program: path.join(fake.folder, "missing") };
    await expect(AgentProcess.start(command)).rejects.toThrow(/^The agent's program cannot be run: .*ENOENT/);
  });

  test("keeps only the newest 8 KiB of what it says", async () => {
    const agent = await start({ ends: `${"x".repeat(20_000)}the end` });
    const { stderrTail, code, expected } = await agent.exited;
    expect({ code, expected, length: stderrTail.length, end: stderrTail.slice(-7) }).toEqual({
      code: 7,
      expected: false,
      length: 8_192,
      end: "the end",
    });
  });
});

describe("an end", () => {
  /** `script` runs in Node, as the agent. */
  async function startScript(script: string): Promise<AgentProcess> {
    const agent = await AgentProcess.start({ ...fake.command("t"), args: ["-e", script] });
    started.push(agent);
    return agent;
  }

  test("is noticed also while something that it started holds its output open", async () => {
    const agent = await startScript(`
      const { PATH, OCTOMIND_DASHBOARD_MARK } = process.env;
      const stdio = ["ignore", "inherit", "inherit"];
      const script = "setInterval(() => {}, 1000)";
      require("node:child_process").spawn(process.execPath, ["-e", script], { detached: true, stdio, env: { PATH, OCTOMIND_DASHBOARD_MARK } });
      process.stdout.write("ws://127.0.0.1:4123\\n", () => process.exit(7));`);
    expect(await agent.exited).toMatchObject({ code: 7, expected: false });
  });

  test("has its last words in whole letters, in however many pieces they came", async () => {
    const agent = await startScript(`
      process.stdout.write("ws://127.0.0.1:4123\\n");
      process.stderr.write(Buffer.from([0x66, 0xc3]));
      setTimeout(() => process.stderr.write(Buffer.from([0xbc, 0x72]), () => process.exit(7)), 50);`);
    expect(await agent.exited).toMatchObject({ stderrTail: "für" });
  });
});

test("leads a process session of its own: Ctrl-C in our terminal is not for it", async () => {
  const agent = await start();
  const row = (await listProcesses()).find(({ pid }) => pid === agent.pid);
  expect(row?.session).toBe(agent.pid);
});

describe("what its tools run", { timeout: 30_000 }, () => {
  const shell = "sleep 600; touch never";
  const settled = () => [fake.staying, "sh -c sleep 600; touch never", "sleep 600"];
  let orphan: string;

  beforeEach(() => {
    orphan = `${fake.inBackground} exit`;
  });

  test("is listed without the servers that run it, also what lost its shell", async () => {
    const agent = await start({ commands: [shell, orphan] });
    await vi.waitFor(async () => expect(await commandLines(agent)).toEqual(settled()), patience);
    const commands = await agent.listCommands();
    const of = (line: string) => commands.find(({ command }) => command === line);
    expect(Math.abs((commands[0]?.startedAt ?? 0) - Date.now())).toBeLessThan(60_000);
    expect([of("sleep 600")?.parent, of(fake.staying)?.parent]).toEqual([of(`sh -c ${shell}`)?.pid, undefined]);
  });

  test("is ended on request, and the agent goes on", async () => {
    const agent = await start({ commands: [shell, orphan] });
    await vi.waitFor(async () => expect(await commandLines(agent)).toEqual(settled()), patience);
    const pids = await agent.endCommands();
    expect(pids).toHaveLength(3);
    expect(await agent.listCommands()).toEqual([]);
    expect(await alive([agent.pid, ...pids])).toEqual([agent.pid]);
  });

  test("is ended with what it starts while it is being ended", { timeout: 15_000 }, async () => {
    const agent = await start({ commands: ["trap 'sleep 602 & exit' TERM; sleep 600 & wait"] });
    await vi.waitFor(async () => expect(await commandLines(agent)).toHaveLength(2), patience);
    const pids = await agent.endCommands();
    expect(await agent.listCommands()).toEqual([]);
    expect(await alive(pids)).toEqual([]);
  });

  test("ends with the agent, even what does not want to", { timeout: 15_000 }, async () => {
    const agent = await start({ commands: ["trap '' TERM; while :; do sleep 1; done", orphan] });
    await vi.waitFor(async () => expect(await commandLines(agent)).toHaveLength(3), patience);
    const pids = (await agent.listCommands()).map(({ pid }) => pid);
    await agent.stop();
    expect(await alive([agent.pid, ...pids])).toEqual([]);
    const rows = await listProcesses();
    expect(rows.filter((row) => row.command.includes(fake.folder))).toEqual([]);
  });

  test("is ended after the agent was killed", async () => {
    const agent = await start({ commands: [shell, orphan] });
    await vi.waitFor(async () => expect(await commandLines(agent)).toEqual(settled()), patience);
    const pids = (await agent.listCommands()).map(({ pid }) => pid);
    process.kill(agent.pid, "SIGKILL");
    expect(await agent.exited).toMatchObject({ signal: "SIGKILL", expected: false });
    expect(await alive(pids)).toEqual(pids);
    await agent.stop();
    expect(await alive(pids)).toEqual([]);
  });
});
