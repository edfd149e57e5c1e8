import { expect, test } from "vitest";
import { type Fact, fold, mara } from "@/lib/testing/log-facts";

const plan: Fact = { kind: "command_sent", payload: { requestId: "c", command: "plan", args: [], by: mara } };

test.each([
  [false, { isError: true }],
  [null, { isError: true }],
  [true, null],
])("a command that was on its way when the dashboard was killed, and a bind that says resumed: %s", (resumed, answer) => {
  const payload = { stream: "s", streamSeq: 0, resumed, capabilities: [], commands: [] };
  const { entries } = fold(plan, { kind: "upstream_bound", payload });
  expect(entries).toMatchObject([{ items: [{ type: "command", answer }, {}] }]);
});
