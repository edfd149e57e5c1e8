/** One agent process: started, watched until it names its port, and ended with everything it started. */
import { type ChildProcess, spawn } from "node:child_process";
import type { RunningProcess } from "@/lib/protocol/browser-channel";
import { descendantsOf, endAll, familyOf, listProcesses, type ProcessRow } from "./process-tree";
import type { UpstreamTarget } from "./upstream-connection";

const START_MS = 30_000;
const STDERR_MAX = 8 * 1024;
const GRACE_MS = 3_000;
/** Tool servers of the agent; what descends from them is what its tools run. */
const TOOL_SERVER = /(^|\/)octofs(\s|$)/;

export type AgentCommand = { program: string; args: string[]; cwd: string; env: Record<string, string>; token: string };
export type AgentExit = { code: number | null; signal: string | null; stderrTail: string; expected: boolean };

/** The agent did not come up; the message is for people and ends with what it last said. */
export class AgentStartError extends Error {
  override readonly name = "AgentStartError";
}

export class AgentProcess {
  readonly pid: number;
  readonly target: UpstreamTarget;
  readonly afterMs: number;
  readonly #child: ChildProcess;
  readonly exited: Promise<AgentExit>;
  #isEnding = false;

  private constructor(child: ChildProcess, pid: number, target: UpstreamTarget, afterMs: number, stderr: () => string) {
    this.#child = child;
    this.pid = pid;
    this.target = target;
    this.afterMs = afterMs;
    this.exited = new Promise((resolve) => {
      const tell = () => resolve({ code: child.exitCode, signal: child.signalCode, stderrTail: stderr(), expected: this.#isEnding });
      if (child.exitCode !== null || child.signalCode !== null) tell();
      else child.once("exit", tell);
    });
  }

  /** Resolves when the agent says where it listens. Rejects with AgentStartError. */
  static start({ program, args, cwd, env, token }: AgentCommand): Promise<AgentProcess> {
    const since = Date.now();
    // A process session of its own: what it starts can be found even after it is gone, and Ctrl-C in a terminal reaches only us.
    const surroundings = env as NodeJS.ProcessEnv; // as: Next's types want NODE_ENV in every environment; an agent must not get ours
    const child = spawn(program, args, { cwd, env: surroundings, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-STDERR_MAX);
    });
    return new Promise((resolve, reject) => {
      let said = "";
      const fail = (why: string) => {
        clearTimeout(timer);
        if (child.pid !== undefined) void endFamily(child.pid, GRACE_MS);
        const tail = stderr.trim() || said.trim();
        reject(new AgentStartError(tail ? `${why} It said: ${tail.slice(-2_000)}` : why));
      };
      const timer = setTimeout(() => fail("The agent did not start within 30 seconds."), START_MS);
      child.once("error", (error) => fail(`The agent's program cannot be run: ${error.message}.`));
      child.once("exit", (code, signal) => fail(`The agent ended while it started (${signal ?? `exit code ${code}`}).`));
      child.stdout.on("data", (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-STDERR_MAX);
        const url = /ws:\/\/[\w.:[\]-]+/.exec(said)?.[0];
        if (!url || child.pid === undefined) return;
        clearTimeout(timer);
        child.removeAllListeners("exit").removeAllListeners("error");
        child.on("error", () => {});
        child.stdout.removeAllListeners("data").resume();
        resolve(new AgentProcess(child, child.pid, { url, token }, Date.now() - since, () => stderr.trim()));
      });
    });
  }

  /** The commands that the agent's tools still run. */
  async listCommands(): Promise<RunningProcess[]> {
    return (await this.#commands()).map(({ pid, command, startedAt }) => ({ pid, command, startedAt }));
  }

  /** Ends them with all they started, and gives their pids. */
  async endCommands(): Promise<number[]> {
    const pids = (await this.#commands()).map((row) => row.pid);
    await endAll(pids, GRACE_MS);
    return pids;
  }

  /** Ends the agent and everything it started. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await endFamily(this.pid, GRACE_MS);
    await this.exited;
  }

  async #commands(): Promise<ProcessRow[]> {
    const rows = await listProcesses();
    const family = familyOf(rows, this.pid);
    const servers = family.filter((row) => TOOL_SERVER.test(row.command) && row.parent === this.pid);
    const commands = servers.flatMap((server) => descendantsOf(rows, server.pid));
    return commands.length > 0 || servers.length > 0
      ? commands
      : family.filter((row) => row.parent !== this.pid && row.session !== this.pid);
  }
}

/** Finds the family first: once the root is gone its children have other parents. */
export async function endFamily(root: number, graceMs: number): Promise<void> {
  const family = familyOf(await listProcesses(), root).map((row) => row.pid);
  await endAll([root, ...family], graceMs);
}
