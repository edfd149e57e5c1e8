// A program that a bench starts and ends with everything it started: what it says, when it answers, and what its processes take.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { endAll } from "@/lib/bridge/agents/end-processes";
import type { ProcessRow } from "@/lib/bridge/agents/process-row";
import { listProcesses, withDescendants } from "@/lib/bridge/agents/process-tree";
import { programEnvironment } from "@/lib/platform/program-environment";

const LOOK_MS = 20;
const GRACE_MS = 15_000;
const MIB = 1024 * 1024;

const { env: environment } = process; // a bench passes on what finds programs, and nothing that steers them

/** Where programs and a home are, and nothing else of this environment. */
export const plainEnvironment = (): Record<string, string> =>
  Object.fromEntries(["PATH", "HOME", "LANG", "TMPDIR"].flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));

type Place = { cwd: string; env: Record<string, string> };

export class OwnProgram {
  readonly #child: ChildProcess;
  readonly #since = performance.now();
  /** Everything it has printed so far. */
  said = "";

  constructor(command: string, args: readonly string[], { cwd, env }: Place) {
    // A group of its own, as a terminal gives one to what is typed in it.
    const whole = programEnvironment({ ...plainEnvironment(), ...env });
    this.#child = spawn(command, args, { cwd, env: whole, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on("data", (chunk) => {
        this.said += chunk;
      });
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ms since its start until a page at this address is answered well. */
  async untilAnswered(url: string): Promise<number> {
    while (
      !(await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (!this.isRunning) throw new Error(`It ended before it answered:\n${this.said}`);
      await wait(LOOK_MS);
    }
    return performance.now() - this.#since;
  }

  /** Ms until it has ended; throws with what it said when it failed. */
  async untilDone(): Promise<number> {
    if (this.isRunning) await once(this.#child, "exit");
    if (this.#child.exitCode !== 0) throw new Error(`It failed:\n${this.said}`);
    return performance.now() - this.#since;
  }

  /** It and everything that descends from it. */
  async processes(): Promise<ProcessRow[]> {
    const rows = await listProcesses();
    return withDescendants(
      rows,
      rows.filter(({ pid }) => pid === this.#child.pid),
    );
  }

  async residentMib(): Promise<number> {
    return (await this.processes()).reduce((sum, { rssBytes }) => sum + rssBytes, 0) / MIB;
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** As Ctrl-C does; what does not go is made to. */
  async end(): Promise<void> {
    const left = (await this.processes()).map(({ pid }) => pid);
    if (this.isRunning && this.#child.pid !== undefined) {
      const gone = once(this.#child, "exit");
      process.kill(-this.#child.pid, "SIGINT");
      await Promise.race([gone, wait(GRACE_MS, null, { ref: false })]);
    }
    await endAll(left, GRACE_MS);
  }
}
