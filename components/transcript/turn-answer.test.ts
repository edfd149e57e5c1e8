import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { type Fact, numbered, sent, turnsOf } from "@/lib/testing/log-facts";
import { answerOf, hasAnswer } from "./turn-answer";

const reply = (content: string): Fact => ({ kind: "reply_added", turn: 1, payload: { content } });
const whole = numbered([sent(1), reply("first"), reply("second, which is long")]);
const load = async (seq: number) => whole[seq - 1] as SessionEvent; // as: none of them is a preview

function turnOf(events: typeof whole) {
  const [turn] = turnsOf(applyEvents(emptyTranscript, events).transcript);
  if (!turn) throw new Error("The log begins with a turn.");
  return turn;
}

test("an answer is there at once, also of what the page has in parts", () => {
  expect(answerOf(turnOf(whole), load)).toBe("first\n\nsecond, which is long");
  expect(hasAnswer(turnOf(whole))).toBe(true);
  expect(hasAnswer(turnOf(whole.slice(0, 1)))).toBe(false);
});

test("of what came as a preview all is copied", async () => {
  const [opening, first] = whole;
  const preview = { ...numbered([sent(1), reply("first"), reply("second")])[2], cut: [{ path: "content", length: 21 }] };
  const events = [opening, first, preview] as typeof whole; // as: the log has all three
  expect(await answerOf(turnOf(events), load)).toBe("first\n\nsecond, which is long");
});
