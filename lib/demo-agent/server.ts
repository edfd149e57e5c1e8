/** The demo agent's server: a real socket with the recorded handshake rules. */
import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { Connection } from "./connection";
import { type AgentOptions, Sessions } from "./sessions";
import type { NoteTruth } from "./truth-file";
import { drainInBackground } from "./turn";

export type DemoAgentOptions = {
  dataDir: string;
  sampleDir: string;
  host?: string;
  /** 0 picks a free one. */
  port?: number;
  /** Bearer token every handshake must show. */
  token?: string;
  allowedOrigins?: string[];
  role?: string;
  /** Milliseconds between the steps of a tour; 0 in tests. */
  paceMs?: number;
  /** Obey `[tags]` in messages. */
  directives?: boolean;
  pingMs?: number;
  /** What the dashboard that started this program marks its processes with. */
  mark?: string;
  /** What `[die]` does; by default everything ends at once, as if the process were killed. */
  die?: () => void;
  /** Told everything that is said, before it is. */
  note?: NoteTruth;
};

export type DemoAgent = {
  url: string;
  port: number;
  /** Ends at once, as a killed process would: sockets cut, running turns unsaved. */
  close(): Promise<void>;
  /** Cuts every connection; turns go on. Returns how many there were. */
  dropConnections(): number;
  connectionCount(): number;
  /** While true the agent reads no frame (and so answers none); what comes waits in the socket. */
  silence(on: boolean): void;
  /** Starts an injected turn on a session that is loaded or on disk. */
  inject(sessionId: string, kind: string, content: string): void;
  /** Lets a turn that waits at `[hold]` go on. */
  release(sessionId: string): void;
  /** Sends a text to the connection that owns the session, outside its stream. */
  sendRaw(sessionId: string, text: string): void;
  /** Every text frame received so far, oldest first. */
  received(): readonly string[];
};

const INBOUND_MAX_BYTES = 10 * 1024 * 1024;
const RECEIVED_MAX = 10_000;

function refuseHandshake(socket: Duplex, status: string, body: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function showsToken(request: IncomingMessage, token: string): boolean {
  const shown = Buffer.from((request.headers.authorization ?? "").replace(/^Bearer /, ""));
  const wanted = Buffer.from(token);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}

/** Pings on its beat and ends a client that was not heard of for a whole one. */
function keepAlive(socket: WebSocket, pingMs: number): void {
  let heard = true;
  const hear = () => {
    heard = true;
  };
  socket.on("message", hear).on("ping", hear).on("pong", hear);
  const beat = setInterval(() => {
    if (!heard) return socket.terminate();
    heard = false;
    socket.ping();
  }, pingMs);
  socket.on("close", () => clearInterval(beat));
}

function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

function sharedOptions(options: DemoAgentOptions, die: () => void): AgentOptions {
  const { sampleDir, role = "demo", paceMs = 500, directives = false, mark = null, note = () => {} } = options;
  return { sampleDir, role, paceMs, directives, mark, note, die };
}

/** Starts the agent in this process; resolves when it listens. */
export async function startDemoAgent(options: DemoAgentOptions): Promise<DemoAgent> {
  const { host = "127.0.0.1" } = options;
  let end = (): void => {};
  const shared = sharedOptions(options, () => (options.die ?? end)());
  const sessions = new Sessions(options.dataDir, shared, (session) => void drainInBackground(session, sessions));
  const received: string[] = [];
  let silent = false;
  const http = createServer((_request, response) => response.writeHead(426).end("This is a WebSocket server."));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: INBOUND_MAX_BYTES, perMessageDeflate: false });
  http.on("upgrade", (request, socket, head) => {
    const { origin } = request.headers;
    if (origin !== undefined && !(options.allowedOrigins ?? []).includes(origin))
      return refuseHandshake(socket, "403 Forbidden", "Origin not allowed. Start the server with --allow-origin <ORIGIN> to permit it.");
    if (options.token && !showsToken(request, options.token))
      return refuseHandshake(socket, "401 Unauthorized", "Missing or invalid token. Send `Authorization: Bearer <OCTOMIND_SERVER_TOKEN>`.");
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client));
  });
  sockets.on("connection", (socket: WebSocket) => {
    const connection = new Connection(socket, sessions);
    socket.on("error", () => socket.terminate());
    socket.on("close", () => connection.closed());
    socket.on("message", (content, isBinary) => {
      if (isBinary) return connection.receiveBinary();
      const text = content.toString();
      if (received.length < RECEIVED_MAX) received.push(text);
      connection.receive(text);
    });
    keepAlive(socket, options.pingMs ?? 30_000);
    if (silent) socket.pause();
  });
  const port = await listen(http, options.port ?? 0, host);
  const cut = (): number => {
    const count = sockets.clients.size;
    for (const client of sockets.clients) client.terminate();
    return count;
  };
  end = () => {
    sessions.endAll();
    cut();
    http.close();
    http.closeAllConnections();
  };
  return {
    url: `ws://${host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        if (http.listening) http.once("close", resolve);
        else resolve();
        end();
      }),
    dropConnections: cut,
    connectionCount: () => sockets.clients.size,
    silence: (on) => {
      silent = on;
      for (const client of sockets.clients) on ? client.pause() : client.resume();
    },
    inject: (sessionId, kind, content) => sessions.find(sessionId)?.inject({ kind, label: `${kind} scripted`, content }),
    release: (sessionId) => sessions.find(sessionId)?.release(),
    sendRaw: (sessionId, text) => sessions.find(sessionId)?.sendRaw(text),
    received: () => received,
  };
}
