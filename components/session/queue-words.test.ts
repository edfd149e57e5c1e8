import { expect, test } from "vitest";
import { runningTurn } from "@/lib/domain/transcript";
import type { LiveStatus } from "@/lib/protocol/browser-channel";
import { asked, fold, sent } from "@/lib/testing/log-facts";
import { queueWords } from "./queue-words";

const status = (change: Partial<LiveStatus> = {}): LiveStatus => ({
  state: "running",
  since: 0,
  detail: null,
  retryAt: null,
  spooling: false,
  commands: [],
  viewers: [],
  ...change,
});
const turn = runningTurn(fold(sent(1)));

test("what stands in the way is said, the worst first", () => {
  expect(queueWords(turn, status())).toContain("turn before it");
  expect(queueWords(runningTurn(fold(sent(1), asked(1))), status())).toContain("question");
  expect(queueWords(turn, status({ state: "reconnecting" }))).toContain("agent is back");
  expect(queueWords(turn, status({ state: "refused", spooling: true }))).toContain("database");
  expect(queueWords(turn, status({ spooling: true }), true)).toContain("restored");
  expect(queueWords(null, null)).toBe("sent next");
});
