// A browser that has gone while it was let in or while a session was opened for it: its end has been dealt with, and nothing would end this.
import { expect, test, vi } from "vitest";
import type { LiveSession } from "@/lib/bridge/sessions/live-session";
import { RefusedError } from "@/lib/domain/refusal";
import type { BrowserSocket } from "./gateway-types";
import { joinSession } from "./joined-sessions";
import { Seats } from "./socket-admission";

const unauthenticated = new RefusedError({ code: "unauthenticated" });

test("takes no seat", () => {
  const seats = new Seats();
  const once = vi.fn();
  const at = (readyState: string) => ({ conn: { readyState, once } }) as unknown as BrowserSocket; // as: what a seat asks of a socket
  for (let time = 0; time < 30; time += 1) expect(() => seats.take(at("closed"), 7)).toThrow(unauthenticated);
  for (let time = 0; time < 20; time += 1) seats.take(at("open"), 7);
  expect(() => seats.take(at("open"), 7)).toThrow(RefusedError);
  expect(once).toHaveBeenCalledTimes(20);
});

test("joins nothing", () => {
  const addViewer = vi.fn();
  const joined = new Map();
  const socket = { connected: false, data: { joined } } as unknown as BrowserSocket; // as: what a join asks of a socket that is gone
  const live = { id: "s", addViewer, wake: addViewer } as unknown as LiveSession; // as: it is not to be asked for more
  const wish = { after: 0, rights: {} as Parameters<typeof joinSession>[2]["rights"], deliver: vi.fn() }; // as: they are not looked at
  expect(() => joinSession(socket, live, wish)).toThrow(unauthenticated);
  expect([addViewer.mock.calls, joined.size]).toEqual([[], 0]);
});
