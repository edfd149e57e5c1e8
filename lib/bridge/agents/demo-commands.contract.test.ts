// Commands that the shared demo agent leaves running after a stop: each session sees and ends its own, never another's.
import { randomUUID } from "node:crypto";
import { afterAll, expect, test, vi } from "vitest";
import { UpstreamClient } from "@/lib/testing/contract/upstream-client";
import { SessionAgents } from "./session-agent";

const SILENT = { onStarting: () => {}, onStarted: () => {}, onEnded: () => {} };
const patience = { timeout: 20_000, interval: 50 };
const agents = new SessionAgents();

afterAll(() => agents.close());

/** A session whose turn was stopped while it counted the shelves. */
async function stoppedSession() {
  const sessionId = randomUUID();
  const agent = agents.agentFor({ kind: "demo", sessionId }, SILENT);
  const { url, token } = await agent.target();
  const client = await UpstreamClient.connect(url, { authorization: `Bearer ${token}` });
  await client.bind(sessionId);
  client.send({ type: "message", session_id: sessionId, content: "do something slow" });
  await client.waitFor((frame) => frame.type === "tool_use" && frame.tool === "shell", "the command");
  await vi.waitFor(async () => expect(await agent.listProcesses()).toHaveLength(1), patience);
  client.send({ type: "cancel", session_id: sessionId });
  await client.waitFor((frame) => frame.type === "cost" && frame.cancelled === true, "the stop");
  client.cut();
  return agent;
}

test("each session lists and ends its own", { timeout: 90_000 }, async () => {
  const [first, second] = await Promise.all([stoppedSession(), stoppedSession()]);
  const [theirs] = await second.listProcesses();
  expect(await first.listProcesses()).toMatchObject([{ command: expect.stringContaining("take-stock") }]);
  expect(await first.endProcesses()).toHaveLength(1);
  expect(await first.listProcesses()).toEqual([]);
  expect(await second.listProcesses()).toEqual([theirs]);
});
