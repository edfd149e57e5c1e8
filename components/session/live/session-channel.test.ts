import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serverNow } from "@/components/transcript/server-clock";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { foldWindow } from "@/lib/domain/transcript/transcript-window";
import { PING_MS } from "@/lib/protocol/channel-limits";
import { FakeSocket } from "@/lib/testing/fake-socket";
import { cost, numbered, sent } from "@/lib/testing/log-facts";
import type { KeptMessages } from "./kept-messages";
import type { PendingMessage } from "./live-session-state";
import type { LiveSocket } from "./live-socket";
import { SessionChannel } from "./session-channel";

const SESSION = "6f1b1c1e-0000-4000-8000-000000000001";
const status = { state: "ready", since: 0, detail: null, retryAt: null, spooling: false, commands: [], asked: [], viewers: [] };
const log = numbered([sent(1), cost(1, "5"), sent(2), cost(2, "7")]);

const HOUR = 3_600_000;
const settled = () => vi.advanceTimersByTimeAsync(0);

/** What a tab keeps, over more than one page. */
function memoryOf(): KeptMessages {
  let kept: readonly PendingMessage[] = [];
  return {
    read: () => [...kept],
    write: (pending) => {
      kept = pending;
    },
  };
}

function start(kept = memoryOf()) {
  const socket = new FakeSocket();
  const stretches = [foldWindow({ base: emptyTranscript, events: log.slice(0, 2) })];
  const channel = new SessionChannel(SESSION, stretches, () => socket as unknown as LiveSocket, kept); // as: the part of it that the channel uses
  const stop = channel.start();
  return { socket, channel, stop };
}

