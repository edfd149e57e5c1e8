/** Agents as a session uses them: the demo agent as a program, and where one is installed the real octomind. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { StreamPosition } from "@/lib/bridge/line/stream-position";
import { UpstreamConnection } from "@/lib/bridge/upstream/upstream-connection";
import type { RefusedError } from "@/lib/domain/refusal";
import type { UpstreamFrame } from "@/lib/protocol/upstream-frames";
import { findOctomind, octomindStarter } from "@/lib/testing/contract/octomind-binary";
import { startScriptedModel } from "@/lib/testing/contract/scripted-model";
import { probeUpstream } from "./probe-upstream";
import { listProcesses } from "./process-tree";
import { type AgentSpec, type SessionAgent, SessionAgents } from "./session-agent";

const patience = { timeout: 15_000, interval: 30 };
const nowhere = { cwd: null, role: null };
let agents: SessionAgents;
let told: string[];

beforeEach(() => {
  agents = new SessionAgents();
  told = [];
});

afterEach(() => agents.close());

const events = {
  onStarting: () => void told.push("starting"),
  onStarted: () => void told.push("started"),
  onEnded: ({ expected }: { expected: boolean }) => void told.push(expected ? "ended" : "crashed"),
};
const agentFor = (spec: AgentSpec): SessionAgent => agents.agentFor(spec, events);

async function isAlive(pid: number): Promise<boolean> {
  return (await listProcesses()).some((row) => row.pid === pid);
}

describe("the demo agent", () => {
  test("is one program for all sessions, and ends with the server", async () => {
    const first = await agentFor({ kind: "demo", sessionId: "s1" }).target();
    const second = await agentFor({ kind: "demo", sessionId: "s1" }).target();
    expect(second).toEqual(first);
    const found = await probeUpstream(() => agentFor({ kind: "demo", sessionId: "s1" }), nowhere, null);
    expect(found).toMatchObject({ model: "demo:scripted", role: "demo" });
    const port = new URL(first.url).port;
    await agents.close();
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  });
});

const octomind = findOctomind();

describe.runIf(octomind)("the real agent", () => {
  let folder: string;
  let project: string;
  let model: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "session-agent-"));
    project = path.join(folder, "project");
    const written = await octomindStarter(octomind ?? "")({ dataDir: folder });
    await written.kill();
    model = await startScriptedModel();
    vi.stubEnv("OLLAMA_API_URL", model.url);
    vi.stubEnv("HOME", path.join(folder, "home"));
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await model.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const spec = (role = "contract"): AgentSpec => ({
    kind: "managed",
    sessionId: randomUUID(),
    cwd: project,
    role,
    configPath: null,
    dataDir: folder,
    envNames: [],
  });

  /** A connection on which one message was sent. */
  async function atWork(
    agent: SessionAgent,
    message: string,
  ): Promise<{ frames: UpstreamFrame[]; cancel(): void; reconnectNow(): void; close(): Promise<void> }> {
    const frames: UpstreamFrame[] = [];
    const position = new StreamPosition(null, 0);
    const id = randomUUID();
    const connection = new UpstreamConnection({
      ...nowhere,
      target: () => agent.target(),
      sessionId: id,
      resumeFrom: () => position.resumeFrom(),
      onFrame: ({ parsed }) => {
        if (!parsed.ok) throw new Error(parsed.reason);
        const { frame } = parsed;
        frames.push(frame);
        if (frame.type === "ack" && frame.fields.message_type === "session")
          position.bound({ ...frame.fields, streamSeq: frame.streamSeq });
        else if (frame.streamSeq !== null) position.accept(frame.streamSeq);
      },
      onState: (state) => {
        if (state.kind !== "bound" || state.bound.resumed) return;
        connection.send({ type: "message", session_id: id, request_id: randomUUID(), content: message });
      },
    });
    connection.open();
    const cancel = () => void connection.send({ type: "cancel", session_id: id, request_id: randomUUID() });
    return { frames, cancel, reconnectNow: () => connection.reconnectNow(), close: () => connection.close() };
  }

  /** Node by its path, for a shell: the real agent forbids a bare `sleep`, and not every system has a `timeout`. */
  const node = (script: string): string => `'${process.execPath}' -e '${script}'`;
  const LOOKS = "const look = () => require(`node:fs`).existsSync(`go`) || setTimeout(look, 50); look()";
  const STAYS = "setTimeout(Date, 300_000)";

  /** A shell command that writes a file when `go` appears. */
  const waitsFor = (file: string): string => `${node(LOOKS)}; touch ${file}`;

  test("is found, with its version asked elsewhere", async () => {
    const found = await probeUpstream(() => agentFor(spec()), nowhere, "0.68.1");
    expect(found).toMatchObject({ model: "ollama:fake", role: "contract" });
    expect(found.capabilities).toContain("elicitation_v1");
    expect(told).toEqual(["starting", "started", "ended"]);
  });

  test("goes on with a turn whose connection is lost, and sends what was missed", async () => {
    const agent = agentFor(spec());
    const work = await atWork(agent, '[tool view {"path":"src"}] [slow 1500] go');
    await vi.waitFor(() => expect(work.frames.some((frame) => frame.type === "tool_use")).toBe(true), patience);
    work.reconnectNow();
    await vi.waitFor(() => expect(work.frames.some((frame) => frame.type === "cost")).toBe(true), patience);
    const output = work.frames.flatMap((frame) => (frame.streamSeq !== null && frame.type !== "ack" ? [frame.streamSeq] : []));
    expect(output).toEqual(output.map((_seq, index) => index + 1));
    expect(work.frames.filter((frame) => frame.type === "ack" && frame.fields.resumed === true)).toHaveLength(1);
    await work.close();
    await agent.release();
  });

  test("with a role that it does not know says so", async () => {
    const failure = await probeUpstream(() => agentFor(spec("nobody")), { cwd: null, role: "nobody" }, null).catch(
      (error: RefusedError) => error.refusal,
    );
    expect(failure).toMatchObject({ detail: expect.stringMatching(/nobody/) });
  });

  test("leaves a shell command running after a stop: it is listed, ended, and never writes its file", async () => {
    const agent = agentFor(spec());
    const work = await atWork(agent, `[tool shell ${JSON.stringify({ command: waitsFor("late") })}] go`);
    await vi.waitFor(async () => expect((await agent.listProcesses()).length).toBeGreaterThan(1), patience);
    work.cancel();
    await vi.waitFor(
      () => expect(work.frames.findLast((frame) => frame.type === "cost")).toMatchObject({ fields: { cancelled: true } }),
      patience,
    );
    const left = await agent.listProcesses();
    expect(left.some(({ command }) => command.includes("touch late"))).toBe(true);
    expect(left.some(({ command }) => /octofs|octomind/.test(command))).toBe(false);
    const ended = await agent.endProcesses();
    expect(ended).toEqual(expect.arrayContaining(left.filter(({ command }) => command.startsWith("sh")).map(({ pid }) => pid)));
    expect(await agent.listProcesses()).toEqual([]);

    // The same command, not ended, writes its file: had the other one lived, its file would be there by then.
    const control = spawn("sh", ["-c", waitsFor("control")], { cwd: project });
    writeFileSync(path.join(project, "go"), "");
    await new Promise((resolve) => control.once("exit", resolve));
    expect(existsSync(path.join(project, "control"))).toBe(true);
    expect(existsSync(path.join(project, "late"))).toBe(false);
    await work.close();
  });

  test("takes a command in the background with it when it ends, and when it is killed", async () => {
    for (const end of ["release", "kill"]) {
      const agent = agentFor(spec());
      const command = `nohup ${node(STAYS)} >/dev/null 2>&1 & echo begun`;
      const work = await atWork(agent, `[tool shell ${JSON.stringify({ command })}] go`);
      await vi.waitFor(() => expect(work.frames.some((frame) => frame.type === "cost")).toBe(true), patience);
      const left = await agent.listProcesses();
      expect(left.map(({ command }) => command)).toContain(`${process.execPath} -e ${STAYS}`);
      await work.close();
      if (end === "kill") {
        const server = (await listProcesses()).find((row) => row.parent === process.pid && row.command.startsWith("octomind"));
        if (!server) throw new Error("its process is not found");
        process.kill(server.pid, "SIGKILL");
        await vi.waitFor(() => expect(told.at(-1)).toBe("crashed"), patience);
      }
      await agent.release();
      for (const { pid } of left) expect(await isAlive(pid)).toBe(false);
    }
  });
});

// biome-ignore lint/suspicious/noSkippedTests: it says what was not tested where no octomind is installed
if (!octomind) test.skip("the real agent: skipped: no octomind", () => {});
