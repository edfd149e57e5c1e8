// The agent of a world: the demo agent, which notes by itself what it says, or the real octomind behind a tap.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { RunningAgent } from "@/e2e/agent-program";
import { octomindStarter, type StartedOctomind } from "@/lib/testing/contract/octomind-binary";
import { FrameTap } from "./frame-tap";
import { NotedTruth, type Truth } from "./noted-truth";
import { TruthFolder } from "./truth-folder";

/** Always at the same port; `pid`: null while it is killed. */
export interface WorldAgent {
  readonly port: number;
  readonly pid: number | null;
  readonly truth: Truth;
  start(): Promise<void>;
  kill(): Promise<void>;
  signal(signal: "SIGSTOP" | "SIGCONT"): void;
  remove(): Promise<void>;
}

export async function startDemoAgent(folder: string): Promise<WorldAgent> {
  const truthDir = path.join(folder, "truth");
  const agent = new RunningAgent({ DEMO_TRUTH_DIR: truthDir });
  await agent.start();
  return Object.assign(agent, { truth: new TruthFolder(truthDir) });
}

class TappedOctomind implements WorldAgent {
  readonly truth = new NotedTruth();
  readonly #dataDir: string;
  readonly #startProgram: ReturnType<typeof octomindStarter>;
  #port = 0;
  #running: StartedOctomind | null = null;
  readonly #tap = new FrameTap(
    () => this.#running?.url ?? null,
    (line) => this.truth.take(line, this.pid ?? 0),
  );

  constructor(binary: string, dataDir: string) {
    this.#dataDir = dataDir;
    this.#startProgram = octomindStarter(binary);
    mkdirSync(dataDir, { recursive: true });
  }

  get port(): number {
    return this.#port;
  }

  get pid(): number | null {
    return this.#running?.pid ?? null;
  }

  async start(): Promise<void> {
    this.#running = await this.#startProgram({ dataDir: this.#dataDir });
    if (this.#port === 0) this.#port = await this.#tap.listen();
  }

  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.kill();
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    if (this.pid !== null) process.kill(this.pid, signal);
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.#tap.close();
  }
}

/** A new home in `folder` for the program `binary`, driven by the scripted model. */
export async function startOctomind(binary: string, folder: string): Promise<WorldAgent> {
  const agent = new TappedOctomind(binary, path.join(folder, "octomind"));
  await agent.start();
  return agent;
}
