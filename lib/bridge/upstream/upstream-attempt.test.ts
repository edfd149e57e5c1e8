/** One try: what belongs to its bind, what does not, and what comes when it is over. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { PlayedSocket } from "@/lib/testing/played-socket";
import { type AttemptEnd, UpstreamAttempt } from "./upstream-attempt";

const ack = { type: "ack", message_type: "session", capabilities: ["session_control_v1", "stream_resume_v1"], stream: "a", stream_seq: 0 };
let socket: PlayedSocket;
let attempt: UpstreamAttempt;
const frames: string[] = [];
const ends: AttemptEnd[] = [];
const onBound = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  frames.length = 0;
  ends.length = 0;
  onBound.mockClear();
  socket = new PlayedSocket();
  attempt = new UpstreamAttempt({
    socket: socket as unknown as WebSocket, // as: the part of a socket that a try uses
    bind: () => ({ type: "session", session_id: "s", capabilities: [] }),
    now: () => 0,
    onFrame: ({ raw }) => frames.push(JSON.parse(raw.toString("utf8")).type),
    onBound,
    onEnd: (end) => ends.push(end),
  });
});

afterEach(async () => {
  await attempt.drop();
  vi.useRealTimers();
});

/** The ack, and not yet the status that says that the session is loaded. */
function acknowledged(): void {
  socket.opens();
  socket.says({ ...ack, request_id: JSON.parse(socket.sent[0] ?? "{}").request_id });
}

test("R8b what the session said before, sent again between the ack and the end of the bind, neither refuses nor ends it", () => {
  acknowledged();
  socket.says({ type: "error", session_id: "s", stream_seq: 4, message: "The model could not be reached." });
  socket.says({ type: "status", session_id: "s", stream_seq: 5, message: "Compressed" });
  expect([onBound.mock.calls.length, ends]).toEqual([0, []]);
  expect(attempt.send({ type: "cancel", session_id: "s", request_id: "r" })).toBe(false);
  socket.says({ type: "status", session_id: "s", message: "Session loaded" });
  expect(onBound).toHaveBeenCalledOnce();
  expect(frames).toEqual(["ack", "error", "status", "status"]);
});

test("R12 what comes after it was let go is not taken: it comes again", async () => {
  acknowledged();
  await attempt.drop();
  socket.says({ type: "assistant", session_id: "s", stream_seq: 6, content: "late" });
  expect(frames).toEqual(["ack"]);
});

test("an agent that was bound once is tried again, whatever ended the connection", () => {
  acknowledged();
  socket.says({ type: "status", session_id: "s", message: "Session loaded" });
  socket.emit("error", Object.assign(new Error("Parse Error"), { code: "HPE_INVALID_CONSTANT" }));
  socket.terminate();
  expect(ends).toMatchObject([{ isFinal: false, wasBound: true }]);
});
