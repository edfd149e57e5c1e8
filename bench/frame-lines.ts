// Ways for a frame of the agent to a browser: over one WebSocket, through nginx or a bare relay, through a bare Socket.IO bridge, and through the whole dashboard.
// Source and browsers are in this process, so that one clock times them all.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { io, type Socket } from "socket.io-client";
import { WebSocket, WebSocketServer } from "ws";
import { startNginx } from "@/e2e/nginx";
// @ts-expect-error: plain JavaScript without types
import { freePort } from "@/lib/cli/free-port.mjs";
import type { Dashboard } from "./running-dashboard";

/** `send` puts frames in at one end, `seen` counts what came out at the other, `until` waits for a count. */
export type FrameLine = {
  send(text: string): void;
  until(count: number): Promise<void>;
  seen(): number;
  close(): Promise<void>;
};

/** A frame of the agent with so many bytes. */
export const frameOf = (bytes: number): string => JSON.stringify({ type: "assistant", content: "x".repeat(Math.max(1, bytes - 34)) });

/** Milliseconds of each frame, the next one sent when the last was seen. */
export async function oneByOne(line: FrameLine, text: string, frames: number): Promise<number[]> {
  const took: number[] = [];
  for (let index = 0; index < frames; index += 1) {
    const since = performance.now();
    const next = line.seen() + 1;
    line.send(text);
    await line.until(next);
    took.push(performance.now() - since);
  }
  return took;
}

/** Counts, and wakes who waits for a count. */
class Counter {
  count = 0;
  #waiting: { count: number; wake: () => void } | null = null;

  add(by = 1): void {
    this.count += by;
    if (this.#waiting && this.count >= this.#waiting.count) this.#waiting.wake();
  }

  until(count: number): Promise<void> {
    if (this.count >= count) return Promise.resolve();
    return new Promise((wake) => {
      this.#waiting = { count, wake };
    });
  }
}

type Source = { port: number; send(text: string): void; close(): Promise<void> };

export async function startSource(): Promise<Source> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const send = (text: string) => {
    for (const client of server.clients) client.send(text);
  };
  const close = async () => {
    for (const client of server.clients) client.terminate();
    await new Promise((closed) => server.close(closed));
  };
  return { port, send, close };
}

export async function startBare(
  kind: "relay" | "bridge" | "loop",
  port: number,
  environment: Record<string, string> = {},
): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(path.join(import.meta.dirname, "bare-server.ts"), [kind, String(port)], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [said] = await once(child.stdout ?? child, "data");
  return { child, port: Number(said) };
}

async function overWebSocket(port: number, counter: Counter): Promise<WebSocket> {
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
  client.on("message", () => counter.add());
  await once(client, "open");
  return client;
}

/** `end` ends what stands between source and client, if anything does. */
function lineOf(source: Source, counter: Counter, client: { close(): void }, end: () => unknown): FrameLine {
  const close = async () => {
    client.close();
    await end();
    await source.close();
  };
  return { send: source.send, until: (count) => counter.until(count), seen: () => counter.count, close };
}

export async function directLine(): Promise<FrameLine> {
  const [source, counter] = [await startSource(), new Counter()];
  return lineOf(source, counter, await overWebSocket(source.port, counter), () => {});
}

/** As one would run it before an agent. */
const beforeAnAgent = (port: number, upstreamPort: number): string => `server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${upstreamPort};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection upgrade;
      proxy_read_timeout 3600s;
      proxy_buffering off;
    }
  }`;

export async function nginxLine(program: string, folder: string): Promise<FrameLine> {
  const [source, counter] = [await startSource(), new Counter()];
  const port: number = await freePort();
  const nginx = await startNginx(program, { http: beforeAnAgent(port, source.port), port, folder }).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  return lineOf(source, counter, await overWebSocket(port, counter), nginx.stop);
}

async function overSocketIo(port: number, counter: Counter): Promise<Socket> {
  const client = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  client.on("frame", () => counter.add());
  await new Promise<void>((connected) => client.once("connect", connected));
  return client;
}

export async function bareLine(kind: "relay" | "bridge"): Promise<FrameLine & { pid: number }> {
  const [source, counter] = [await startSource(), new Counter()];
  const { child, port } = await startBare(kind, source.port);
  const client = await (kind === "relay" ? overWebSocket(port, counter) : overSocketIo(port, counter));
  const line = lineOf(source, counter, client, () => child.kill("SIGKILL"));
  return { ...line, pid: child.pid ?? 0 };
}

/** A signed-in browser without a page that counts the agent's answers as it is shown them, and acknowledges each batch at once. */
async function joinSession({ sessionId, eventCount, owner }: Dashboard, counter: Counter) {
  const socket = await (await owner()).open();
  socket.on("session:events", ({ events }: { events: { kind: string }[] }, received: () => void) => {
    received();
    const answers = events.filter(({ kind }) => kind === "reply_added").length;
    if (answers > 0) counter.add(answers);
  });
  const joined = await socket.emitWithAck("session:join", { sessionId, afterSeq: eventCount });
  if (!joined.ok) throw new Error(`The session cannot be joined: ${JSON.stringify(joined)}`);
  return socket;
}

/** The frames that are put in are parts of one turn. The dashboard is closed by who started it. */
export async function lineThrough(dashboard: Dashboard): Promise<FrameLine & { pid: number }> {
  const counter = new Counter();
  const socket = await joinSession(dashboard, counter);
  const send = await dashboard.beginTurn(socket);
  const close = async () => {
    socket.close();
  };
  return { send, until: (count) => counter.until(count), seen: () => counter.count, pid: dashboard.pid, close };
}
