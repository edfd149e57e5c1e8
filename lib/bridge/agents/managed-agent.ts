/** The agent process of one session: started when it is needed, started again after a crash, ended with all it started. */
import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { UpstreamTarget } from "@/lib/bridge/upstream/upstream-attempt";
import { refuse } from "@/lib/domain/refusal";
import type { EventPayload } from "@/lib/domain/sessions/session-event";
import type { RunningProcess } from "./agent-family";
import type { Place } from "./agent-places";
import { type AgentCommand, AgentProcess, AgentStartError, type SpawnedAgent } from "./agent-process";

const CRASHES_MAX = 5;
const CRASH_WINDOW_MS = 5 * 60_000;
const RESTART_FIRST_MS = 500;

export type AgentEvents = {
  onStarting(event: EventPayload<"agent_starting">): void;
  onStarted(event: EventPayload<"agent_started">): void;
  onEnded(event: EventPayload<"agent_ended">): void;
};

/** Program and surroundings; the token is made anew for each start. Refuses when there is no program. */
export type CommandMaker = (token: string) => AgentCommand;

export type ManagedDeps = {
  takePlace(onWait: () => void, signal: AbortSignal): Promise<Place>;
  onProcess(agent: SpawnedAgent): Promise<void>;
  onGone(agent: Pick<SpawnedAgent, "pid">): Promise<void>;
  now?(): number;
  /** Rejects when the signal is aborted. */
  pause?(ms: number, signal: AbortSignal): Promise<void>;
};

const pause = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal });

export class ManagedAgent {
  readonly #make: CommandMaker;
  readonly #events: AgentEvents;
  readonly #deps: ManagedDeps;
  readonly #now: () => number;
  readonly #pause: NonNullable<ManagedDeps["pause"]>;
  readonly #release = new AbortController();
  #starting: Promise<AgentProcess> | null = null;
  #process: AgentProcess | null = null;
  #gone: Promise<void> = Promise.resolve();
  #place: Place | null = null;
  #crashes: number[] = [];
  #lastWords = "";

  constructor(make: CommandMaker, events: AgentEvents, deps: ManagedDeps) {
    this.#make = make;
    this.#events = events;
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
    this.#pause = deps.pause ?? pause;
  }

  /** Where the process listens; starts it when none runs. Refuses for good when it crashes again and again. */
  async target(): Promise<UpstreamTarget> {
    if (this.#process) return this.#process.target;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = null;
    });
    return (await this.#starting).target;
  }

  /** Of one session only, when it serves many. */
  async listProcesses(sessionId?: string): Promise<RunningProcess[]> {
    return this.#process ? this.#process.listCommands(sessionId) : [];
  }

  async endProcesses(sessionId?: string): Promise<number[]> {
    return this.#process ? this.#process.endCommands(sessionId) : [];
  }

  /** Ends the process, or the wait for one; it is not started again. */
  async release(): Promise<void> {
    this.#release.abort(new Error("The session was let go."));
    await this.#starting?.catch(() => {});
    await this.#process?.stop();
    await this.#gone;
  }

  async #start(): Promise<AgentProcess> {
    this.#release.signal.throwIfAborted();
    this.#refuseCrashLoop();
    const attempt = this.#crashes.length + 1;
    this.#place = await this.#deps.takePlace(() => this.#events.onStarting({ attempt, waitingForPlace: true }), this.#release.signal);
    this.#events.onStarting({ attempt, waitingForPlace: false });
    try {
      await this.#waitAfterCrash();
      const agent = await this.#launch();
      this.#began(agent);
      return agent;
    } catch (error) {
      this.#giveBack();
      if (error instanceof AgentStartError) this.#crashed(error.message);
      throw error;
    }
  }

  async #launch(): Promise<AgentProcess> {
    const command = this.#make(randomBytes(32).toString("base64url"));
    let spawned: SpawnedAgent | null = null;
    let noted: Promise<unknown> = Promise.resolve();
    let agent: AgentProcess | null = null;
    try {
      const note = (one: SpawnedAgent) => {
        spawned = one;
        noted = this.#deps.onProcess(one).catch((error: unknown) => error);
      };
      agent = await AgentProcess.start(command, note, this.#release.signal);
      const failure = await noted;
      if (failure) throw failure;
      return agent;
    } catch (error) {
      // One that is not written down would outlive us, were we killed, and it is nobody's as it is.
      await agent?.stop();
      await noted;
      if (spawned) await this.#deps.onGone(spawned);
      throw error;
    }
  }

  #began(agent: AgentProcess): void {
    this.#process = agent;
    this.#place?.use(agent.pid);
    this.#events.onStarted({ pid: agent.pid, afterMs: agent.afterMs });
    // What a former one left may still be ending.
    this.#gone = Promise.all([this.#gone, agent.exited.then((exit) => this.#ended(agent, exit))]).then(() => {});
  }

  async #ended(agent: AgentProcess, exit: EventPayload<"agent_ended">): Promise<void> {
    this.#process = null;
    this.#giveBack();
    this.#crashed(exit.stderrTail);
    this.#events.onEnded(exit);
    // Its tools' commands outlive it; nobody could see or end them any more.
    if (!exit.expected) await agent.stop();
    await this.#deps.onGone(agent);
  }

  #giveBack(): void {
    this.#place?.free();
    this.#place = null;
  }

  #crashed(words: string): void {
    this.#crashes = [...this.#crashes.filter((at) => this.#now() - at < CRASH_WINDOW_MS), this.#now()];
    this.#lastWords = words;
  }

  #refuseCrashLoop(): void {
    this.#crashes = this.#crashes.filter((at) => this.#now() - at < CRASH_WINDOW_MS);
    if (this.#crashes.length < CRASHES_MAX) return;
    this.#crashes = [];
    const said = this.#lastWords ? ` It last said: ${this.#lastWords.slice(-1_500)}` : "";
    refuse("upstream_unavailable", `The agent failed to start or crashed ${CRASHES_MAX} times in a row.${said}`);
  }

  async #waitAfterCrash(): Promise<void> {
    if (this.#crashes.length === 0) return;
    const ms = RESTART_FIRST_MS * 2 ** (this.#crashes.length - 1);
    const { signal } = this.#release;
    await this.#pause(ms, signal).catch(() => signal.throwIfAborted());
  }
}
