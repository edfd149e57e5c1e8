import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/session-event";
import { checkCommands } from "./check-commands";
import type { History, ViolationKind } from "./history";

const by = { personId: 1, name: "Ada" };
const sent = (requestId: string, command = "status") => ({ kind: "command_sent", payload: { requestId, command, args: [], by } });
const answered = (commandType = "status", own = false) => ({ kind: "command_answered", payload: { commandType, own } });
const dropped = (requestId: string) => ({ kind: "command_dropped", payload: { requestId } });
const bound = (resumed: boolean) => ({ kind: "upstream_bound", payload: { resumed } });
const lost = { kind: "upstream_lost", payload: {} };
const failed = (requestId: string) => ({ kind: "error_reported", payload: { requestId } });

function kinds(events: readonly object[], mayWrite = true): ViolationKind[] {
  const rows = events.map((event, index) => ({ event: { seq: index + 1, ...event } as SessionEvent })); // as: only what the checker reads
  const found: ViolationKind[] = [];
  checkCommands({ rows, isOver: true, mayWrite: () => mayWrite } as unknown as History, (kind) => void found.push(kind)); // as: only what the checker reads
  return found;
}

test.each([
  ["answered", [sent("a"), answered(), sent("b"), answered()]],
  ["refused", [sent("a"), failed("a")]],
  ["given up", [sent("a"), dropped("a")]],
  ["never sent", [dropped("a")]],
  ["lost with its connection", [sent("a"), lost]],
  ["lost with its stream", [sent("a"), bound(false)]],
  ["lost when the dashboard was killed", [sent("a"), bound(true), answered("info", true)]],
  ["answered after that", [sent("a"), bound(true), answered()]],
])("a command that is %s is not complained about", (_how, events) => {
  expect(kinds(events)).toEqual([]);
});

test.each([
  ["that is waited for for ever", "lost", [sent("a")]],
  ["that is waited for, and another was answered", "lost", [sent("a"), answered("done")]],
  ["whose answer only the bridge is told", "lost", [sent("a"), answered("status", true)]],
  ["sent after the bind, and ended by what the bridge asked", "lost", [bound(true), sent("a"), answered("info", true)]],
  ["that goes out while another is not answered", "reordered", [sent("a"), sent("b"), answered(), answered()]],
  ["that goes out twice", "doubled", [sent("a"), answered(), sent("a"), answered()]],
  ["that is dropped twice", "doubled", [dropped("a"), dropped("a")]],
])("finds a command %s", (_what, kind, events) => {
  expect(kinds(events)).toContain(kind);
});

test("finds a command of somebody without the right", () => {
  expect(kinds([sent("a"), answered()], false)).toEqual(["forbidden"]);
});
