/** Contract: binding and resuming. */
import { expect, it } from "vitest";
import type { ContractRoom } from "./contract-upstream";

const NEEDED = ["session_control_v1", "stream_resume_v1", "run_events_v1", "elicitation_v1", "commands_v1", "message_attachments_v1"];

export function bindCases(room: ContractRoom): void {
  it("greets, acknowledges with stream and capabilities, says created, then resumed", async () => {
    const client = await room.connect();
    const id = room.newSession();
    const ack = await client.bind(id);
    expect(client.frames[0]).toEqual({ type: "status", message: `Connected to Octomind WebSocket server (role: ${room.upstream().role})` });
    expect(ack).toMatchObject({ message_type: "session", session_id: id, status: "received", stream_seq: 0 });
    expect(ack.stream).toMatch(/^[0-9a-f]{32}$/);
    expect(ack.capabilities).toEqual(expect.arrayContaining(NEEDED));
    expect(ack).not.toHaveProperty("resumed");
    expect(ack).not.toHaveProperty("commands");
    expect(client.frames.at(-1)).toEqual({ type: "status", message: `Session created: ${id}`, session_id: id });
    const again = await client.bind(id);
    expect(again.stream).toBe(ack.stream);
    expect(client.frames.at(-1)).toEqual({ type: "status", message: `Session resumed: ${id}`, session_id: id });
  });

  it("names a session itself when asked to", async () => {
    const client = await room.connect();
    client.sendText('{"type":"session"}');
    const greeting = await client.waitFor((frame) => /^Session created/.test(String(frame.message)), "the greeting");
    expect(String(greeting.session_id).length).toBeGreaterThan(5);
    expect(greeting.message).toBe(`Session created: ${greeting.session_id}`);
  });

  it("lists its commands only to a client that asks", async () => {
    const client = await room.connect();
    const ack = await client.bind(room.newSession(), { capabilities: ["commands_v1"] });
    const names = (ack.commands as { name: string }[]).map((command) => command.name); // as: the shape is what this case looks at
    expect(names).toEqual(
      expect.arrayContaining(["help", "info", "rename", "context", "model", "effort", "role", "mcp", "plan", "report", "status"]),
    );
  });

  it("refuses a bad directory and an unknown role, without a stream", async () => {
    const client = await room.connect();
    const relative = client.send({ type: "session", session_id: room.newSession(), cwd: "relative" });
    const first = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(first).toEqual({ type: "error", message: "cwd must be an absolute path", request_id: relative });
    client.send({ type: "session", session_id: room.newSession(), cwd: "/no/such/dir" });
    const second = await client.waitFor((frame) => frame.type === "error" && frame !== first, "the second refusal");
    expect(second).toEqual({ type: "error", message: "cwd is not a directory: /no/such/dir" });
    const role = client.send({ type: "session", session_id: room.newSession(), role: "no_such_role" });
    const ack = await client.waitFor((frame) => frame.type === "ack" && frame.request_id === role, "the ack");
    expect(ack).not.toHaveProperty("stream");
    const third = await client.waitFor((frame) => frame.type === "error" && frame !== first && frame !== second, "the third refusal");
    expect(third.message).toMatch(/Role 'no_such_role' not found/);
  });

  it("unloads a session on close; the next bind has a new stream", async () => {
    const client = await room.connect();
    const id = room.newSession();
    const ack = await client.bind(id);
    await client.turn(id, "hello");
    client.send({ type: "close", session_id: id });
    const closed = await client.waitFor((frame) => frame.message === `Session closed: ${id}`, "the close");
    expect(closed).toEqual({
      type: "status",
      message: `Session closed: ${id}`,
      session_id: id,
      data: { command_type: "close", was_loaded: true },
    });
    const [, first] = await client.turn(id, "still there?");
    expect(first).toMatchObject({ type: "assistant", stream_seq: 1 });
    const again = await client.bind(id, { resume: { stream: ack.stream, after: 0 } });
    expect(again.resumed).toBe(false);
    expect(again.stream).not.toBe(ack.stream);
  });
}

export function resumeCases(room: ContractRoom): void {
  it("repeats the frames after the mark byte for byte, before the greeting", async () => {
    const first = await room.connect();
    const id = room.newSession();
    const ack = await first.bind(id);
    await first.turn(id, '[think] [tool echo {"message":"hi"}] go');
    const sent = first.texts.filter((text) => /"stream_seq":[2-9]\d*}$/.test(text));
    first.cut();
    const second = await room.connect();
    const resumed = await second.bind(id, { resume: { stream: ack.stream, after: 1 } });
    expect(resumed).toMatchObject({ resumed: true, stream: ack.stream, stream_seq: 5 });
    const from = second.frames.indexOf(resumed) + 1;
    expect(second.texts.slice(from, -1)).toEqual(sent);
    expect(second.frames.at(-1)?.message).toBe(`Session resumed: ${id}`);
  });

  it.each([
    ["another stream", (stream: unknown) => ({ stream: `0${String(stream).slice(1)}x`, after: 0 })],
    ["a mark that was never reached", (stream: unknown) => ({ stream, after: 999 })],
  ])("says resumed false for %s", async (_what, mark) => {
    const client = await room.connect();
    const id = room.newSession();
    const ack = await client.bind(id);
    const again = await client.bind(id, { resume: mark(ack.stream) });
    expect(again).toMatchObject({ resumed: false, stream: ack.stream, stream_seq: 0 });
  });

  it("goes on without its client and hands the rest to the next one", async () => {
    const first = await room.connect();
    const id = room.newSession();
    const ack = await first.bind(id);
    const requestId = first.send({ type: "message", session_id: id, content: '[slow 300] [tool echo {"message":"alone"}] go' });
    await first.waitFor((frame) => frame.type === "ack" && frame.request_id === requestId, "the ack");
    first.cut();
    const second = await room.connect();
    await second.bind(id, { resume: { stream: ack.stream, after: 0 } });
    const cost = await second.waitFor((frame) => frame.type === "cost", "the cost");
    expect(cost).toMatchObject({ request_id: requestId, stream_seq: 4 });
    const numbers = second.frames.filter((frame) => frame.type !== "ack").flatMap((frame) => (frame.stream_seq ? [frame.stream_seq] : []));
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  it("takes the output over with resume, and not without", async () => {
    const first = await room.connect();
    const id = room.newSession();
    const ack = await first.bind(id);
    const watcher = await room.connect();
    await watcher.bind(id);
    await first.turn(id, "to the owner");
    expect(watcher.frames.some((frame) => frame.type === "assistant")).toBe(false);
    const requestId = first.send({ type: "message", session_id: id, content: '[tool slowecho {"seconds":"0.4"}] to the taker' });
    await first.waitFor((frame) => frame.type === "tool_use", "the running tool");
    await watcher.bind(id, { resume: { stream: ack.stream, after: 2 } });
    const cost = await watcher.waitFor((frame) => frame.type === "cost" && frame.request_id === requestId, "the cost");
    expect(cost.stream_seq).toBe(6);
    expect(first.frames).not.toContainEqual(cost);
  });
}
