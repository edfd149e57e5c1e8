// Known attacks on socket servers, against the real server; the numbers are docs/security.md's.
import { expect, test } from "@playwright/test";
import { type RawData, WebSocket } from "ws";
import { ask, type Caller, callAs, say } from "./caller";
import { administrator } from "./people";

const url = process.env.APP_URL ?? "";
const ours = new URL(url || "http://127.0.0.1").host;
const PATH = "/socket.io/?EIO=4&transport=websocket";
let admin: Caller;
test.beforeAll(async () => {
  admin = await callAs(url, administrator);
});

type Raw = { socket: WebSocket; sid: string; ended: Promise<void>; next(): Promise<string> };

/** A signed-in connection below Socket.IO's client, which would not send what these tests send. */
async function open(): Promise<Raw> {
  const socket = new WebSocket(`ws://${ours}${PATH}`, { headers: { cookie: admin.cookie, origin: url } });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const next = () => new Promise<string>((resolve) => socket.once("message", (data: RawData) => resolve(String(data))));
  const first = await next();
  const { sid }: { sid: string } = JSON.parse(first.slice(1));
  return { socket, sid, ended, next };
}

/** The first line with which an upgrade is answered; it carries our cookie and what `headers` says besides. */
async function upgrade(path: string, headers: Record<string, string> = {}): Promise<string> {
  const all = {
    Host: ours,
    Origin: url,
    Cookie: admin.cookie,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (await say(url, `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, 500)).split("\r\n")[0] ?? "";
}

const isAlive = async (): Promise<boolean> => (await ask(url, "/livez")).status === 200;

test("15 16 17: no session is taken over in another revision, transport or by a prototype's name", async () => {
  const { socket, sid, next } = await open();
  for (const path of [
    `/socket.io/?EIO=3&transport=websocket&sid=${sid}`,
    `/socket.io/?transport=websocket&sid=${sid}`,
    `/socket.io/?EIO=4&EIO=3&transport=websocket&sid=${sid}`,
    `/socket.io/?EIO=4&transport=polling&sid=${sid}`,
    `/socket.io/?EIO=4&transport=webtransport&sid=${sid}`,
    `/socket.io/?EIO=4&transport[]=websocket&sid[]=${sid}`,
    `${PATH}&sid=${sid}`,
    ...["__proto__", "constructor", "toString", "", "%00", "x".repeat(9_000)].map((name) => `${PATH}&sid=${name}`),
  ]) {
    expect(await upgrade(path), path.slice(0, 80)).toMatch(/^HTTP\/1\.1 400 /);
  }
  for (const method of ["GET", "POST", "OPTIONS", "DELETE"]) {
    const said = await ask(url, `/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
      method,
      headers: { cookie: admin.cookie },
      body: "1:2",
    });
    expect(said.status, method).toBe(400);
  }
  // The connection whose session it is has noticed nothing.
  socket.send("40");
  expect(await next()).toMatch(/^40\{"sid":/);
  socket.terminate();
});

test("13 19 20: only pages of our own open a socket, and only under our own name", async () => {
  const { port } = new URL(url);
  for (const origin of [
    "null",
    "https://evil.example",
    `http://${ours}.evil.example`,
    `http://evil-${ours}`,
    `https://${ours}`,
    url.toUpperCase(),
  ]) {
    expect(await upgrade(PATH, { Origin: origin }), origin).toMatch(/^HTTP\/1\.1 403 /);
  }
  for (const host of [
    `rebound.evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    "evil.example",
    "",
    `127.0.0.1:${Number(port) + 1}`,
  ]) {
    expect(await upgrade(PATH, { Host: host }), host).toMatch(/^HTTP\/1\.1 40[03] /);
  }
  expect(await upgrade(PATH)).toMatch(/^HTTP\/1\.1 101 /);
});

test("14 18: what announces more than it sends is cut, and too many headers are refused", async () => {
  for (const packet of ['4510000-["session:send",{"_placeholder":true,"num":0}]', '461-["x"]', "51-[]", "452147483647-[]"]) {
    for (const first of ["40", null]) {
      const { socket, ended } = await open();
      if (first) socket.send(first);
      socket.send(packet);
      socket.send(Buffer.alloc(1_000));
      await ended;
    }
  }
  const many = Object.fromEntries(Array.from({ length: 2_500 }, (_, index) => [`X-H${index}`, "1"]));
  expect(await upgrade(PATH, many)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(await upgrade(PATH, { "Sec-WebSocket-Protocol": "a,".repeat(4_000) })).toMatch(/^(HTTP\/1\.1 4\d\d .*)?$/);
  expect(await isAlive()).toBe(true);
});

test("35: frames that make no sense end nobody else's connection", async () => {
  const witness = await admin.open();
  for (const frame of [
    "",
    "4",
    "42",
    "42{}",
    '42["disconnect"]',
    '42["error",{}]',
    "43[]",
    "4399[null]",
    "40/x,",
    "6",
    "2probe",
    "b4AAAA",
    "9",
    "\u0000",
  ]) {
    const { socket } = await open();
    socket.send("40");
    socket.send(frame);
    socket.terminate();
  }
  // Below the frames: a mask that is missing, a length of 2^63, a reserved opcode, a control frame in pieces.
  const head = `GET ${PATH} HTTP/1.1\r\nHost: ${ours}\r\nOrigin: ${url}\r\nCookie: ${admin.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  for (const bytes of ["810578787878", "81ff7fffffffffffffff00000000", "8b8000000000", "098000000000", "c18000000000", "888100000000ff"]) {
    const said = await say(url, Buffer.concat([Buffer.from(head), Buffer.from(bytes, "hex")]), 500);
    expect(said, bytes).toMatch(/^HTTP\/1\.1 101 /);
  }
  expect(await witness.emitWithAck("sessions:watch", {})).toEqual({ ok: true });
  witness.close();
  expect(await isAlive()).toBe(true);
});
