// A server that comes up: waited for as long as it lives.
import http from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { freePort } from "./free-port.mjs";
import { waitUntilServing } from "./server-process.mjs";

afterEach(() => vi.restoreAllMocks());

test("one that takes minutes, because much waited on disk, is waited for", async () => {
  const port = await freePort();
  const server = http.createServer((_request, response) => response.end());
  const words = vi.spyOn(console, "log").mockImplementation(() => server.listening || server.listen(port, "127.0.0.1"));
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => (now += 45_000));
  try {
    expect(await waitUntilServing({ isOver: () => false }, `http://127.0.0.1:${port}`)).toBe(true);
    expect(words).toHaveBeenCalledWith(expect.stringContaining("is not ready yet"));
  } finally {
    server.close();
  }
});

test("one that ended is not", async () => {
  expect(await waitUntilServing({ isOver: () => true }, `http://127.0.0.1:${await freePort()}`)).toBe(false);
});
