/** Contract: turns, their money, their end, and who may start one. */
import { expect, it } from "vitest";
import { type ContractRoom, lastOf, typesOf } from "./contract-upstream";

export function turnCases(room: ContractRoom): void {
  const turn = async (content: string) => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    return { id, client, frames: await client.turn(id, content) };
  };

  it("is an answer and one cost with our request_id, numbered from 1", async () => {
    const { id, frames } = await turn("What is this project?");
    expect(typesOf(frames)).toEqual(["ack", "assistant", "cost"]);
    expect(frames[0]).toEqual({
      type: "ack",
      request_id: frames[0]?.request_id,
      message_type: "message",
      session_id: id,
      status: "received",
    });
    expect(frames[1]).toMatchObject({ session_id: id, stream_seq: 1, content: expect.stringContaining("What is this project?") });
    expect(frames[2]).toMatchObject({ session_id: id, stream_seq: 2, request_id: frames[0]?.request_id });
    expect(frames[2]).not.toHaveProperty("cancelled");
    expect(frames[2]).not.toHaveProperty("pending_work");
  });

  it("shows a thought, a tool and its result in order", async () => {
    const { frames } = await turn('[think] [tool echo {"message":"hi"}] run it');
    expect(typesOf(frames)).toEqual(["ack", "thinking", "tool_use", "tool_result", "assistant", "cost"]);
    const [, , use, result] = frames;
    expect(use).toMatchObject({ tool: "echo", server: "local", params: { message: "hi" } });
    expect(result).toMatchObject({ tool: "echo", server: "local", tool_id: use?.tool_id, content: "said: hi\n", success: true });
  });

  it("announces parallel tools before the first result", async () => {
    const { frames } = await turn('[par] [tool echo {"message":"a"}] [tool echo {"message":"b"}] both');
    expect(typesOf(frames)).toEqual(["ack", "tool_use", "tool_use", "tool_result", "tool_result", "assistant", "cost"]);
    expect(new Set(frames.slice(1, 5).map((frame) => frame.tool_id)).size).toBe(2);
  });

  it.each([
    ["failing", '[tool failing {"x":"1"}] try', /exited with status/, "local"],
    ["no_such_tool", '[tool no_such_tool {"x":1}] try', /Tool 'no_such_tool' not found/, "unknown"],
    ["shell", '[tool shell {"command":"echo oops >&2; exit 3"}] try', /^Command failed with exit code 3\n\noops$/, "filesystem"],
    ["view", '[tool view {"path":"src/missing.txt"}] look', /^Path not found: src\/missing\.txt \(resolved to /, "filesystem"],
  ])("marks a failed %s as failed and goes on", async (tool, content, message, server) => {
    const { frames } = await turn(content);
    expect(typesOf(frames)).toEqual(["ack", "tool_use", "tool_result", "assistant", "cost"]);
    expect(frames[2]).toMatchObject({ tool, server, success: false, content: expect.stringMatching(message) });
  });

  it.each([
    ["an API error", "[fail 500] go", /^Error: \w+ API error 500 Internal Server Error/],
    ["an empty answer", "[empty] go", /^Error: Provider '\w+' returned an empty response/],
  ])("ends with error, then cost, after %s; the next turn works", async (_what, content, message) => {
    const { id, client, frames } = await turn(content);
    expect(typesOf(frames)).toEqual(["ack", "error", "cost"]);
    expect(frames[1]).toEqual({ type: "error", message: expect.stringMatching(message), stream_seq: 1 });
    expect(frames[2]).toMatchObject({ session_cost: 0, stream_seq: 2 });
    expect(typesOf(await client.turn(id, "after the failure"))).toEqual(["ack", "assistant", "cost"]);
  });

  it("carries a large answer whole", async () => {
    const { frames } = await turn("[big 200000] go");
    expect(frames[1]?.content).toBe("x".repeat(200_000));
  });
}

