/** One face for every kind of agent: at an address, a process per session, or the shared demo agent. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { UpstreamTarget } from "@/lib/bridge/upstream/upstream-attempt";
import { refuse } from "@/lib/domain/refusal";
import { dataFolder } from "@/lib/platform/data-dir";
import { env, wholeEnvironment } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { unseal } from "@/lib/platform/sealed-secret";
import { agentEnvironment } from "./agent-environment";
import type { RunningProcess } from "./agent-family";
import { endLeftovers, forgetAgent, noteAgent } from "./agent-leftovers";
import { AgentPlaces } from "./agent-places";
import type { AgentCommand } from "./agent-process";
import { octomindPath } from "./find-octomind";
import { type AgentEvents, ManagedAgent, type ManagedDeps } from "./managed-agent";

export type ManagedSpec = {
  kind: "managed";
  sessionId: string;
  cwd: string | null;
  role: string | null;
  configPath: string | null;
  dataDir: string | null;
  envNames: string[];
};
export type AgentSpec =
  | { kind: "external"; url: string; tokenSealed: Uint8Array | null }
  | ManagedSpec
  | { kind: "demo"; sessionId: string };

export interface SessionAgent {
  target(): Promise<UpstreamTarget>;
  listProcesses(): Promise<RunningProcess[]>;
  endProcesses(): Promise<number[]>;
  release(): Promise<void>;
}

const DEMO_BUNDLE = path.join(".next", "demo-agent.mjs");
const DEMO_SOURCE = path.join("lib", "demo-agent", "run.ts");
const SERVE = ["--host", "127.0.0.1", "--port", "0"];
const SILENT: AgentEvents = { onStarting: () => {}, onStarted: () => {}, onEnded: () => {} };

/** A stored token is unsealed here and goes no further than its connection. Refuses in words where it cannot be. */
function tokenOf(sealed: Uint8Array | null): string | null {
  try {
    return sealed && unseal(sealed);
  } catch {
    refuse(
      "upstream_unavailable",
      "The token of this project cannot be read: APP_SECRET is not the one it was saved with. An administrator has to enter the token again.",
    );
  }
}

/** Refuses in words where octomind or the folder is missing. */
function managedCommand({ cwd, role, configPath, dataDir, envNames }: ManagedSpec, token: string): AgentCommand {
  const all = wholeEnvironment();
  const program = octomindPath(env, all.PATH);
  if (!program) refuse("upstream_unavailable", "octomind was not found on this machine. Install it, or set OCTOMIND_BIN to where it is.");
  if (cwd === null || !existsSync(cwd))
    refuse("upstream_unavailable", `The folder of this project is not there any more: ${cwd ?? "none is set"}.`);
  const wanted = role ?? env.OCTOMIND_ROLE;
  return {
    program,
    args: ["server", ...(wanted ? [wanted] : []), ...SERVE],
    cwd,
    env: agentEnvironment(all, { token, configPath, dataDir, envNames }),
    token,
  };
}

function demoCommand(token: string): AgentCommand {
  const source = existsSync(DEMO_BUNDLE) ? [DEMO_BUNDLE] : ["--import", "tsx", DEMO_SOURCE];
  const wishes = { token, configPath: null, dataDir: dataFolder("demo-agent"), envNames: ["DEMO_PACE_MS", "DEMO_TRUTH_DIR"] };
  const surroundings = { ...agentEnvironment(wholeEnvironment(), wishes), ...(env.DEMO_DIRECTIVES ? { DEMO_DIRECTIVES: "1" } : {}) };
  const args = [...source, "server", ...SERVE, "--until-stdin-ends"];
  return { program: process.execPath, args, cwd: process.cwd(), env: surroundings, token, line: true };
}

export class SessionAgents {
  readonly #places = new AgentPlaces({
    maxProcesses: env.OCTOMIND_MAX_PROCESSES,
    maxMemoryBytes: env.OCTOMIND_MAX_MEMORY_MB * 1024 * 1024,
  });
  readonly #running = new Set<ManagedAgent>();
  #demo: ManagedAgent | null = null;

  agentFor(spec: AgentSpec, events: AgentEvents): SessionAgent {
    switch (spec.kind) {
      case "external":
        return {
          target: async () => ({ url: spec.url, token: tokenOf(spec.tokenSealed) }),
          listProcesses: async () => [],
          endProcesses: async () => [],
          release: async () => {},
        };
      case "demo":
        return this.#sharedDemo(spec.sessionId);
      case "managed":
        return this.#managed(spec, events);
      default:
        return spec satisfies never;
    }
  }

  /** At boot: ends what a killed server left running. */
  async endLeftovers(): Promise<void> {
    const ended = await endLeftovers(dataFolder("agents"));
    if (ended.length > 0) logger.info({ pids: ended }, "agent processes that were left running are ended");
  }

  /** Ends every process with all it started. */
  async close(): Promise<void> {
    this.#places.close();
    await Promise.all([...this.#running].map((agent) => agent.release()));
  }

  #managed(spec: ManagedSpec, events: AgentEvents): SessionAgent {
    const agent = new ManagedAgent(
      (token) => managedCommand(spec, token),
      events,
      this.#deps(spec.sessionId, (onWait, signal) => this.#places.take(onWait, signal)),
    );
    this.#running.add(agent);
    return {
      target: () => agent.target(),
      listProcesses: () => agent.listProcesses(),
      endProcesses: () => agent.endProcesses(),
      release: async () => {
        await agent.release();
        this.#running.delete(agent);
      },
    };
  }

  #sharedDemo(sessionId: string): SessionAgent {
    return {
      target: () => this.#demoTarget(),
      listProcesses: async () => this.#demo?.listProcesses(sessionId) ?? [],
      endProcesses: async () => this.#demo?.endProcesses(sessionId) ?? [],
      release: async () => {},
    };
  }

  /** One demo agent serves all; it needs no place. */
  #demoTarget(): Promise<UpstreamTarget> {
    if (!this.#demo) {
      this.#demo = new ManagedAgent(
        demoCommand,
        SILENT,
        this.#deps(null, async () => ({ use: () => {}, free: () => {} })),
      );
      this.#running.add(this.#demo);
    }
    return this.#demo.target();
  }

  #deps(sessionId: string | null, takePlace: ManagedDeps["takePlace"]): ManagedDeps {
    const folder = dataFolder("agents");
    const warn = (err: unknown) => logger.warn({ err, session: sessionId }, "the list of agent processes could not be written");
    return {
      takePlace,
      onProcess: (agent) => noteAgent(folder, agent, sessionId).catch(warn),
      onGone: ({ pid }) => forgetAgent(folder, pid).catch(warn),
    };
  }
}
