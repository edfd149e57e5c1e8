// What people and tests see of the demo agent alone: the tour and the directives.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type DemoAgent, startDemoAgent } from "@/lib/demo-agent/server";
import { typesOf } from "./contract-upstream";
import { type Frame, UpstreamClient } from "./upstream-client";

const root = join(import.meta.dirname, "..", "..", "..");
const sampleDir = join(root, "lib", "demo-agent", "sample-project");
const folder = mkdtempSync(join(tmpdir(), "demo-agent-"));
const clients: UpstreamClient[] = [];
let sessions = 0;

async function bound(agent: { url: string }, capabilities = ["elicitation_v1"]) {
  const client = await UpstreamClient.connect(agent.url);
  clients.push(client);
  sessions += 1;
  const id = `s${sessions}`;
  await client.bind(id, { capabilities });
  return { client, id };
}
const answerOf = (frames: Frame[]) => String(frames.findLast((frame) => frame.type === "assistant")?.content ?? "");

afterEach(() => {
  for (const client of clients.splice(0)) client.cut();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the tour", () => {
  let agent: DemoAgent;
  beforeAll(async () => {
    agent = await startDemoAgent({ dataDir: join(folder, "tour"), sampleDir, paceMs: 0 });
  });
  afterAll(() => agent.close());

  it("says what it is and what one can try; tags are only text", async () => {
    const { client, id } = await bound(agent);
    const frames = await client.turn(id, "[die] hello");
    expect(typesOf(frames)).toEqual(["ack", "assistant", "cost"]);
    expect(answerOf(frames)).toMatch(/demo agent\*\*: scripted, no model.*play money/s);
    expect((await client.command(id, "info")).data).toMatchObject({ model: "demo:scripted", role: "demo" });
  });

  it.each([
    ["list the files", ["thinking", "tool_use", "tool_result", "assistant"], /11 files/],
    ["show shipping", ["tool_use", "tool_result", "assistant"], /`src\/shipping.mjs` has 8 lines/],
    ["search for “discount”", ["tool_use", "tool_result", "assistant"], /`src\/discounts.mjs`/],
    ["run the tests", ["tool_use", "tool_result", "assistant"], /One test fails/],
    ["show me some markdown", ["assistant"], /\| Tea \| Price/],
    ["show a retry", ["retry", "retry", "assistant"], /third try/],
    ["use a skill", ["tool_use", "skill", "tool_result", "assistant"], /code-review/],
    ["show progress notes", ["mcp_notification", "mcp_notification", "mcp_notification", "assistant"], /progress notes/],
    ["fail with an error", ["tool_use", "tool_result", "error"], /^$/],
    ["what is love", ["assistant"], /I only know a few things/],
  ])("plays “%s”", async (content, types, answer) => {
    const { client, id } = await bound(agent);
    const frames = await client.turn(id, content);
    expect(typesOf(frames)).toEqual(["ack", ...types, "cost"]);
    expect(answerOf(frames)).toMatch(answer);
  });

  it("fixes the bug in the session's own copy only, and starts over", async () => {
    const before = readFileSync(join(sampleDir, "src", "shipping.mjs"), "utf8");
    const { client, id } = await bound(agent);
    const tests = await client.turn(id, "run the tests");
    expect(tests.find((frame) => frame.type === "tool_result")).toMatchObject({
      success: false,
      content: expect.stringMatching(/^Command failed with exit code 3\n\n.*FAILED {2}an order of exactly 50 euros/s),
    });
    const fixed = await client.turn(id, "fix the bug");
    expect(answerOf(fixed)).toMatch(/All tests pass now/);
    expect(fixed.find((frame) => String(frame.content).includes("-7:93 (1 line)"))).toMatchObject({ tool: "text_editor", success: true });
    expect(answerOf(await client.turn(id, "run the tests"))).toBe("All tests pass.");
    await client.turn(id, "start over");
    expect(answerOf(await client.turn(id, "run the tests"))).toMatch(/One test fails/);
    expect(readFileSync(join(sampleDir, "src", "shipping.mjs"), "utf8")).toBe(before);
  });

  it("asks before it deploys, with a form of every kind of field", async () => {
    const { client, id } = await bound(agent);
    const requestId = client.send({ type: "message", session_id: id, content: "deploy" });
    const question = await client.waitFor((frame) => frame.type === "elicitation", "the question");
    expect(question.params).toMatchObject({
      mode: "form",
      requestedSchema: {
        properties: { environment: { enum: ["staging", "production"] }, machines: { type: "integer" }, confirm: { type: "boolean" } },
      },
    });
    const content = { environment: "staging", confirm: true };
    client.send({ type: "elicitation_response", session_id: id, id: question.id, result: { action: "accept", content } });
    expect(answerOf(await client.turnOf(requestId))).toMatch(/"staging".*deploys nothing/s);
  });

  it("delegates, and the reply comes back by itself", async () => {
    const { client, id } = await bound(agent);
    await client.turn(id, "delegate a review");
    await client.waitFor((frame) => frame.type === "injected" && frame.source_kind === "tap_run", "the reply");
    const cost = await client.waitFor((frame) => frame.type === "cost" && frame.request_id === undefined, "its cost");
    expect(cost).not.toHaveProperty("pending_work");
    const kinds = client.frames.flatMap((frame) => (frame.type === "run_event" ? [(frame.event as { kind: string }).kind] : [])); // as: read as sent
    expect(kinds).toEqual(["status", "prompt", "thinking", "tool_use", "tool_result", "assistant", "usage", "status"]);
  });

  it("counts tokens but no money in an unpriced turn", async () => {
    const { client, id } = await bound(agent);
    const cost = (await client.turn(id, "an unpriced turn")).at(-1);
    expect(cost).toMatchObject({ session_cost: 0, input_tokens: expect.any(Number) });
    expect((await client.turn(id, "hello")).at(-1)).toMatchObject({ session_cost: 0.0041 });
  });

  it("runs nothing but its own commands and reads nothing but the copy", async () => {
    const { client, id } = await bound(agent);
    await client.turn(id, 'show "../../../../etc/passwd"');
    await client.turn(id, "search for ../../etc");
    const results = client.frames.filter((frame) => frame.type === "tool_result");
    expect(JSON.stringify(results)).not.toContain("root:");
  });
});

