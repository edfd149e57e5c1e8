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

test("one that was lost on its way then ends when the bridge's own question is answered, and one that was sent after the bind does not", () => {
  const payload = { stream: "s", streamSeq: 0, resumed: true, capabilities: [], commands: [] };
  const later: Fact = { kind: "command_sent", payload: { requestId: "d", command: "status", args: [], by: mara } };
  const told: Fact = { kind: "command_answered", payload: { message: "", commandType: "info", result: null, own: true } };
  const { entries } = fold(plan, { kind: "upstream_bound", payload }, later, told);
  expect(entries).toMatchObject([
    { items: [{ command: "plan", answer: { isError: true, seq: 4 } }, { kind: "upstream_bound" }, { command: "status", answer: null }] },
  ]);
});
