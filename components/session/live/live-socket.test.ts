import { expect, test, vi } from "vitest";
import { FakeSocket } from "@/lib/testing/fake-socket";
import { type LiveSocket, untilConnected } from "./live-socket";

test("a connection that comes to nothing is waited for a while, and no longer", async () => {
  vi.useFakeTimers();
  const socket = new FakeSocket();
  const stands = untilConnected(socket as unknown as LiveSocket); // as: the part of it that this uses
  await vi.advanceTimersByTimeAsync(10_000);
  socket.open();
  expect(await stands).toBe(false);
  vi.useRealTimers();
});
