import { expect, test } from "vitest";
import { applyEvents, emptyTranscript, openQuestion } from "@/lib/domain/transcript/transcript";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { checkContent, type Question } from "./elicitation-desk";

const question = (schema: unknown): Question => ({
  id: "q",
  server: "s",
  toolId: null,
  mode: "form",
  message: "",
  schema,
  url: null,
  extra: {},
});
const object = (properties: unknown, more: object = {}) => question({ type: "object", properties, ...more });

test("an answer is checked by type, bounds and what is required", () => {
  expect(checkContent(object({ n: { type: "integer", maximum: 3 } }, { required: ["n"] }), { n: 3 })).toEqual({ fits: true });
  expect(checkContent(object({ n: { type: "integer", maximum: 3 } }), { n: 4 })).toMatchObject({ fits: false });
  expect(checkContent(object({ n: { type: "integer" } }, { required: ["n"] }), {})).toMatchObject({ fits: false });
});

test("a tool's regular expression is never run on what a person wrote", () => {
  const endless = object({ a: { type: "string", pattern: "^(a+)+$" } });
  expect(checkContent(endless, { a: `${"a".repeat(60)}!` })).toEqual({ fits: true });
});

test("a schema that refers to itself, is huge or makes no sense is no reason to refuse", () => {
  expect(checkContent(object({ a: { $ref: "#" } }), { a: 1 })).toEqual({ fits: true });
  expect(checkContent(object({ a: { type: "string", title: "x".repeat(40_000) } }), { a: 1 })).toEqual({ fits: true });
  expect(checkContent(question({ type: 7 }), {})).toEqual({ fits: true });
});

test("a question whose tool returned after a loss of the connection waits for nobody any more", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  session.output({ type: "tool_use", tool: "ask", tool_id: "c1", server: "ask", params: {} });
  for (const [id, tool] of Object.entries({ q1: "c1", q2: "c2" }))
    session.output({ type: "elicitation", id, server: "ask", tool_id: tool, params: { message: "Deploy?" } });
  session.lose();
  await session.bind(true, { answerInfo: false });
  session.output({ type: "tool_result", tool: "ask", tool_id: "c1", server: "ask", content: '{"action":"cancel"}', success: true });
  expect(session.log.of("elicitation_closed").map(({ turn, payload }) => [turn, payload.id])).toEqual([[1, "q1"]]);
  expect(session.driver.line.desk.find("q1")).toBeUndefined();
  expect(openQuestion(applyEvents(emptyTranscript, session.log.events).transcript)?.id).toBe("q2");
});

test.each([
  ["one by one", 1_000, 10],
  ["each of them long", 40, 1_000_000],
])("more questions than can be answered are no more than so many, %s", async (_name, count, length) => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  for (let n = 0; n < count; n += 1)
    session.output({ type: "elicitation", id: `q${n}`, server: "s", tool_id: "c", params: { message: "x".repeat(length) } });
  const closed = session.log.of("elicitation_closed").map(({ payload }) => payload.id);
  expect(closed.length).toBeGreaterThanOrEqual(0.9 * count);
  expect(closed).toContain(`q${count - 1}`);
  expect(session.driver.line.desk.find(`q${count - 1}`)).toBeUndefined();
  expect(session.driver.line.desk.find("q0")).toBeDefined();
  // The tool waits for an answer to each of them.
  const answered = session.sent.flatMap((frame) => (frame.type === "elicitation_response" ? [[frame.id, frame.result]] : []));
  expect(answered).toEqual(closed.map((id) => [id, { action: "cancel" }]));
  session.output({ type: "tool_result", tool: "ask", tool_id: "c", server: "s", content: "", success: true });
  session.output({ type: "elicitation", id: "later", server: "s", tool_id: "c", params: { message: "Go on?" } });
  expect(session.driver.line.desk.find("later")).toBeDefined();
});

test("a question that is asked again counts once, also where no other finds room", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  const ask = (id: string) => session.output({ type: "elicitation", id, server: "s", tool_id: "c", params: { message: "Deploy?" } });
  for (let n = 0; n < 100; n += 1) ask(`q${n}`);
  ask("q0");
  expect(session.log.of("elicitation_closed")).toEqual([]);
  ask("q100");
  expect(session.log.of("elicitation_closed").map(({ payload }) => payload.id)).toEqual(["q100"]);
});

test("an answer that is refused when its turn is over closes nothing twice", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  session.output({ type: "elicitation", id: "q", server: "ask", params: { message: "Deploy?" } });
  session.driver.answerElicitation(ada, "q", "decline");
  const { request_id } = session.last("elicitation_response") ?? {};
  await session.cost(0.001);
  session.reply({ type: "error", request_id, message: "No such elicitation." });
  expect(session.log.of("elicitation_closed")).toEqual([]);
});
