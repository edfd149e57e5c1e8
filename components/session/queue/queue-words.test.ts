import { expect, test } from "vitest";
import { WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import { runningTurn } from "@/lib/domain/transcript/transcript";
import type { QueuedItem } from "@/lib/domain/transcript/transcript-types";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import { asked, fold, sent } from "@/lib/testing/log-facts";
import { queueWords } from "./queue-words";

const status = (change: Partial<LiveStatus> = {}): LiveStatus => ({
  state: "running",
  since: 0,
  detail: null,
  retryAt: null,
  spooling: false,
  asked: [],
  commands: [],
  viewers: [],
  ...change,
});
const turn = runningTurn(fold(sent(1)));
const waits = (reason: string | null): QueuedItem => ({
  messageId: `m ${reason}`,
  text: "t",
  cutAt: null,
  by: { personId: 1, name: "Ada" },
  place: 1,
  reason,
  waitsItsTurn: true,
  at: 0,
});
const queue = [waits(null), waits(WRITER_MAY_NOT)];

test("what stands in the way is said, the worst first", () => {
  expect(queueWords(queue, turn, status())).toContain("turn before it");
  expect(queueWords(queue, runningTurn(fold(sent(1), asked(1))), status())).toContain("question");
  expect(queueWords(queue, turn, status({ state: "reconnecting" }))).toContain("agent is back");
  expect(queueWords(queue, turn, status({ state: "refused", spooling: true }))).toContain("database");
  expect(queueWords(queue, turn, status({ spooling: true }), true)).toContain("restored");
  expect(queueWords(queue, null, null)).toBe("sent next");
  expect(queueWords(queue.slice(1), turn, status())).toContain("may write again");
  expect(queueWords(queue.slice(1), turn, status(), true)).toContain("restored");
});
