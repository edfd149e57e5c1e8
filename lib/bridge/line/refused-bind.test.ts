// A bind that the agent acknowledges and then refuses, as for a folder that is gone, changes nothing of where we are.
import { expect, test } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

test("R8b after a refused bind the next one goes on where we were", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, crypto.randomUUID(), "hello");
  session.output({ type: "thinking", content: "hm" });
  session.lose();
  session.reply({ type: "ack", message_type: "session", request_id: "b", capabilities: ["session_control_v1", "stream_resume_v1"] });
  session.reply({ type: "error", message: "WebSocket loaded session limit reached" });
  const asked: unknown[] = [];
  await session.bindOnly((place) => {
    asked.push(place);
    return true;
  });
  expect(asked).toEqual([{ stream: session.stream, after: session.streamSeq }]);
  expect(session.log.of("turn_interrupted")).toEqual([]);
  await session.cost(0.001);
  expect(session.log.of("usage_reported")[0]).toMatchObject({ turn: 1, payload: { ends: "answered" } });
});
