// Stands right before an agent and notes each frame before it passes it on; whatever harms the line comes after it.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { TruthLine } from "@/lib/demo-agent/truth-file";
import { isReply, parseUpstreamFrame } from "@/lib/protocol/upstream-frames";

/** The stream that each session has on one connection, as its bind was answered. */
type Streams = Map<string, string>;

function lineOf(text: string, streams: Streams): TruthLine {
  const parsed = parseUpstreamFrame(text);
  if (!parsed.ok) return { text };
  const { frame } = parsed;
  const { sessionId, streamSeq } = frame;
  if (frame.type === "ack" && sessionId !== null && frame.fields.stream !== null) streams.set(sessionId, frame.fields.stream);
  const stream = sessionId === null ? undefined : streams.get(sessionId);
  if (isReply(frame) || streamSeq === null || sessionId === null || stream === undefined) return { text };
  return { session: sessionId, stream, seq: streamSeq, text };
}

export class FrameTap {
  readonly #agent: () => string | null;
  readonly #note: (line: TruthLine) => void;
  readonly #server: Server;
  /** Who is frozen behind it does not answer, and it does not answer instead. */
  readonly #sockets = new WebSocketServer({ noServer: true, autoPong: false, perMessageDeflate: false });

  /** `agent`: where it listens now; null: nowhere. */
  constructor(agent: () => string | null, note: (line: TruthLine) => void) {
    this.#agent = agent;
    this.#note = note;
    this.#server = createServer();
    this.#server.on("upgrade", (request, socket, head) => this.#join(request, socket, head));
  }

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return (this.#server.address() as AddressInfo).port; // as: a server that listens on a port has one
  }

  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    const closed = once(this.#server, "close");
    this.#server.close();
    await closed;
  }

  #join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = this.#agent();
    if (url === null) {
      socket.destroy();
      return;
    }
    const agent = new WebSocket(url, { autoPong: false, perMessageDeflate: false, maxPayload: 0 });
    agent.on("error", () => socket.destroy());
    socket.on("error", () => agent.terminate());
    socket.on("close", () => agent.terminate());
    const streams: Streams = new Map();
    const early: Buffer[] = [];
    let client: WebSocket | null = null;
    agent.on("message", (data: Buffer) => {
      this.#note(lineOf(data.toString(), streams));
      if (client) client.send(data, { binary: false });
      else early.push(data);
    });
    agent.on("open", () =>
      this.#sockets.handleUpgrade(request, socket, head, (joined) => {
        client = joined;
        for (const data of early) joined.send(data, { binary: false });
        joinBoth(joined, agent);
      }),
    );
  }
}

/** All but the agent's messages. */
function joinBoth(client: WebSocket, agent: WebSocket): void {
  client.on("message", (data: Buffer) => agent.send(data, { binary: false }));
  for (const [from, to] of [
    [client, agent],
    [agent, client],
  ] as const) {
    from.on("ping", (data) => to.ping(data));
    from.on("pong", (data) => to.pong(data));
    from.on("error", () => to.terminate());
    from.on("close", () => to.terminate());
  }
}
