import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveBuiltFiles } from "./built-files";

const SCRIPT = "console.log('the same words');\n".repeat(100);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "built-files-"));
  mkdirSync(path.join(folder, "chunks"));
  writeFileSync(path.join(folder, "chunks/one.js"), SCRIPT);
  writeFileSync(path.join(folder, "chunks/[two].js"), "2");
  writeFileSync(path.join(folder, "letters.woff2"), Buffer.alloc(4_000, 1));
  writeFileSync(path.join(folder, "odd.wasm"), "?");
  const serve = serveBuiltFiles(folder);
  server = createServer((request, response) => {
    if (!serve(request, response)) response.writeHead(404).end("not here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number | undefined; headers: IncomingMessage["headers"]; body: Buffer };

function ask(file: string, { method = "GET", accept }: { method?: string; accept?: string } = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const headers = accept === undefined ? {} : { "accept-encoding": accept };
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: "127.0.0.1", port, path: `/_next/static/${file}`, method, headers }, (response) => {
      buffer(response).then((body) => resolve({ status: response.statusCode, headers: response.headers, body }), reject);
    });
    asked.on("error", reject).end();
  });
}

const plain = (body: Buffer): string => body.toString();

test.each([
  [undefined, undefined, plain],
  ["identity", undefined, plain],
  ["gzip, deflate", "gzip", (body: Buffer) => gunzipSync(body).toString()],
  ["gzip, deflate, br, zstd", "br", (body: Buffer) => brotliDecompressSync(body).toString()],
  ["br;q=0, gzip;q=0.5", "gzip", (body: Buffer) => gunzipSync(body).toString()],
  ["br;q=0, gzip;q=nonsense", undefined, plain],
])("to who accepts %s a script comes in %s", async (accept, encoding, read) => {
  const { status, headers, body } = await ask("chunks/one.js?v=1", accept === undefined ? {} : { accept });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
    "content-length": String(body.length),
    vary: "Accept-Encoding",
  });
  expect(headers["content-encoding"]).toBe(encoding);
  expect(read(body)).toBe(SCRIPT);
});

test("what is small, packed already, or of no known kind comes as it is", async () => {
  for (const [file, type] of [
    ["chunks/%5Btwo%5D.js", "text/javascript; charset=utf-8"],
    ["letters.woff2", "font/woff2"],
    ["odd.wasm", "application/octet-stream"],
  ] as const) {
    const { status, headers } = await ask(file, { accept: "gzip, br" });
    expect([file, status, headers["content-type"], headers["content-encoding"]]).toEqual([file, 200, type, undefined]);
  }
});

test("a HEAD has the head alone, any other method is not ours", async () => {
  const head = await ask("chunks/one.js", { method: "HEAD", accept: "gzip" });
  expect(Number(head.headers["content-length"])).toBeGreaterThan(0);
  expect(head.body).toHaveLength(0);
  expect((await ask("chunks/one.js", { method: "POST" })).status).toBe(404);
});

test.each(["", "chunks", "chunks/", "no.js", "../letters.woff2", "..%2f..%2fetc%2fpasswd", "__proto__", "chunks/one.js%00"])(
  "%j is nothing that was built",
  async (file) => {
    expect((await ask(file)).status).toBe(404);
  },
);

test("a page of the same length in its path is no file", async () => {
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const { status } = await fetch(`http://127.0.0.1:${port}/_next/statik/chunks/one.js`);
  expect(status).toBe(404);
});

test("an open page gets its scripts although a build took their files away", async () => {
  rmSync(path.join(folder, "chunks"), { recursive: true });
  expect((await ask("chunks/one.js")).body.toString()).toBe(SCRIPT);
});
