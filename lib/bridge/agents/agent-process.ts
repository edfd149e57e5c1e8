/** One agent process: started, watched until it names its port, and ended with everything it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import type { UpstreamTarget } from "@/lib/bridge/upstream/upstream-attempt";
import type { EventPayload } from "@/lib/domain/sessions/session-event";
import { programEnvironment } from "@/lib/platform/program-environment";
import { type AgentIdentity, endCommands, endFamily, findCommands, partMark, type RunningProcess } from "./agent-family";
import { MARK_NAME } from "./process-row";

const START_MS = 30_000;
const GRACE_MS = 3_000;
const TAIL_MAX = 8 * 1024;
/** How much of what it last said goes into a sentence. */
const QUOTE_MAX = 2_000;
/** Its last words may arrive after its end; what it started may keep the pipe open for ever. */
const LAST_WORDS_MS = 250;
/** With what follows: a number may be cut by the end of a chunk. */
const ADDRESS = /(ws:\/\/[\w.:[\]-]*:\d+)[^\d]/;

/** `line`: it gets a standard input that ends when we do, however we end. */
export type AgentCommand = { program: string; args: string[]; cwd: string; env: Record<string, string>; token: string; line?: boolean };
type AgentExit = EventPayload<"agent_ended">;
export type SpawnedAgent = { pid: number; mark: string };

/** The agent did not come up; the message is for people and ends with what it last said. */
export class AgentStartError extends Error {
  override readonly name = "AgentStartError";
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Keeps the newest 8 KiB of a stream. */
function keepTail(stream: Readable | null): () => string {
  let tail = "";
  // A letter may be cut by the end of a chunk.
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    tail = (tail + chunk).slice(-TAIL_MAX);
  });
  return () => tail.trim();
}

/** Resolves when the process has ended and its last words are read, or when it could not be run at all. */
function watchEnd(child: ChildProcess): Promise<{ error: Error | null }> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ error }));
    child.once("close", () => resolve({ error: null }));
    child.once("exit", () => setTimeout(() => resolve({ error: null }), LAST_WORDS_MS));
  });
}

function startFailure(child: ChildProcess, error: Error | null, isLate: boolean, said: string): AgentStartError {
  const ended = `The agent ended while it started (${child.signalCode ?? `exit code ${child.exitCode}`}).`;
  const why = error
    ? `The agent's program cannot be run: ${error.message}.`
    : isLate
      ? "The agent did not start within 30 seconds."
      : ended;
  return new AgentStartError(said ? `${why} It said: ${said.slice(-QUOTE_MAX)}` : why);
}

export class AgentProcess {
  readonly target: UpstreamTarget;
  readonly afterMs: number;
  readonly exited: Promise<AgentExit>;
  readonly #child: ChildProcess;
  readonly #identity: SpawnedAgent;
  #isEnding = false;

  private constructor(
    child: ChildProcess,
    identity: SpawnedAgent,
    started: { target: UpstreamTarget; afterMs: number; exited: Promise<Omit<AgentExit, "expected">> },
  ) {
    this.#child = child;
    this.#identity = identity;
    this.target = started.target;
    this.afterMs = started.afterMs;
    this.exited = started.exited.then((exit) => ({ ...exit, expected: this.#isEnding }));
  }

  /** Resolves when the agent says where it listens; `onSpawn` comes before. Rejects with AgentStartError, or with the reason of `signal`. */
  static async start(
    { program, args, cwd, env, token, line = false }: AgentCommand,
    onSpawn: (agent: SpawnedAgent) => void = () => {},
    signal?: AbortSignal,
  ): Promise<AgentProcess> {
    signal?.throwIfAborted();
    const since = Date.now();
    const mark = randomUUID();
    const surroundings = programEnvironment({ ...env, [MARK_NAME]: mark });
    // A process session of its own: Ctrl-C in a terminal reaches only us.
    const stdin = line ? "pipe" : "ignore";
    const child = spawn(program, args, { cwd, env: surroundings, detached: true, stdio: [stdin, "pipe", "pipe"] });
    const stderr = keepTail(child.stderr);
    const stdout = keepTail(child.stdout);
    const end = watchEnd(child);
    const { pid } = child;
    if (pid !== undefined) onSpawn({ pid, mark });
    const found = await addressOf(child, end, signal);
    if (pid !== undefined && "url" in found) {
      const exited = end.then(() => ({ code: child.exitCode, signal: child.signalCode, stderrTail: stderr() }));
      return new AgentProcess(child, { pid, mark }, { target: { url: found.url, token }, afterMs: Date.now() - since, exited });
    }
    if (pid !== undefined) await endFamily({ pid, mark }, () => hasEnded(child), GRACE_MS);
    signal?.throwIfAborted();
    const { error = null, isLate = false } = "url" in found ? {} : found;
    throw startFailure(child, error, isLate, stderr() || stdout());
  }

  get pid(): number {
    return this.#identity.pid;
  }

  /** The commands that the agent's tools still run; of one session only, when the agent serves many. */
  async listCommands(sessionId?: string): Promise<RunningProcess[]> {
    const commands = await findCommands(this.#ownerOf(sessionId));
    const pids = new Set(commands.map(({ pid }) => pid));
    return commands.map(({ pid, command, startedAt, parent }) => ({ pid, command, startedAt, ...(pids.has(parent) ? { parent } : {}) }));
  }

  /** Ends them with all they started, also what they start while they end, and gives their pids. */
  endCommands(sessionId?: string): Promise<number[]> {
    return endCommands(this.#ownerOf(sessionId), GRACE_MS);
  }

  #ownerOf(sessionId: string | undefined): AgentIdentity {
    return sessionId === undefined ? this.#identity : { pid: null, mark: partMark(this.#identity.mark, sessionId) };
  }

  /** Ends the agent, if it still runs, and everything it started. */
  async stop(): Promise<void> {
    this.#isEnding = true;
    await endFamily(this.#identity, () => hasEnded(this.#child), GRACE_MS);
    await this.exited;
  }
}

type Address = { url: string } | { error: Error | null; isLate: boolean };

/** What it says first that looks like an address, or how it ended, or was to end, before it said one. */
function addressOf(child: ChildProcess, end: Promise<{ error: Error | null }>, signal: AbortSignal | undefined): Promise<Address> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ error: null, isLate: true }), START_MS);
    const settle = (address: Address) => {
      clearTimeout(timer);
      resolve(address);
    };
    let said = "";
    child.stdout?.on("data", (chunk: string) => {
      said = (said + chunk).slice(-TAIL_MAX);
      const url = ADDRESS.exec(said)?.[1];
      if (url) settle({ url });
    });
    signal?.addEventListener("abort", () => settle({ error: null, isLate: false }), { once: true });
    void end.then(({ error }) => settle({ error, isLate: false }));
  });
}
