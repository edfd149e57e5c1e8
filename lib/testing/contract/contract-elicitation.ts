/** Contract: questions to the person in the middle of a turn. */
import { expect, it } from "vitest";
import { type ContractRoom, lastOf, typesOf } from "./contract-upstream";

const QUESTION = '[tool ask {"question":"Deploy to production?"}] go';

export function elicitationCases(room: ContractRoom): void {
  const askOn = async (capabilities: string[]) => {
    const client = await room.connect();
    const id = room.newSession();
    const ack = await client.bind(id, { capabilities });
    const requestId = client.send({ type: "message", session_id: id, content: QUESTION });
    return { client, id, requestId, stream: ack.stream };
  };

  it.each([
    ["accept", { action: "accept", content: { confirm: true, reason: "tests are green", level: "low" } }],
    ["decline", { action: "decline" }],
  ])("takes the answer %s once; a second one is gone", async (_action, result) => {
    const { client, id, requestId } = await askOn(["elicitation_v1"]);
    const question = await client.waitFor((frame) => frame.type === "elicitation", "the question");
    expect(question).toMatchObject({
      session_id: id,
      server: "ask",
      stream_seq: 2,
      params: { mode: "form", message: "Deploy to production?" },
    });
    expect(question.params).toHaveProperty("requestedSchema.properties.level.enum", ["low", "high"]);
    const answer = { type: "elicitation_response", session_id: id, id: question.id, result };
    client.send(answer);
    const frames = await client.turnOf(requestId);
    const told = frames.find((frame) => frame.type === "tool_result");
    expect(told).toMatchObject({ tool: "ask", server: "ask", success: true, content: `the user said ${JSON.stringify(result)}` });
    const late = client.send(answer);
    const gone = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(gone).toEqual({ type: "error", message: `no pending elicitation '${question.id}'`, request_id: late, code: "elicitation_gone" });
  });

  it("declines and shows the question to a client that cannot answer", async () => {
    const { client, requestId } = await askOn([]);
    const frames = await client.turnOf(requestId);
    expect(typesOf(frames)).toEqual(["ack", "tool_use", "mcp_notification", "tool_result", "assistant", "cost"]);
    expect(frames[2]).toMatchObject({ server: "ask", method: "elicitation/requested", params: { message: "Deploy to production?" } });
    expect(frames[2]).not.toHaveProperty("session_id");
    expect(frames[3]?.content).toBe('the user said {"action":"decline"}');
  });

  it("cancels the question when its owner leaves, and the turn ends", async () => {
    const { client, id, requestId, stream } = await askOn(["elicitation_v1"]);
    await client.waitFor((frame) => frame.type === "elicitation", "the question");
    client.cut();
    const next = await room.connect();
    await next.bind(id, { resume: { stream, after: 2 }, capabilities: ["elicitation_v1"] });
    const cost = await next.waitFor((frame) => frame.type === "cost", "the cost");
    expect(cost).toMatchObject({ request_id: requestId, stream_seq: 5 });
    expect(next.frames.find((frame) => frame.type === "tool_result")?.content).toMatch(/cancel/);
  });

  it("ends with the turn when the turn is cancelled", async () => {
    const { client, id, requestId } = await askOn(["elicitation_v1"]);
    const question = await client.waitFor((frame) => frame.type === "elicitation", "the question");
    client.send({ type: "cancel", session_id: id });
    expect(lastOf(await client.turnOf(requestId))).toMatchObject({ cancelled: true });
    client.send({ type: "elicitation_response", session_id: id, id: question.id, result: { action: "decline" } });
    const gone = await client.waitFor((frame) => frame.type === "error", "the refusal");
    expect(gone.code).toBe("elicitation_gone");
  });

  it("asks again whoever takes the output over and can answer", async () => {
    const { client, id, requestId, stream } = await askOn(["elicitation_v1"]);
    const question = await client.waitFor((frame) => frame.type === "elicitation", "the question");
    const next = await room.connect();
    await next.bind(id, { resume: { stream, after: 2 }, capabilities: ["elicitation_v1"] });
    const again = await next.waitFor((frame) => frame.type === "elicitation", "the question again");
    expect(again).toEqual({ ...question, stream_seq: 3 });
    next.send({ type: "elicitation_response", session_id: id, id: again.id, result: { action: "decline" } });
    const cost = await next.waitFor((frame) => frame.type === "cost", "the cost");
    expect(cost.request_id).toBe(requestId);
  });
}
