// Agents that a test starts itself: the demo agent as a program of its own, an "octomind" on the search path, and a server that is too old.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type WebSocket, WebSocketServer } from "ws";

const PROGRAM = path.resolve(import.meta.dirname, "../.next/demo-agent.mjs");

/** An octomind server that runs at an address, whatever the dashboard does. */
export class RunningAgent {
  #dataDir: string | null = null; // made by the first start: a file of tests is also read where none of them runs
  #child: ChildProcess | null = null;
  #port = 0;
  readonly #more: Record<string, string>;

  /** `more`: further variables of its environment. */
  constructor(more: Record<string, string> = {}) {
    this.#more = more;
  }

  get port(): number {
    return this.#port;
  }

  /** Of the process that runs; null when it was killed. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** Starts it, the second time at the same address as before. */
  async start(token = ""): Promise<void> {
    this.#dataDir ??= mkdtempSync(path.join(os.tmpdir(), "octomind-agent-e2e-"));
    const env: NodeJS.ProcessEnv = {
      NODE_ENV: "production",
      DEMO_DIRECTIVES: "1",
      DEMO_PACE_MS: "0",
      OCTOMIND_DATA_DIR: this.#dataDir,
      ...this.#more,
    };
    if (token) env.OCTOMIND_SERVER_TOKEN = token;
    const child = spawn(process.execPath, [PROGRAM, "server", "--port", String(this.#port)], { env, stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    let said = "";
    for await (const chunk of child.stdout) {
      said += chunk;
      const found = /ws:\/\/127\.0\.0\.1:(\d+)\s/.exec(said);
      if (found) {
        this.#port = Number(found[1]);
        return;
      }
    }
    throw new Error(`the agent did not start: ${said}`);
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Frozen, it is there and says nothing. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child?.kill(signal);
  }

  async remove(): Promise<void> {
    await this.kill();
    if (this.#dataDir) rmSync(this.#dataDir, { recursive: true, force: true });
  }
}

/** A folder for the search path with an `octomind` in it that is the demo agent. */
export function octomindFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-on-path-"));
  const script = [
    "#!/bin/sh",
    `if [ "$1" = --version ]; then echo "octomind 0.68.1"; exit 0; fi`,
    `export DEMO_DIRECTIVES=1 DEMO_PACE_MS=0 OCTOMIND_DATA_DIR='${path.join(folder, "data")}'`,
    `exec '${process.execPath}' '${PROGRAM}' "$@"`,
  ].join("\n");
  const program = path.join(folder, "octomind");
  writeFileSync(program, `${script}\n`);
  chmodSync(program, 0o755);
  return folder;
}

/** A server of the days before streams could be resumed. */
export class OldServer {
  readonly #server = new WebSocketServer({ host: "127.0.0.1", port: 0 });

  async start(): Promise<string> {
    this.#server.on("connection", (socket) => this.#serve(socket));
    if (this.#server.address() === null) await once(this.#server, "listening");
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("a listening server has no port");
    return `ws://127.0.0.1:${address.port}`;
  }

  #serve(socket: WebSocket): void {
    const send = (frame: object) => socket.send(JSON.stringify(frame));
    send({ type: "status", message: "Connected to Octomind WebSocket server (role: developer)" });
    socket.on("message", (data) => {
      const { session_id, request_id } = JSON.parse(String(data));
      send({ type: "ack", message_type: "session", session_id, request_id, status: "received" });
      send({ type: "status", message: `Session created: ${session_id}`, session_id });
    });
  }

  async stop(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    const closed = once(this.#server, "close");
    this.#server.close();
    await closed;
  }
}
