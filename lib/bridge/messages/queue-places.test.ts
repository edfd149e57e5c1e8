// Places between places are numbers: however often messages go before each other, they stand as they were put.
import { expect, test } from "vitest";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";

const id = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;

test("R6 two messages that change places a hundred times behind a third one", async () => {
  const session = new ScriptedSession();
  await session.bind();
  const { messages } = session.driver;
  await messages.submit(ada, crypto.randomUUID(), "runs");
  for (const last of [3, 1, 2, 4]) await messages.submit(ada, id(last), `${last}`);
  const shown = () => applyEvents(emptyTranscript, session.log.events).transcript.queue.map(({ text }) => text);
  for (let move = 0; move < 100; move += 1) {
    const [first, second] = move % 2 === 0 ? [2, 1] : [1, 2];
    await messages.move({ by: ada, mayTouchOthers: true }, id(first), id(second));
    expect(shown()).toEqual(["3", `${first}`, `${second}`, "4"]);
  }
});
