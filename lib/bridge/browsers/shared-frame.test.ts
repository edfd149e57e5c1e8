/** Real connections, whose browsers are bare WebSockets: what comes over the wire, and what answers it. */

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import type { EventBatch } from "@/lib/protocol/browser-channel";
import type { BrowserServer, BrowserSocket } from "./gateway-types";
import { inSharedFrames } from "./shared-frame";

let io: BrowserServer;
let sockets: BrowserSocket[] = [];
const browsers: { socket: WebSocket; heard: string[] }[] = [];
const batch = (content: string): EventBatch => ({
  sessionId: "s",
  events: [{ seq: 1, at: 1, turn: null, kind: "reply_added", payload: { content } }],
  head: 1,
});
const idsOf = (heard: readonly string[]): number[] => heard.map((text) => Number(/^42(\d+)\[/.exec(text)?.[1]));

beforeEach(async () => {
  const http = createServer();
  io = new Server(http, { transports: ["websocket"], perMessageDeflate: false });
  io.on("connection", (socket) => sockets.push(socket));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo; // as: it listens on TCP
  for (let number = 0; number < 2; number += 1) {
    const browser = { socket: new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`), heard: [] as string[] };
    browser.socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("0")) browser.socket.send("40");
      if (text.startsWith("42")) browser.heard.push(text);
    });
    browsers.push(browser);
  }
  await vi.waitFor(() => expect(sockets).toHaveLength(2));
});

afterEach(async () => {
  for (const { socket } of browsers.splice(0)) socket.terminate();
  sockets = [];
  await io.close();
});

test.each([1, 125, 126, 65_535, 65_536, 300_000])("all browsers hear the same of %i bytes, and each answers for itself", async (size) => {
  const deliver = inSharedFrames(60_000);
  const one = batch("ä".repeat(size));
  const done = [vi.fn(), vi.fn()];
  for (const [index, socket] of sockets.entries()) deliver(socket, one, done[index] ?? vi.fn());
  await vi.waitFor(() => expect(browsers.map(({ heard }) => heard.length)).toEqual([1, 1]));
  const [text = "", other] = browsers.map(({ heard }) => heard[0]);
  expect(other).toBe(text);
  expect(JSON.parse(text.slice(text.indexOf("[")))).toEqual(["session:events", one]);
  const [first] = browsers;
  first?.socket.send(`43${idsOf([text])[0]}[]`);
  await vi.waitFor(() => expect(done.flatMap(({ mock }) => mock.calls)).toEqual([[null]]));
});

test("another batch has another id, and so has the same one that a browser has not answered yet", async () => {
  const deliver = inSharedFrames(60_000);
  const [socket] = sockets;
  if (!socket) throw new Error("Two are connected.");
  const one = batch("a");
  const done = [vi.fn(), vi.fn(), vi.fn()];
  for (const [index, sent] of [one, batch("b"), one].entries()) deliver(socket, sent, done[index] ?? vi.fn());
  const heard = () => browsers.flatMap((browser) => browser.heard);
  await vi.waitFor(() => expect(heard()).toHaveLength(3));
  const ids = idsOf(heard());
  expect(new Set(ids).size).toBe(3);
  const browser = browsers.find((other) => other.heard.length > 0);
  browser?.socket.send(`43${ids[2]}[]`);
  await vi.waitFor(() => expect(done.map(({ mock }) => mock.calls)).toEqual([[], [], [[null]]]));
});

test("who does not answer in time is told of; an answer after that is nobody's", async () => {
  const deliver = inSharedFrames(20);
  const [socket] = sockets;
  if (!socket) throw new Error("Two are connected.");
  const done = vi.fn();
  deliver(socket, batch("a"), done);
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(expect.any(Error)));
  const next = vi.fn();
  inSharedFrames(60_000)(socket, batch("b"), next);
  const browser = browsers.find(({ heard }) => heard.length > 0);
  await vi.waitFor(() => expect(browser?.heard).toHaveLength(2));
  for (const id of idsOf(browser?.heard ?? [])) browser?.socket.send(`43${id}[]`);
  await vi.waitFor(() => expect(next.mock.calls).toEqual([[null]]));
  expect(done).toHaveBeenCalledTimes(1);
});