export function moneyCases(room: ContractRoom): void {
  it("counts up over turns and binds, as floating dollars", async () => {
    const first = await room.connect();
    const id = room.newSession();
    await first.bind(id);
    expect(lastOf(await first.turn(id, "[cost 0.01] one"))).toMatchObject({ session_cost: 0.01 });
    const two = lastOf(await first.turn(id, "[cost 0.02] two"));
    expect(two.session_cost).toBeCloseTo(0.03, 12);
    first.cut();
    const second = await room.connect();
    await second.bind(id);
    const info = await second.command(id, "info");
    expect(info.data).toMatchObject({ total_cost: two.session_cost, tokens_used: two.session_tokens, tokens_input: two.input_tokens });
    expect(lastOf(await second.turn(id, "[cost 0.04] three")).session_cost).toBeCloseTo(0.07, 12);
  });

  it("adds tokens up: all of them are input, output and cache reads", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const one = lastOf(await client.turn(id, "one"));
    const two = lastOf(await client.turn(id, "two"));
    expect(one.session_tokens).toBe(Number(one.input_tokens) + Number(one.output_tokens) + Number(one.cache_read_tokens));
    expect(Number(two.input_tokens)).toBeGreaterThan(Number(one.input_tokens));
    expect(two).toMatchObject({ aux_cost: 0, aux_input_tokens: 0, aux_output_tokens: 0, cache_write_tokens: 0, reasoning_tokens: 0 });
    expect(two).toHaveProperty("supervisor_accounting");
  });

  it("leaves the money alone when the provider names no price", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const cost = lastOf(await client.turn(id, "[nocost] go"));
    expect(cost.session_cost).toBe(0);
    expect(Number(cost.session_tokens)).toBeGreaterThan(0);
  });
}

export function cancelCases(room: ContractRoom): void {
  it.each([
    ["waits for the model", "[slow 8000] go", 0],
    ["runs a tool", '[tool slowecho {"seconds":"8"}] [tool echo {"message":"never"}] go', 1],
  ])("ends a turn that %s within a second, from any connection", async (_what, content, tools) => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const requestId = client.send({ type: "message", session_id: id, content });
    const running = tools ? "tool_use" : "ack";
    await client.waitFor((frame) => frame.type === running && (tools > 0 || frame.request_id === requestId), "the running turn");
    const other = await room.connect();
    const cancelId = other.send({ type: "cancel", session_id: id });
    const ack = await other.waitFor((frame) => frame.request_id === cancelId, "the ack");
    expect(ack).toMatchObject({ type: "ack", message_type: "cancel" });
    const cost = await client.waitFor((frame) => frame.type === "cost", "the cost", { ms: 1000 });
    expect(cost).toMatchObject({ cancelled: true, request_id: requestId });
    expect(typesOf(await client.turn(id, "after the stop"))).toEqual(["ack", "assistant", "cost"]);
    expect(client.frames.filter((frame) => frame.type === "tool_result")).toEqual([]);
  });

  it("is only acknowledged when nothing runs", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const from = client.frames.length;
    client.send({ type: "cancel", session_id: id });
    await client.command(id, "info");
    expect(typesOf(client.frames.slice(from))).toEqual(["ack", "ack", "status"]);
  });
}

export function concurrencyCases(room: ContractRoom): void {
  it("lets the same connection wait: the ack comes when the frame's turn has come", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const from = client.frames.length;
    client.send({ type: "message", session_id: id, content: "[slow 200] first" });
    const second = client.send({ type: "message", session_id: id, content: "second" });
    await client.turnOf(second);
    expect(typesOf(client.frames.slice(from))).toEqual(["ack", "assistant", "cost", "ack", "assistant", "cost"]);
  });

  it("tells another connection that the session is busy", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const running = client.send({ type: "message", session_id: id, content: "[slow 600] first" });
    await client.waitFor((frame) => frame.type === "ack" && frame.request_id === running, "the ack");
    const other = await room.connect();
    await other.bind(id);
    for (const frame of [{ type: "message", content: "second" }, { type: "command", command: "info" }, { type: "close" }]) {
      const requestId = other.send({ ...frame, session_id: id });
      const error = await other.waitFor((found) => found.type === "error" && found.request_id === requestId, "the refusal");
      expect(error).toEqual({
        type: "error",
        message: `Session '${id}' is busy processing another request. Please wait.`,
        request_id: requestId,
      });
    }
    await client.turnOf(running);
    expect(typesOf(await client.turn(id, "now it is free"))).toEqual(["ack", "assistant", "cost"]);
  });

  it("drives two sessions over one connection", async () => {
    const client = await room.connect();
    const [one, two] = [room.newSession(), room.newSession()];
    await client.bind(one);
    await client.bind(two);
    expect((await client.turn(one, "to one"))[1]).toMatchObject({ session_id: one, stream_seq: 1 });
    expect((await client.turn(two, "to two"))[1]).toMatchObject({ session_id: two, stream_seq: 1 });
  });
}

