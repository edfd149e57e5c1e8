// What the dashboard is measured beside, as a process of its own: `relay PORT` hands every frame of a WebSocket server on and does nothing else;
// `loop PORT` sends it to all of its WebSocket clients; `bridge PORT` parses it and emits it to all Socket.IO clients, records nothing and asks nobody. Prints the port it listens on.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { WebSocket, WebSocketServer } from "ws";

const [kind, port] = process.argv.slice(2);
const upstreamOf = (): WebSocket => new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false, maxPayload: 64 * 1024 * 1024 });
const http = createServer();

function relay(): void {
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on("connection", (client) => {
    const upstream = upstreamOf();
    upstream.on("message", (data, isBinary) => client.send(data, { binary: isBinary }));
    upstream.on("close", () => client.close());
    client.on("close", () => upstream.close());
  });
}

function bridge(): void {
  const server = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
  upstreamOf().on("message", (data) => server.emit("frame", JSON.parse(String(data))));
}

function loop(): void {
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  upstreamOf().on("message", (data, isBinary) => {
    for (const client of server.clients) client.send(data, { binary: isBinary });
  });
}

const kinds: Record<string, () => void> = { relay, bridge, loop };
kinds[kind ?? ""]?.();
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.stdout.write(`${typeof address === "object" ? address?.port : ""}\n`);
});
process.once("disconnect", () => process.exit(0));