describe("the directives", () => {
  let agent: DemoAgent;
  beforeAll(async () => {
    agent = await startDemoAgent({ dataDir: join(folder, "directives"), sampleDir, paceMs: 0, directives: true });
  });
  afterAll(() => agent.close());

  it("send raw text, notices and big results", async () => {
    const { client, id } = await bound(agent);
    const frames = await client.turn(id, '[retry] [skill] [notify] [bigresult 100000] [raw {"type":"novelty","x":[1]}]');
    expect(typesOf(frames)).toEqual([
      "ack",
      "retry",
      "retry",
      "skill",
      "mcp_notification",
      "tool_use",
      "tool_result",
      "novelty",
      "assistant",
      "cost",
    ]);
    expect(frames.find((frame) => frame.type === "tool_result")?.content).toHaveLength(100_000);
  });

  it("ask with a form of the test's own", async () => {
    const { client, id } = await bound(agent);
    const schema = { type: "object", properties: { tags: { type: "array", items: { type: "string" } } } };
    client.send({ type: "message", session_id: id, content: `[ask ${JSON.stringify(schema)}] go` });
    const question = await client.waitFor((frame) => frame.type === "elicitation", "the question");
    expect(question.params).toMatchObject({ requestedSchema: schema });
  });

  it("cut the connection while the turn goes on, and count auxiliary costs", async () => {
    const { client, id } = await bound(agent);
    const requestId = client.send({ type: "message", session_id: id, content: "[aux 0.001] [cost 0.01] [drop] go" });
    expect(await client.closed()).toBe(1006);
    const next = await UpstreamClient.connect(agent.url);
    clients.push(next);
    await next.bind(id);
    const info = await next.command(id, "info");
    expect(info.data).toMatchObject({ total_cost: 0.011, timing: { completed_turns: 1 } });
    expect(agent.received().some((text) => text.includes(`"request_id":"${requestId}"`))).toBe(true);
  });

  it("hold a turn until it is released, and inject", async () => {
    const { client, id } = await bound(agent);
    const requestId = client.send({ type: "message", session_id: id, content: "[tool echo {}] [hold] [inject webhook 0 hello there] go" });
    await client.waitFor((frame) => frame.type === "tool_result", "the tool");
    agent.release(id);
    await client.turnOf(requestId);
    const injected = await client.waitFor((frame) => frame.type === "injected", "the injected turn");
    expect(injected).toMatchObject({ source_kind: "webhook", content: "hello there" });
    agent.inject(id, "inject", "from outside");
    await client.waitFor((frame) => frame.type === "injected" && frame.content === "from outside", "the second one");
  });

  it("are read only after a silence", async () => {
    const { client, id } = await bound(agent);
    agent.silence(true);
    const before = agent.received().length;
    const requestId = client.send({ type: "message", session_id: id, content: "anybody there?" });
    const late = await UpstreamClient.connect(agent.url);
    clients.push(late);
    late.send({ type: "session", session_id: id });
    await late.waitFor((frame) => frame.type === "status", "the greeting");
    expect(agent.received()).toHaveLength(before);
    agent.silence(false);
    expect(typesOf(await client.turnOf(requestId))).toEqual(["ack", "assistant", "cost"]);
    await late.waitFor((frame) => frame.type === "ack", "the late ack");
    agent.sendRaw(id, '{"type":"from the side"}');
    await client.waitFor((frame) => frame.type === "from the side", "the raw frame");
  });

  it("leave a process behind that a cancel does not stop", async () => {
    const { client, id } = await bound(agent);
    const file = join(folder, "left-behind");
    const requestId = client.send({ type: "message", session_id: id, content: `[shell-write ${file} 150] go` });
    await client.waitFor((frame) => frame.type === "tool_use", "the tool");
    client.send({ type: "cancel", session_id: id });
    expect((await client.turnOf(requestId)).at(-1)).toMatchObject({ cancelled: true });
    await expect.poll(() => readFileSync(file, "utf8"), { timeout: 5000 }).toBe("still here\n");
  });

  it("pings, and drops a client that is silent for a whole beat", async () => {
    const strict = await startDemoAgent({ dataDir: join(folder, "strict"), sampleDir, pingMs: 40 });
    const client = await UpstreamClient.connect(strict.url);
    client.stopReading();
    await expect.poll(() => strict.connectionCount(), { timeout: 5000 }).toBe(0);
    client.cut();
    await strict.close();
  });
});
