/** The fault proxy on real sockets: what arrives, in which pieces, and how a connection ends. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FaultProxy } from "./fault-proxy";

let server: Server;
let proxy: FaultProxy;
let accepted: Promise<Socket>;
let port: number;
/** What waits in the proxy: the ms, and what goes on then. */
let waiting: { ms: number; call: () => void }[];

beforeEach(async () => {
  waiting = [];
  accepted = new Promise((resolve) => {
    server = createServer(resolve);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const target = { host: "127.0.0.1", port: (server.address() as AddressInfo).port }; // as: a server that listens on a port has one
  proxy = new FaultProxy({ target, seed: 7, after: (ms, call) => waiting.push({ ms, call }) });
  port = await proxy.listen();
});
afterEach(async () => {
  await proxy.close();
  server.close();
});

/** A client and the server's end of its connection, with all that each received. */
async function pair() {
  const client = connect(port, "127.0.0.1");
  await once(client, "connect");
  const far = await accepted;
  const received = { client: [] as Buffer[], far: [] as Buffer[] };
  const ended = { client: "", far: "" };
  for (const [name, socket] of [["client", client] as const, ["far", far] as const]) {
    socket.on("data", (chunk) => received[name].push(chunk));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      ended[name] = error.code ?? "";
    });
  }
  const textOf = (name: "client" | "far") => Buffer.concat(received[name]).toString();
  return { client, far, ended, textOf };
}

/** Lets what waits go on, until the fact is there. */
const until = (fact: () => boolean, go = true) =>
  vi.waitFor(
    () => {
      if (go) for (const { call } of waiting.splice(0)) call();
      expect(fact()).toBe(true);
    },
    { timeout: 10_000, interval: 1 },
  );

test("a sound one carries both ways, and what is sent with an end arrives before it", async () => {
  const { client, far, textOf } = await pair();
  client.write("hello");
  await until(() => textOf("far") === "hello");
  far.end("and back");
  await until(() => client.destroyed && far.destroyed);
  expect(textOf("client")).toBe("and back");
});

test("slices, latency, jitter and bandwidth keep every byte in order", async () => {
  const { client, textOf } = await pair();
  proxy.harm("up", { sliceBytes: 7, latencyMs: 100, jitterMs: 50, bytesPerSecond: 1_000 });
  const text = Array.from({ length: 200 }, (_, index) => `line ${index}\n`).join("");
  client.write(text);
  await until(() => waiting.length === 1, false);
  expect(textOf("far")).toBe("");
  const [{ ms } = { ms: 0 }] = waiting;
  expect(ms).toBeGreaterThan(100);
  expect(ms).toBeLessThanOrEqual(157);
  await until(() => textOf("far").length > 0);
  expect(textOf("far").length).toBeLessThanOrEqual(14);
  await until(() => textOf("far") === text);
});

test("a cut comes after exactly so many bytes, and ends both sides", async () => {
  const { client, far, textOf } = await pair();
  proxy.harm("down", { cutAfterBytes: 5 });
  far.write("hello there");
  await until(() => client.destroyed && far.destroyed);
  expect(textOf("client")).toBe("hello");
  expect(proxy.count).toEqual({ made: 1, cut: 1 });
});

test("a black hole takes one way only, says nothing, and what comes after it passes", async () => {
  const { client, far, ended, textOf } = await pair();
  proxy.harm("up", { swallows: true, latencyMs: 1 });
  client.write("into nothing");
  await until(() => waiting.length === 1, false);
  for (const { call } of waiting.splice(0)) call();
  far.write("still here");
  await until(() => textOf("client") === "still here");
  proxy.harm("up", {});
  client.write("after it");
  await until(() => textOf("far") === "after it");
  expect(ended).toEqual({ client: "", far: "" });
});

test("all that is there can be cut at once, and the next connection is taken", async () => {
  const { client, far } = await pair();
  proxy.cutAll();
  await until(() => client.destroyed && far.destroyed);
  const next = connect(port, "127.0.0.1");
  await once(next, "connect");
  await until(() => proxy.count.made === 2);
  next.destroy();
});