async function joined(kept = memoryOf()) {
  const world = start(kept);
  world.socket.open();
  world.socket.last("session:join")?.answer({ ok: true, head: 2, status, now: Date.now() + HOUR });
  await settled();
  return world;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("joins after what the page already shows, acknowledges every batch, and counts by the server's clock", async () => {
  const { socket, channel } = await joined();
  expect(socket.last("session:join")?.payload).toEqual({ sessionId: SESSION, afterSeq: 2 });
  const received = vi.fn();
  socket.receive("session:events", { sessionId: SESSION, events: log.slice(2), head: 4 }, received);
  expect(received).toHaveBeenCalledOnce();
  expect(serverNow()).toBe(Date.now() + HOUR);
  expect(channel.getState()).toMatchObject({ channel: { kind: "open" }, transcript: { head: 4 } });
});

test("a gap joins again after the last event that is here", async () => {
  const { socket } = await joined();
  socket.receive("session:events", { sessionId: SESSION, events: log.slice(3), head: 4 }, () => {});
  const joins = socket.calls.filter(({ event }) => event === "session:join");
  expect(joins.map(({ payload }) => payload.afterSeq)).toEqual([2, 2]);
});

test("a message whose answer was lost goes out again under the same id, until the log has it", async () => {
  const { socket, channel } = await joined();
  channel.sendMessage("hello");
  const first = socket.last("session:send");
  socket.lose();
  first?.silence();
  await settled();
  socket.open();
  socket.last("session:join")?.answer({ ok: true, head: 2, status, now: Date.now() });
  await settled();
  const sends = socket.calls.filter(({ event }) => event === "session:send");
  expect(sends).toHaveLength(2);
  expect(sends[1]?.payload).toEqual(sends[0]?.payload);
  const recorded = numbered([sent(1), cost(1, "5"), sent(2, String(first?.payload.messageId))]);
  socket.receive("session:events", { sessionId: SESSION, events: recorded, head: 3 }, () => {});
  expect(channel.getState().pending).toEqual([]);
});

test("what is done without a connection is refused at once, never done later, and the words go when the connection is back", async () => {
  const { socket, channel } = await joined();
  socket.lose();
  const answer = await channel.request("session:stop", {});
  expect(answer).toEqual({ ok: false, refusal: { code: "not_reached" } });
  expect(socket.last("session:stop")).toBeUndefined();
  expect(channel.getState().problem).toMatchObject({ code: "not_reached" });
  socket.open();
  socket.last("session:join")?.answer({ ok: true, head: 2, status, now: Date.now() });
  await settled();
  expect(channel.getState().problem).toBeNull();
});

test("what is done before a page's first connection stands waits for it, and is refused where it does not come", async () => {
  const { socket, channel } = start();
  const answer = channel.request("session:stop", {});
  await settled();
  expect(socket.last("session:stop")).toBeUndefined();
  socket.open();
  await settled();
  socket.last("session:stop")?.answer({ ok: true });
  expect(await answer).toEqual({ ok: true });
  const away = start();
  const refused = away.channel.request("session:stop", {});
  away.socket.receive("connect_error", new Error("websocket error"));
  expect(await refused).toEqual({ ok: false, refusal: { code: "not_reached" } });
});

test("what waits for the connection is there after a reload and goes out once, under its own id", async () => {
  const kept = memoryOf();
  const before = await joined(kept);
  before.socket.lose();
  before.channel.sendMessage("written while away");
  before.stop();
  const after = start(kept);
  expect(after.channel.getState().pending).toMatchObject([{ text: "written while away" }]);
  after.socket.open();
  after.socket.last("session:join")?.answer({ ok: true, head: 2, status, now: Date.now() });
  await settled();
  expect(after.socket.calls.filter(({ event }) => event === "session:send")).toHaveLength(1);
  after.socket.last("session:send")?.answer({ ok: true, seq: 2 });
  await settled();
  expect(after.channel.getState().pending).toEqual([]);
  expect(kept.read()).toEqual([]);
});

test("how long a message is on its way is counted from its first try, until it is refused", async () => {
  const { socket, channel } = await joined();
  channel.sendMessage("hello");
  const { messageId, at } = channel.getState().pending[0] ?? {};
  expect(channel.getState().sending).toEqual({ messageId, since: at });
  await vi.advanceTimersByTimeAsync(15_000);
  socket.last("session:send")?.silence();
  await settled();
  expect(socket.calls.filter(({ event }) => event === "session:send")).toHaveLength(2);
  expect(channel.getState().sending).toEqual({ messageId, since: at });
  socket.last("session:send")?.answer({ ok: false, refusal: { code: "storage_unavailable" } });
  await settled();
  expect(channel.getState().sending).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  channel.sendAgain(String(messageId));
  expect(channel.getState().sending).toEqual({ messageId, since: Number(at) + 16_000 });
});

test("a refused message keeps its text and reason", async () => {
  const { socket, channel } = await joined();
  channel.sendMessage("hello");
  socket.last("session:send")?.answer({ ok: false, refusal: { code: "storage_unavailable" } });
  await settled();
  expect(channel.getState().pending).toMatchObject([{ text: "hello", refusal: { code: "storage_unavailable" } }]);
});

test("what is kept with a refusal stands as not sent, and goes out when its writer says so", async () => {
  const { socket, channel } = await joined();
  channel.sendMessage("too late", { code: "queue_changed" });
  await settled();
  expect(socket.last("session:send")).toBeUndefined();
  const [kept] = channel.getState().pending;
  expect(kept).toMatchObject({ text: "too late", refusal: { code: "queue_changed" } });
  channel.sendAgain(kept?.messageId ?? "");
  expect(socket.last("session:send")?.payload).toMatchObject({ text: "too late", messageId: kept?.messageId });
});

test("a device that was signed out is told so and tries no more", async () => {
  const { socket, channel } = await joined();
  socket.receive("channel:closing", { code: "unauthenticated" });
  socket.lose();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(channel.getState().channel).toEqual({ kind: "closed", refusal: { code: "unauthenticated" } });
  expect(socket.calls.filter(({ event }) => event === "session:join")).toHaveLength(1);
});

test("a feed that was cut for being slow joins again by itself", async () => {
  const { socket } = await joined();
  socket.receive("session:closed", { sessionId: SESSION, refusal: { code: "too_slow" } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(socket.calls.filter(({ event }) => event === "session:join")).toHaveLength(2);
});

test("another session's events are acknowledged and otherwise ignored", async () => {
  const { socket, channel } = await joined();
  const received = vi.fn();
  socket.receive("session:events", { sessionId: "another", events: log, head: 4 }, received);
  expect(received).toHaveBeenCalledOnce();
  expect(channel.getState().transcript.head).toBe(2);
});

test("messages go out one by one, in the order they were written", async () => {
  const { socket, channel } = await joined();
  for (const text of ["one", "two", "three"]) channel.sendMessage(text);
  const texts = () => socket.calls.filter(({ event }) => event === "session:send").map(({ payload }) => payload.text);
  expect(texts()).toEqual(["one"]);
  socket.last("session:send")?.answer({ ok: false, refusal: { code: "storage_unavailable" } });
  await settled();
  expect(texts()).toEqual(["one", "two"]);
  socket.last("session:send")?.answer({ ok: true, seq: 3 });
  await settled();
  expect(texts()).toEqual(["one", "two", "three"]);
  socket.lose();
  socket.open();
  socket.last("session:join")?.answer({ ok: true, head: 2, status, now: Date.now() });
  await settled();
  expect(texts()).toEqual(["one", "two", "three", "two"]);
});

test("a connection that stands and says nothing is told as silent within ten seconds, and speaks again with its next word", async () => {
  const { socket, channel } = await joined();
  const kind = () => channel.getState().channel.kind;
  await vi.advanceTimersByTimeAsync(PING_MS);
  socket.receive("manager ping");
  await vi.advanceTimersByTimeAsync(PING_MS);
  expect(kind()).toBe("open");
  await vi.advanceTimersByTimeAsync(PING_MS);
  expect(kind()).toBe("silent");
  socket.receive("session:status", { sessionId: SESSION, status });
  expect(kind()).toBe("open");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kind()).toBe("silent");
  const anew = vi.spyOn(socket, "connect");
  channel.reconnectNow();
  expect(anew).toHaveBeenCalledOnce();
});

test("a connection that is gone is not silent as well", async () => {
  const { socket, channel, stop } = await joined();
  socket.lose();
  await vi.advanceTimersByTimeAsync(4 * PING_MS);
  expect(channel.getState().channel.kind).toBe("lost");
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("a page that is not let in for now says why, until the dashboard cannot be reached or lets it in", async () => {
  const { socket, channel } = start();
  const refusal = { code: "too_many_requests", detail: "You have 20 pages open." };
  socket.receive("connect_error", Object.assign(new Error(refusal.code), { data: refusal }));
  expect(channel.getState().channel).toMatchObject({ kind: "lost", refusal });
  socket.receive("connect_error", new Error("websocket error"));
  expect(channel.getState().channel).toMatchObject({ kind: "lost", refusal: null });
  socket.open();
  socket.last("session:join")?.answer({ ok: false, refusal: { code: "storage_unavailable" } });
  await settled();
  socket.lose();
  expect(channel.getState().channel).toMatchObject({ kind: "lost", refusal: { code: "storage_unavailable" } });
});
