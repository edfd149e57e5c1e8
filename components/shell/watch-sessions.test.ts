import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchSessions } from "./watch-sessions";

const AGAIN_MS = 3_000;
let http: HttpServer;
let server: Server;
let client: Socket;
let end = () => {};
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });

function look(visibilityState: "visible" | "hidden"): void {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
}

const watched = () => new Promise<void>((resolve) => server.once("connection", (socket) => socket.once("sessions:watch", () => resolve())));

function watch() {
  const onBack = vi.fn();
  const { port } = http.address() as AddressInfo; // as: it listens on a port
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"], autoConnect: false, forceNew: true });
  client = socket;
  end = watchSessions({ onBack }, () => socket);
  return onBack;
}

beforeEach(async () => {
  vi.stubGlobal("document", page);
  page.visibilityState = "visible";
  http = createServer();
  server = new Server(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  await server.close();
});

test("comes back after the server has cut it, as it does when it restarts", async () => {
  const first = watched();
  const onBack = watch();
  await first;
  expect(onBack).not.toHaveBeenCalled();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  const again = watched();
  server.disconnectSockets(true);
  await vi.waitFor(() => expect(client.connected).toBe(false));
  vi.advanceTimersByTime(AGAIN_MS);
  await again;
  expect(onBack).toHaveBeenCalledOnce();
});

test("tries again when it was not let in for now, and not when it is signed out", async () => {
  const refusals = ["storage_unavailable", "unauthenticated"];
  const tried = vi.fn();
  server.use((_socket, next) => {
    tried();
    next(new Error(refusals.shift()));
  });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  watch();
  await vi.waitFor(() => expect(tried).toHaveBeenCalledTimes(1));
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  await vi.waitFor(() => expect(tried).toHaveBeenCalledTimes(2));
  await vi.advanceTimersByTimeAsync(3 * AGAIN_MS);
  expect(tried).toHaveBeenCalledTimes(2);
});

test("a tab that was opened out of sight asks for what it missed when it is looked at", async () => {
  page.visibilityState = "hidden";
  const onBack = watch();
  const connected = watched();
  look("visible");
  await connected;
  expect(onBack).toHaveBeenCalledOnce();
});

test("whose roles changed asks for what is theirs to see now", async () => {
  const first = watched();
  const onBack = watch();
  await first;
  server.emit("sessions:rights");
  await vi.waitFor(() => expect(onBack).toHaveBeenCalledOnce());
});
