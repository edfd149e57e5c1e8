/** What a connection does as time passes: pings, a dead agent, time-outs and the growing pauses between tries. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { PlayedSocket } from "@/lib/testing/played-socket";
import { UpstreamConnection, type UpstreamState } from "./upstream-connection";

const MINUTE = 60_000;

let sockets: PlayedSocket[];
let states: UpstreamState[];
let connection: UpstreamConnection;

function open(random = () => 1): void {
  const dial = () => {
    const socket = new PlayedSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket; // as: the part of a socket that a connection uses
  };
  const options = {
    target: async () => ({ url: "ws://played", token: null }),
    sessionId: "s",
    cwd: null,
    role: null,
    resumeFrom: () => null,
    onFrame: () => {},
    onState: (state: UpstreamState) => void states.push(state),
    random,
  };
  connection = new UpstreamConnection(options, dial);
  connection.open();
}

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

async function dialled(): Promise<PlayedSocket> {
  await settle();
  const socket = sockets.at(-1);
  if (!socket) throw new Error("nothing was dialled");
  return socket;
}

const pauses = (): number[] => states.flatMap((state) => (state.kind === "reconnecting" ? [state.retryAt - Date.now()] : []));

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
});

afterEach(async () => {
  await connection.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe("pings", () => {
  test("a silent turn of ten minutes is never cut while pongs come", async () => {
    open();
    const socket = await dialled();
    socket.binds();
    await settle(10 * MINUTE);
    expect(socket.pings).toBe(24);
    expect(states.at(-1)?.kind).toBe("bound");
  });

  test("two missed pongs: the agent is dead, and is dialled anew", async () => {
    open();
    const socket = await dialled();
    socket.binds();
    await settle(MINUTE);
    socket.answersPings = false;
    await settle(64_000);
    expect(states.at(-1)?.kind).toBe("bound");
    await settle(2_000);
    expect(states).toContainEqual(
      expect.objectContaining({ kind: "reconnecting", reason: "The agent has not answered for more than a minute.", wasBound: true }),
    );
    expect(sockets).toHaveLength(2);
  });

  test("frames and the agent's own pings count as signs of life", async () => {
    open();
    const socket = await dialled();
    socket.binds();
    socket.answersPings = false;
    for (let turn = 0; turn < 10; turn += 1) {
      await settle(45_000);
      if (turn % 2 === 0) socket.emit("ping");
      else socket.says({ type: "thinking", session_id: "s", stream_seq: turn, content: "…" });
    }
    expect(states.at(-1)?.kind).toBe("bound");
  });
});

describe("pauses", () => {
  test("grow from a quarter of a second to fifteen", async () => {
    open();
    const grown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      (await dialled()).terminate();
      grown.push(pauses().at(-1) ?? 0);
      await settle(20_000);
    }
    expect(grown).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  test("are up to half as long by chance, and start anew after a bind", async () => {
    open(() => 0);
    for (let round = 0; round < 4; round += 1) {
      (await dialled()).terminate();
      await settle(20_000);
    }
    (await dialled()).binds();
    sockets.at(-1)?.terminate();
    expect(pauses().at(-1)).toBe(125);
  });

  test("grow also where each bind is lost again at once, until one has lasted", async () => {
    open();
    const grown: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const socket = await dialled();
      socket.binds();
      socket.terminate();
      grown.push(pauses().at(-1) ?? 0);
      await settle(15_000);
    }
    expect(grown).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    (await dialled()).binds();
    await settle(10_000);
    sockets.at(-1)?.terminate();
    expect(pauses().at(-1)).toBe(250);
  });

  test("do not grow by what we ended ourselves, however often", async () => {
    open();
    for (let round = 0; round < 5; round += 1) {
      (await dialled()).binds();
      connection.reconnectNow();
    }
    (await dialled()).binds();
    sockets.at(-1)?.terminate();
    expect(pauses()).toEqual([0, 0, 0, 0, 0, 250]);
  });

  test("reconnectNow ends one at once", async () => {
    open();
    for (let round = 0; round < 8; round += 1) {
      (await dialled()).terminate();
      await settle(round < 7 ? 20_000 : 0);
    }
    const before = sockets.length;
    connection.reconnectNow();
    await settle();
    expect(sockets).toHaveLength(before + 1);
    sockets.at(-1)?.binds();
    connection.reconnectNow();
    await settle();
    expect(sockets).toHaveLength(before + 2);
  });
});

describe("time-outs", () => {
  test("a session that is not loaded within a minute", async () => {
    open();
    (await dialled()).opens();
    await settle(MINUTE);
    expect(states).toContainEqual(
      expect.objectContaining({ kind: "reconnecting", reason: "The agent did not load the session within a minute.", wasBound: false }),
    );
  });

  test("the handshake", async () => {
    open();
    const socket = await dialled();
    socket.emit("error", new Error("Opening handshake has timed out"));
    socket.terminate();
    expect(states.at(-1)).toMatchObject({ kind: "reconnecting", reason: "The agent did not answer the handshake in time." });
  });

  test("an agent that does not read what it is sent", async () => {
    open();
    const socket = await dialled();
    socket.binds();
    socket.bufferedAmount = 17 * 1024 * 1024;
    connection.send({ type: "cancel", session_id: "s", request_id: "r" });
    expect(states.at(-1)).toMatchObject({ kind: "reconnecting", reason: "The agent does not read what is sent to it." });
  });
});

test("an agent that has loaded as many sessions as it may is tried again", async () => {
  open();
  const socket = await dialled();
  socket.opens();
  const { request_id } = JSON.parse(socket.sent[0] ?? "{}");
  const message = "WebSocket loaded session limit reached; close an idle session before loading another";
  socket.says({ type: "ack", request_id, message_type: "session", capabilities: ["session_control_v1", "stream_resume_v1"] });
  socket.says({ type: "error", message });
  expect(states.at(-1)).toMatchObject({ kind: "reconnecting", reason: `The agent refused the session: ${message}` });
  await vi.advanceTimersByTimeAsync(MINUTE - 1);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(sockets).toHaveLength(2);
});
