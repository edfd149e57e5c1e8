// claudecodeui (CloudCLI) as its package installs it, in a folder of its own: started, signed in to, and given a turn of a scripted model.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import WebSocket from "ws";
import { z } from "zod";
// @ts-expect-error: plain JavaScript without types
import { freePort } from "@/lib/cli/free-port.mjs";
import { emptyCache } from "./fresh-clone";
import { OwnProgram } from "./own-program";

const PACKAGE = "@cloudcli-ai/cloudcli";
const VERSION = "1.37.3";
const LOOK_MS = 50;

/** What of a conversation can be told apart: each call and each result, by the id that the model gave the call. */
const messageSchema = z.object({ kind: z.string(), toolId: z.string().nullish(), toolResult: z.unknown().optional() });
type Message = z.infer<typeof messageSchema>;
const historySchema = z.object({ data: z.object({ messages: z.array(messageSchema) }) });

export class PeerProgram {
  readonly #folder: string;
  readonly #port: number;
  #running: OwnProgram | null = null;
  #token = "";

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  /** Installs it as its own instructions say, with nothing fetched before; gives how many ms that took. */
  static async install(folder: string): Promise<{ peer: PeerProgram; ms: number }> {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');
    const flags = ["--save-exact", "--no-audit", "--no-fund", "--loglevel=error"];
    const installing = new OwnProgram("npm", ["install", `${PACKAGE}@${VERSION}`, ...flags], { cwd: folder, env: emptyCache(folder) });
    const ms = await installing.untilDone().finally(() => installing.end());
    return { peer: new PeerProgram(folder, await freePort()), ms };
  }

  get version(): string {
    return JSON.parse(readFileSync(path.join(this.#folder, "node_modules", PACKAGE, "package.json"), "utf8")).version;
  }

  get packages(): string {
    return path.join(this.#folder, "node_modules");
  }

  /** Whether its database had to be compiled here. */
  get isCompiled(): boolean {
    return existsSync(path.join(this.packages, "better-sqlite3/build/Makefile"));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get program(): OwnProgram {
    if (!this.#running) throw new Error("It was not started.");
    return this.#running;
  }

  /** Gives how many ms it took until its first page was answered. `model`: where its agent finds a model. */
  async start(model = "http://127.0.0.1:9"): Promise<number> {
    const home = path.join(this.#folder, "home");
    mkdirSync(home, { recursive: true });
    const sdk = `claude-agent-sdk-${process.platform}-${process.arch}`;
    const env = {
      HOME: home,
      HOST: "127.0.0.1",
      SERVER_PORT: String(this.#port),
      CLAUDE_CLI_PATH: path.join(this.packages, "@anthropic-ai", sdk, "claude"),
      ANTHROPIC_BASE_URL: model,
      ANTHROPIC_API_KEY: "none",
      DISABLE_TELEMETRY: "1",
    };
    this.#running = new OwnProgram(process.execPath, [path.join(this.packages, ".bin/cloudcli"), "start"], { cwd: this.#folder, env });
    return await this.#running.untilAnswered(this.url);
  }

  async end(): Promise<void> {
    await this.#running?.end();
    this.#running = null;
  }

  async #ask(method: "GET" | "POST", place: string, body?: object): Promise<unknown> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.#token}` };
    const said = await fetch(`${this.url}/api/${place}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!said.ok) throw new Error(`${method} ${place} was answered with ${said.status}: ${await said.text()}`);
    return await said.json();
  }

  /** Its one account is made; gives the id of a session of its Claude agent in this project. */
  async newSession(projectPath: string): Promise<string> {
    const account = { username: "bench", password: "correct-horse-battery" };
    this.#token = z.object({ token: z.string() }).parse(await this.#ask("POST", "auth/register", account)).token;
    const made = await this.#ask("POST", "providers/sessions", { provider: "claude", projectPath, initialMessage: "work" });
    return z.object({ data: z.object({ sessionId: z.string() }) }).parse(made).data.sessionId;
  }

  /** What its page has after it was opened: the history, and what its socket tells of a turn that runs. */
  async open(sessionId: string): Promise<PeerPage> {
    const page = new PeerPage(`${this.url.replace("http", "ws")}/ws?token=${this.#token}`, sessionId);
    await page.isOpen();
    const { data } = historySchema.parse(await this.#ask("GET", `providers/sessions/${sessionId}/messages`));
    page.take(data.messages);
    return page;
  }
}

export class PeerPage {
  readonly #socket: WebSocket;
  readonly #sessionId: string;
  readonly seen = new Set<string>();
  /** Every other kind of thing that it was told, such as that a turn is over. */
  readonly told = new Set<string>();
  isProcessing: boolean | null = null;

  constructor(address: string, sessionId: string) {
    this.#sessionId = sessionId;
    this.#socket = new WebSocket(address);
    this.#socket.on("error", () => {}); // its server is killed on purpose
    this.#socket.on("message", (data) => {
      const said = JSON.parse(String(data));
      if (said.kind === "chat_subscribed") this.isProcessing = said.isProcessing;
      else this.take([messageSchema.parse(said)]);
    });
  }

  take(messages: readonly Message[]): void {
    for (const { kind, toolId, toolResult } of messages) {
      if (toolId && /^tool_(use|result)$/.test(kind)) this.seen.add(`${kind} ${toolId}`);
      else this.told.add(kind);
      // Its history has a result within its call.
      if (toolId && toolResult) this.seen.add(`tool_result ${toolId}`);
    }
  }

  async isOpen(): Promise<void> {
    while (this.#socket.readyState !== WebSocket.OPEN) await wait(LOOK_MS);
    this.#say({ type: "chat.subscribe", sessions: [{ sessionId: this.#sessionId, lastSeq: 0 }] });
    while (this.isProcessing === null) await wait(LOOK_MS);
  }

  send(content: string): void {
    this.#say({ type: "chat.send", sessionId: this.#sessionId, content, options: {} });
  }

  close(): void {
    this.#socket.terminate();
  }

  #say(what: object): void {
    this.#socket.send(JSON.stringify(what));
  }
}
