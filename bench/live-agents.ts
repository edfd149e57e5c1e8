// `node --import tsx bench/live-agents.ts`: fifty agents at once on this machine, each the process of one live session, as the dashboard starts, connects and
// ends them: `octomind` with its tool server where they are on the PATH (the model is scripted), else the demo agent. The control is one agent alone.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { octomindFolder } from "@/e2e/agent-program";
import { familyOf, listProcesses } from "@/lib/bridge/agents/process-tree";
import { SessionAgents } from "@/lib/bridge/agents/session-agent";
import { UpstreamConnection } from "@/lib/bridge/upstream/upstream-connection";
import { findOctomind, octomindStarter } from "@/lib/testing/contract/octomind-binary";
import { startScriptedModel } from "@/lib/testing/contract/scripted-model";
import { freeMemory } from "@/lib/testing/free-memory";
import { inRoom, type Room } from "./room";
import { median } from "./rounds";
import { skip } from "./skip";

const SESSIONS = 50;
const MESSAGE = '[tool view {"path":"src"}] go';
const MIB = 1024 * 1024;
/** An agent and its tool servers. */
const MIB_EACH = 130;

type Session = { readyMs: number; turnMs: number; pid: number; connection: UpstreamConnection };

const most = (values: readonly number[]): number => Math.max(...values);

/** Starts an agent, binds, sends one message with a tool call, and stays connected. */
function openSession(agents: SessionAgents, folder: string): Promise<Session> {
  const begun = performance.now();
  const id = randomUUID();
  const spec = { kind: "managed", sessionId: id, cwd: path.join(folder, "project"), role: "contract", configPath: null } as const;
  let pid = 0;
  let readyMs = 0;
  const noted = {
    onStarting: () => {},
    onStarted: (started: { pid: number }) => {
      pid = started.pid;
    },
    onEnded: () => {},
  };
  const agent = agents.agentFor({ ...spec, dataDir: folder, envNames: [] }, noted);
  return new Promise((resolve, reject) => {
    const connection = new UpstreamConnection({
      cwd: null,
      role: null,
      target: () => agent.target(),
      sessionId: id,
      resumeFrom: () => null,
      onFrame: ({ parsed }) => {
        if (!parsed.ok) return reject(new Error(parsed.reason));
        const { frame } = parsed;
        if (frame.type === "error") reject(new Error(JSON.stringify(frame)));
        if (frame.type !== "cost") return;
        const turnMs = performance.now() - begun - readyMs;
        resolve({ readyMs, turnMs, pid, connection });
      },
      onState: (state) => {
        if (state.kind === "refused") reject(new Error(JSON.stringify(state)));
        if (state.kind !== "bound") return;
        readyMs = performance.now() - begun;
        connection.send({ type: "message", session_id: id, request_id: randomUUID(), content: MESSAGE });
      },
    });
    connection.open();
  });
}

async function run(count: number, folder: string): Promise<string> {
  const agents = new SessionAgents();
  const begun = performance.now();
  const sessions = await Promise.all(Array.from({ length: count }, () => openSession(agents, folder)));
  const allMs = performance.now() - begun;
  const rows = await listProcesses();
  const rss = sessions.map(({ pid }) => (rows.find((row) => row.pid === pid)?.rssBytes ?? 0) / MIB);
  const family = sessions.map(({ pid }) => familyOf(rows, pid).reduce((sum, row) => sum + row.rssBytes, 0) / MIB);
  const ending = performance.now();
  await Promise.all(sessions.map(({ connection }) => connection.close()));
  await agents.close();
  const endMs = performance.now() - ending;
  const left = (await listProcesses()).filter((row) => sessions.some(({ pid }) => pid === row.pid)).length;
  const figures = [
    `${count} at once`,
    `ready ${median(sessions.map((s) => s.readyMs)).toFixed(0)} ms (most ${most(sessions.map((s) => s.readyMs)).toFixed(0)})`,
    `turn ${median(sessions.map((s) => s.turnMs)).toFixed(0)} ms (most ${most(sessions.map((s) => s.turnMs)).toFixed(0)})`,
    `agent ${median(rss).toFixed(0)} MiB`,
    `its tool servers ${median(family).toFixed(0)} MiB`,
    `all answered after ${allMs.toFixed(0)} ms`,
    `all ended in ${endMs.toFixed(0)} ms, ${left} left`,
  ];
  return figures.join(" | ");
}

const { env: environment } = process; // a bench asks what this machine has, and says what agents find

/** A real octomind with a scripted model, prepared; or the demo agent under its name. Gives what it is. */
async function prepareAgent({ folder, onEnd }: Room): Promise<string> {
  const octomind = findOctomind();
  if (!octomind) {
    skip("real agents", "there is no octomind on the PATH; the demo agent, a process for each session, stands for it");
    const found = octomindFolder();
    onEnd(() => rmSync(found, { recursive: true, force: true }));
    mkdirSync(path.join(folder, "project/src"), { recursive: true });
    environment.PATH = `${found}${path.delimiter}${environment.PATH}`;
    return "the demo agent";
  }
  const model = await startScriptedModel();
  onEnd(() => model.close());
  await (await octomindStarter(octomind)({ dataDir: folder })).kill();
  Object.assign(environment, { OLLAMA_API_URL: model.url, HOME: path.join(folder, "home") });
  return execFileSync(octomind, ["--version"], { encoding: "utf8" }).trim();
}

/** Null: enough of it is free. */
function missingMemory(): string | null {
  const free = Math.floor(freeMemory() / MIB);
  const needed = SESSIONS * MIB_EACH;
  return free < needed ? `${free} MiB of memory are free, and ${needed} MiB are needed` : null;
}

const missing = missingMemory();
if (missing) skip("fifty agents at once", missing);
else
  await inRoom(async (room) => {
    console.log(await prepareAgent(room));
    for (const count of [1, SESSIONS, 1]) console.log(await run(count, room.folder));
  });
process.exit(0);