export function injectedCases(room: ContractRoom): void {
  it("run by themselves and end with a cost that answers nobody", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const frames = await client.turn(id, '[tool schedule {"command":"add","when":"in 1s","message":"wake up","description":"t"}] plan it');
    expect(frames[2]).toMatchObject({
      type: "tool_result",
      success: true,
      content: expect.stringMatching(/^✅ Scheduled \[[0-9a-f]{8}\] at /),
    });
    const injected = await client.waitFor((frame) => frame.type === "injected", "the injected turn");
    expect(injected).toMatchObject({ source_kind: "schedule", content: "wake up", session_id: id, stream_seq: 5 });
    const cost = await client.waitFor((frame) => frame.type === "cost" && Number(frame.stream_seq) > 5, "its cost");
    expect(cost).not.toHaveProperty("request_id");
    expect(Number(cost.session_cost)).toBeGreaterThan(Number(lastOf(frames).session_cost));
  });

  it("come from a delegated run: its events live, its reply injected, its log kept, its cost in the total", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    const frames = await client.turn(id, '[tool tap {"action":"run","role":"assistant","prompt":"say hi"}] delegate');
    expect(lastOf(frames)).toMatchObject({ pending_work: true });
    const injected = await client.waitFor((frame) => frame.type === "injected", "the reply");
    expect(injected).toMatchObject({ source_kind: "tap_run", content: expect.stringMatching(/^\[Tap-run '.*' \(assistant\) completed\]/) });
    const cost = await client.waitFor((frame) => frame.type === "cost" && frame.request_id === undefined, "its cost");
    expect(cost).not.toHaveProperty("pending_work");
    const events = client.frames.filter((frame) => frame.type === "run_event");
    expect(events.map((frame) => frame.seq)).toEqual(events.map((_, index) => index + 1));
    expect(events[0]).toMatchObject({ session_id: id, role: "assistant", event: { kind: "status", status: "running" } });
    expect(events[0]).not.toHaveProperty("stream_seq");
    expect(lastOf(events).event).toEqual({ kind: "status", status: "done" });
    const usage = events.map((frame) => frame.event as { kind: string; cost: number }).find((event) => event.kind === "usage"); // as: read as recorded
    expect(Number(cost.session_cost)).toBeGreaterThan(Number(lastOf(frames).session_cost) + Number(usage?.cost));
    const requestId = client.send({ type: "run_log", session_id: id, run_id: events[0]?.run_id });
    const log = await client.waitFor((frame) => frame.type === "run_log", "the log");
    expect(log).toMatchObject({ status: "done", source: "disk", seq: events.length, truncated: false, request_id: requestId });
    expect(log.events).toContainEqual({ kind: "prompt", content: "say hi" });
  });

  it("make a client wait instead of turning it away", async () => {
    const client = await room.connect();
    const id = room.newSession();
    await client.bind(id);
    await client.turn(id, '[tool schedule {"command":"add","when":"in 1s","message":"[slow 600] wake up","description":"t"}] plan it');
    await client.waitFor((frame) => frame.type === "injected", "the injected turn");
    const other = await room.connect();
    await other.bind(id);
    const frames = await other.turn(id, "behind it");
    expect(typesOf(frames)).toEqual(["ack", "assistant", "cost"]);
    expect(client.frames.filter((frame) => frame.type === "cost")).toHaveLength(2);
  });
}
