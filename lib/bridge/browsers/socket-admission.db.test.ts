import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { describeRequest } from "@/lib/auth/stamp-request";
import { storeDevice, storePerson } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { cookieOf, ownHeaders, patience } from "@/lib/testing/fake-browser";

testDatabase();
const PATH = "/socket.io/?EIO=4&transport=websocket";
let bridge: TestBridge;
let cookie: string;

beforeEach(async () => {
  bridge = await startTestBridge();
  cookie = await cookieOf(await storeDevice((await storePerson()).id));
});
afterEach(() => bridge.close());

type Headers = Record<string, string | undefined>;

/** The status of an upgrade with the signed-in cookie; headers that are undefined are left out. */
function upgrade(headers: Headers, path = PATH): Promise<number> {
  const wanted = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    cookie,
    ...ownHeaders,
    ...headers,
  };
  const kept = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: "127.0.0.1", port: bridge.port, path, headers: kept });
    asked.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** Everything the server says to these bytes until it hangs up. */
function say(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(bridge.port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

/** A connection below Socket.IO's client, which would not send what these tests send. */
async function rawSocket(): Promise<{ socket: WebSocket; sid: string; ended: Promise<void> }> {
  const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}${PATH}`, { headers: { ...ownHeaders, cookie } });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const first = await new Promise<string>((resolve, reject) => {
    socket.once("message", (data) => resolve(String(data)));
    socket.once("error", reject);
  });
  return { socket, sid: JSON.parse(first.slice(1)).sid, ended };
}

describe("pages of other sites cannot use our cookie", () => {
  test("our own page comes in", async () => {
    expect(await upgrade({})).toBe(101);
    expect(await upgrade({ origin: "http://localhost:3000", host: "LocalHost:3000" })).toBe(101);
  });

  test.each<[string, Headers]>([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["the origin null", { origin: "null" }],
    ["no origin", { origin: undefined }],
    ["our name as a suffix's start", { origin: "http://127.0.0.1:3000.evil.example" }],
    ["our name in its user part", { origin: "http://127.0.0.1:3000@evil.example" }],
    ["another port", { origin: "http://127.0.0.1:3001" }],
    ["another scheme", { origin: "https://127.0.0.1:3000" }],
    ["other case", { origin: "HTTP://LOCALHOST:3000" }],
    ["two origins", { origin: "http://127.0.0.1:3000, https://evil.example" }],
    ["a name that was pointed at us", { origin: "http://127.0.0.1:3000", host: "rebound.evil.example:3000" }],
    ["both of that name", { origin: "http://rebound.evil.example:3000", host: "rebound.evil.example:3000" }],
  ])("%s", async (_what, headers) => expect(await upgrade(headers)).toBe(403));
});

describe("known attacks on socket servers", () => {
  test.each([
    ["another protocol revision", "/socket.io/?EIO=3&transport=websocket"],
    ["no protocol revision", "/socket.io/?transport=websocket"],
    ["polling", "/socket.io/?EIO=4&transport=polling"],
    ["a transport that is a prototype's name", "/socket.io/?EIO=4&transport=__proto__"],
    ["a session of nobody", `${PATH}&sid=AAAAAAAAAAAAAAAAAAAA`],
    ["the session __proto__", `${PATH}&sid=__proto__`],
    ["the session constructor", `${PATH}&sid=constructor`],
  ])("%s is a bad request, and the server lives", async (_what, path) => {
    expect(await upgrade({}, path)).toBe(400);
    expect(await upgrade({})).toBe(101);
  });

  test("whoever learns the id of an open connection cannot take it over", async () => {
    const { socket, sid } = await rawSocket();
    expect(await upgrade({}, `${PATH}&sid=${sid}`)).toBe(400);
    expect(await upgrade({}, `${PATH}&s%69d=${sid}`)).toBe(400);
    const other = await cookieOf(await storeDevice((await storePerson({ name: "Eve" })).id));
    expect(await upgrade({ cookie: other }, `/socket.io/?sid=${sid}&EIO=4&transport=websocket`)).toBe(400);
    socket.terminate();
  });

  test("two thousand headers", async () => {
    const headers = Array.from({ length: 2_000 }, (_, index) => `x-h${index}: 1\r\n`).join("");
    const answer = await say(`GET ${PATH} HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${headers}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await upgrade({})).toBe(101);
  });

  test.each(['4510000-["session:send",{}]', '451-["session:join",{"_placeholder":true,"num":0}]', "4610000-[]"])(
    "attachments are announced: %s",
    async (packet) => {
      for (const first of ["40", null]) {
        const { socket, ended } = await rawSocket();
        if (first) socket.send(first);
        socket.send(packet);
        await ended;
      }
    },
  );

  test.each([
    "4",
    "49",
    "42",
    "42{}",
    '42["disconnect"]',
    '42["error",{}]',
    "41",
    "43[]",
    "4399[null]",
    "40/other,",
    "6",
    "2probe",
    "b4AAAA",
  ])("a packet that makes no sense: %s", async (packet) => {
    const { socket } = await rawSocket();
    socket.send("40");
    socket.send(packet);
    socket.terminate();
    expect(await upgrade({})).toBe(101);
  });
});

test("the headers that let a connection in are not kept with it, nor is the cookie", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void; // as: the flag has made it
  const headers: WeakRef<object>[] = [];
  const other = await startTestBridge({
    requestOf: (request) => {
      headers.push(new WeakRef(request.headers), new WeakRef(request.rawHeaders));
      return describeRequest(request, false);
    },
  });
  const browser = await other.browse(await storeDevice((await storePerson({ name: "Bea" })).id));
  expect(await browser.ask("sessions:watch", {})).toEqual({ ok: true });
  expect(headers.length).toBeGreaterThan(0);
  await vi.waitFor(() => {
    collect();
    expect(headers.filter((one) => one.deref() !== undefined)).toEqual([]);
  }, patience);
  expect(browser.socket.connected).toBe(true);
  await other.close();
});
