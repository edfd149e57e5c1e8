import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type CurrentRequest, inRequest, takeRequest } from "./current-request";
import { sayUnreadable } from "./unread-request";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Asks a server that answers like this. */
async function ask(answer: (response: ServerResponse) => void, how: RequestInit = { method: "POST" }): Promise<[number, string]> {
  const server = createServer((request, response) => {
    const asked: CurrentRequest = { id: "x", address: "" };
    sayUnreadable(request, response, asked);
    inRequest(asked, () => answer(response));
  }).listen(0, "127.0.0.1");
  open.push(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const said = await fetch(`http://127.0.0.1:${port}/`, how);
  return [said.status, await said.text()];
}

const fail = (response: ServerResponse) => {
  response.statusCode = 500;
  response.end("Internal Server Error");
};
const failInPieces = (type: string) => (response: ServerResponse) => {
  response.statusCode = 500;
  response.setHeader("content-type", type);
  response.write("1:E");
  response.end("{}");
};
const UNREADABLE = [400, "This request cannot be read.\n"];

test("what nothing of ours has taken was unreadable", async () => {
  expect(await ask(fail)).toEqual(UNREADABLE);
  expect(await ask(failInPieces("text/plain"))).toEqual(UNREADABLE);
  expect(await ask((response) => void response.writeHead(500, { "x-a": "b" }).end("Internal Server Error"))).toEqual(UNREADABLE);
  expect(await ask(fail, { headers: { "next-router-state-tree": "[" } })).toEqual(UNREADABLE);
});

test("what React reads keeps its own words", async () => {
  expect(await ask(failInPieces("text/x-component"))).toEqual([400, "1:E{}"]);
});

test("a fault of ours stays one, and so does that of a request with nothing to read", async () => {
  const failLater = (response: ServerResponse) => {
    takeRequest();
    fail(response);
  };
  expect(await ask(failLater)).toEqual([500, "Internal Server Error"]);
  expect(await ask(fail, {})).toEqual([500, "Internal Server Error"]);
});

test("every other answer is left as it is", async () => {
  const gone = (response: ServerResponse) => void response.writeHead(404, { "x-a": "b" }).end("gone");
  expect(await ask(gone)).toEqual([404, "gone"]);
  expect(await ask((response) => void response.end())).toEqual([200, ""]);
});
