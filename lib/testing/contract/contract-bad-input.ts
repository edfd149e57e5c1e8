/** Contract: what a client does wrong, and how it hears about it. */
import { expect, it } from "vitest";
import type { ContractRoom } from "./contract-upstream";

const FRAME_TYPES = "`session`, `message`, `command`, `cancel`, `close`, `run_log`, `elicitation_response`, `observe`";

export function badInputCases(room: ContractRoom): void {
  it.each([
    ["not json", "Invalid JSON: expected ident at line 1 column 2"],
    ["[]", "Invalid JSON: missing field `type` at line 1 column 2"],
    ["null", "Invalid JSON: invalid type: null, expected internally tagged enum ClientMessage at line 1 column 4"],
    ['{"type":"nope"}', `Invalid JSON: unknown variant \`nope\`, expected one of ${FRAME_TYPES} at line 1 column 14`],
    ['{"type":"message"}', "Invalid JSON: missing field `session_id`"],
    ['{"type":"message","session_id":"x"}', "Invalid JSON: missing field `content`"],
    ['{"type":"command","session_id":"x"}', "Invalid JSON: missing field `command`"],
    ['{"session_id":"x"}', "Invalid JSON: missing field `type` at line 1 column 18"],
    ['{"type":"message","session_id":"x","content":"y","attachments":[{"type":"image"}]}', "Invalid JSON: missing field `id`"],
  ])("refuses %s and stays connected", async (text, message) => {
    const client = await room.connect();
    client.sendText(text);
    const error = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(error).toEqual({ type: "error", message });
    expect((await client.bind(room.newSession())).status).toBe("received");
  });

  it.each([
    ["an empty message", { type: "message", session_id: "x", content: " " }, "content and attachments cannot both be empty"],
    ["an empty command", { type: "command", session_id: "x", command: "" }, "command cannot be empty"],
    ["a message to nowhere", { type: "message", session_id: "", content: "x" }, "session_id cannot be empty"],
  ])("refuses %s with its request_id and without an ack", async (_what, frame, message) => {
    const client = await room.connect();
    const requestId = client.send(frame);
    const error = await client.waitFor((found) => found.type === "error", "the refusal");
    expect(error).toEqual({ type: "error", message, request_id: requestId });
    expect(client.frames.some((found) => found.type === "ack")).toBe(false);
  });

  it("does not know a session that was never bound", async () => {
    const client = await room.connect();
    const id = room.newSession();
    client.send({ type: "message", session_id: id, content: "no session frame first" });
    const error = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(error).toEqual({
      type: "error",
      message: `Session not found: ${id}. Send a "session" message first to create or resume a session.`,
    });
    expect(client.frames.some((frame) => frame.type === "ack")).toBe(true);
  });

  it("does not put a session outside of its folder", async () => {
    const client = await room.connect();
    const requestId = client.send({ type: "session", session_id: "a b/../c" });
    const error = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(error).toEqual({ type: "error", message: "Internal error: No such file or directory (os error 2)", request_id: requestId });
  });
}

export function oddInputCases(room: ContractRoom): void {
  it("refuses binary frames", async () => {
    const client = await room.connect();
    client.sendText(Buffer.from([1, 2, 3]));
    const error = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(error.message).toBe("Unsupported WebSocket message type: send JSON text frames");
  });

  it("cuts a client that sends more than 10 MiB at once", async () => {
    const client = await room.connect();
    client.sendText("z".repeat(11 * 1024 * 1024));
    expect([1005, 1006, 1009]).toContain(await client.closed());
  });

  it("answers for a run it does not know", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const requestId = client.send({ type: "run_log", session_id: id, run_id: "tap-reviewer-0a1b2c" });
    const log = await client.waitFor((frame) => frame.type === "run_log", "the answer");
    expect(log).toMatchObject({
      run_id: "tap-reviewer-0a1b2c",
      status: "unknown",
      events: [],
      error: expect.any(String),
      request_id: requestId,
    });
  });
}
