/** Each way not to reach an agent has its own sentence, on real sockets. */
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { UpstreamConnection, type UpstreamState } from "./upstream-connection";
import { missingCapabilities, refusedByError, refusedByStatus } from "./upstream-handshake";

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`; // as: it listens on TCP
}

/** A server that answers every handshake with this status. */
const answering = (status: number): Promise<string> =>
  listening(
    createHttpServer().on("upgrade", (_request, socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
    ),
  );

/** The first thing that is said about this address after "connecting". */
async function verdict(url: string, token: string | null = null): Promise<{ kind: string; reason: string }> {
  const state = await new Promise<UpstreamState>((resolve) => {
    const connection = new UpstreamConnection({
      target: async () => ({ url, token }),
      sessionId: "s",
      cwd: null,
      role: null,
      resumeFrom: () => null,
      onFrame: () => {},
      onState: (now) => now.kind !== "connecting" && resolve(now),
    });
    ends.push(() => connection.close());
    connection.open();
  });
  return { kind: state.kind, reason: "reason" in state ? state.reason : "" };
}

describe("refused for good: only a change of the settings helps", () => {
  test("401: the token is wrong", async () => {
    expect(await verdict(`ws://${await answering(401)}`)).toEqual({
      kind: "refused",
      reason: expect.stringContaining("refused our token"),
    });
  });

  test("403: the origin is refused", async () => {
    expect(await verdict(`ws://${await answering(403)}`)).toEqual({
      kind: "refused",
      reason: expect.stringContaining("refused our origin"),
    });
  });

  test("a web server that knows no WebSocket", async () => {
    const host = await listening(createHttpServer((_request, response) => response.end("hello")));
    expect(await verdict(`ws://${host}`)).toEqual({ kind: "refused", reason: "The address answered with 200 instead of a WebSocket." });
  });

  test("a redirect: nobody but the address that was given is called", async () => {
    const calls: Socket[] = [];
    const inside = await listening(createServer((socket) => calls.push(socket)));
    const host = await listening(
      createHttpServer().on("upgrade", (_request, socket) =>
        socket.end(`HTTP/1.1 302 Found\r\nLocation: ws://${inside}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
      ),
    );
    expect(await verdict(`ws://${host}`, "secret")).toEqual({
      kind: "refused",
      reason: "The address answered with 302 instead of a WebSocket.",
    });
    expect(calls).toEqual([]);
  });

  test("something that does not even speak HTTP", async () => {
    const host = await listening(createServer((socket) => void socket.end("SSH-2.0-OpenSSH_9.6\r\n")));
    expect(await verdict(`ws://${host}`)).toEqual({ kind: "refused", reason: expect.stringContaining("not a WebSocket server") });
  });

  test("an address that is none", async () => {
    for (const url of ["nonsense", "ftp://127.0.0.1", "ws://127.0.0.1/#part"]) {
      expect(await verdict(url)).toEqual({ kind: "refused", reason: "The address is not a ws:// or wss:// address." });
    }
  });

  test("a token with a line break, without showing it", async () => {
    const { kind, reason } = await verdict("ws://127.0.0.1:1", "se\ncret");
    expect(kind).toBe("refused");
    expect(reason).toContain("characters that cannot be sent");
    expect(reason).not.toContain("cret");
  });

  test("a server without what we need is named with the version that has it", async () => {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(server, "listening");
    ends.push(() => server.close());
    server.on("connection", (socket) =>
      socket.on("message", (data) => {
        const { request_id } = JSON.parse(String(data));
        socket.send(JSON.stringify({ type: "ack", request_id, message_type: "session", capabilities: ["stream_resume_v1"] }));
      }),
    );
    const { kind, reason } = await verdict(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`); // as: it listens on TCP
    expect(kind).toBe("refused");
    expect(reason).toBe("This Octomind server is too old: it lacks session_control_v1. Install octomind 0.68 or newer and start it again.");
  });
});

describe("tried again: it may pass", () => {
  test("nothing listens", async () => {
    const server = createServer();
    const host = await listening(server);
    server.close();
    await once(server, "close");
    expect(await verdict(`ws://${host}`)).toEqual({ kind: "reconnecting", reason: expect.stringContaining("Nothing listens") });
  });

  test("the name is not known", async () => {
    const { kind, reason } = await verdict("ws://no-such-host.invalid");
    expect(kind).toBe("reconnecting");
    expect(reason).toMatch(/host name/);
  });

  test("the door is closed in the face", async () => {
    const host = await listening(createServer((socket) => void socket.on("data", () => socket.destroy())));
    expect(await verdict(`ws://${host}`)).toEqual({ kind: "reconnecting", reason: expect.stringContaining("while it was being made") });
  });

  test("wss:// to a server without TLS", async () => {
    const host = await listening(createHttpServer());
    expect(await verdict(`wss://${host}`)).toEqual({ kind: "reconnecting", reason: expect.stringContaining("does not speak TLS") });
  });

  test("a server or proxy that is only busy", () => {
    for (const status of [429, 500, 502, 503])
      expect(refusedByStatus(status)).toMatchObject({ isFinal: false, reason: expect.stringContaining(String(status)) });
  });
});

test("what is there is not missed", () => {
  expect(missingCapabilities(["session_control_v1", "stream_resume_v1", "more"])).toBe(null);
  expect(missingCapabilities([])).toContain("session_control_v1 and stream_resume_v1");
});

test("a name with several addresses that all fail in a way of their own is told in their words: the whole has none", () => {
  const failed = (address: string) => Object.assign(new Error(`connect EINVAL ${address}`), { code: "EINVAL" });
  const all = Object.assign(new AggregateError([failed("fe80::1:80"), failed("224.0.0.1:80")]), { code: "EINVAL" });
  expect(refusedByError(all)).toEqual({
    isFinal: false,
    reason: "The connection failed: connect EINVAL fe80::1:80, connect EINVAL 224.0.0.1:80",
  });
});

test.each([
  ["EPIPE", "The agent closed the connection while it was being made."],
  ["EHOSTDOWN", "The agent's machine does not answer."],
])("%s, as macOS says it, has the words of what Linux says", (code, reason) => {
  expect(refusedByError(Object.assign(new Error(`write ${code}`), { code }))).toEqual({ isFinal: false, reason });
});
