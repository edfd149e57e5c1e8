import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentPolicy } from "./content-policy";
import { answerProbe } from "./health-probes";
import { guardRequest, refuseUpgrade } from "./http-guard";

let server: Server;
let whyNotReady: () => Promise<string[]> = async () => [];

beforeAll(async () => {
  server = createServer((request, response) => {
    if (answerProbe(request, response, () => whyNotReady())) return;
    if (guardRequest(request, response, (host) => host === "ours", contentPolicy(false).header)) return;
    // As Next does for a page that it takes to be the same for everybody.
    response.setHeader("Cache-Control", "s-maxage=31536000");
    response.end("a page");
  });
  server.on("upgrade", (_request, socket) => refuseUpgrade(socket, "404 Not Found"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const port = () => (server.address() as AddressInfo).port; // as: it listens on TCP

function get(path: string, headers: Record<string, string> = { host: "ours" }): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: "127.0.0.1", port: port(), path, headers }, (response) => {
      response.resume();
      resolve(response);
    });
    asked.on("error", reject);
    asked.end();
  });
}

describe("every answer", () => {
  test.each(["/", "/sessions", "/livez-not", "/_next/image?url=%2Fa.png&w=64&q=75"])(
    "of %s carries the headers, and is kept nowhere",
    async (path) => {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "private, no-store",
      });
      expect(headers["permissions-policy"]).toContain("camera=()");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    },
  );

  test("but built files may be kept", async () => {
    expect((await get("/_next/static/chunks/main.js")).headers["cache-control"]).toBe("s-maxage=31536000");
  });
});

describe("turned away", () => {
  test.each<[string, string, Record<string, string>, number]>([
    ["another name", "/", { host: "rebound.evil.example" }, 421],
    ["a name with ours in it", "/", { host: "ours.evil.example" }, 421],
    ["an absolute address", "http://169.254.169.254/latest", { host: "ours" }, 400],
    ["an address without scheme", "//evil.example/x", { host: "ours" }, 400],
    ["a path that ends within a letter", "/projects/2%", { host: "ours" }, 400],
    ["a path whose letters are none", "/sessions/%ff%fe?q=1", { host: "ours" }, 400],
    ["an address that is longer than any of ours", `/sessions?text=${"%01".repeat(1_400)}`, { host: "ours" }, 414],
    ["the image optimizer", "/_next/image?url=http%3A%2F%2F127.0.0.1&w=64&q=75", { host: "ours" }, 404],
    ["a socket without upgrade", "/socket.io/?EIO=4&transport=polling", { host: "ours" }, 400],
  ])("%s", async (_what, path, headers, status) => expect((await get(path, headers)).statusCode).toBe(status));

  test("an upgrade that nobody serves, and the connection ends", async () => {
    const answer = await new Promise<string>((resolve) => {
      let said = "";
      const socket = connect(port(), "127.0.0.1", () =>
        socket.write("GET /x HTTP/1.1\r\nHost: ours\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
      );
      socket.on("data", (data) => {
        said += data.toString();
      });
      socket.on("close", () => resolve(said));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
  });
});

describe("probes", () => {
  test("are answered by any name: alive, and ready or all that is in the way", async () => {
    const said = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port()}${path}`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect([await said("/livez"), await said("/readyz")]).toEqual(["200 ok\n", "200 ok\n"]);
    whyNotReady = async () => ["the database does not answer", "the disk is full"];
    expect([await said("/livez"), await said("/readyz")]).toEqual([
      "200 ok\n",
      "503 not ready: the database does not answer; the disk is full\n",
    ]);
    whyNotReady = () => Promise.reject(new Error("a bug"));
    expect(await said("/readyz")).toBe("503 not ready: it cannot be told\n");
  });
});
