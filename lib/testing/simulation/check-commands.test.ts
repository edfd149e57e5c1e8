import { expect, test } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { checkCommands } from "./check-commands";
import type { History, ViolationKind } from "./history";

const by = { personId: 1, name: "Ada" };
const sent = (requestId: string, command = "status") => ({ kind: "command_sent", payload: { requestId, command, args: [], by } });
const answered = (commandType = "status", own = false) => ({ kind: "command_answered", payload: { commandType, own } });
const asked = (requestId: string) => ({ kind: "command_asked", payload: { requestId, command: "status", args: [], by } });
const dropped = (requestId: string) => ({ kind: "command_dropped", payload: { requestId, reason: "It was not sent: …" } });
const bound = (resumed: boolean) => ({ kind: "upstream_bound", payload: { resumed } });
const lost = { kind: "upstream_lost", payload: {} };
const failed = (requestId: string) => ({ kind: "error_reported", payload: { requestId } });

function kinds(events: readonly object[], mayWrite = true, { accepted = [], obeyed = [] }: Partial<History> = {}): ViolationKind[] {
  const rows = events.map((event, index) => ({ event: { seq: index + 1, ...event } as SessionEvent })); // as: only what the checker reads
  const found: ViolationKind[] = [];
  checkCommands({ rows, isOver: true, accepted, obeyed, mayWrite: () => mayWrite } as unknown as History, (kind) => void found.push(kind)); // as: only what the checker reads
  return found;
}

test.each([
  ["answered", [sent("a"), answered(), sent("b"), answered()]],
  ["refused", [sent("a"), failed("a")]],
  ["given up", [sent("a"), dropped("a")]],
  ["never sent", [dropped("a")]],
  ["sent when nothing runs", [asked("a"), sent("a"), answered()]],
  ["given up while it waits", [asked("a"), dropped("a")]],
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
  ["that goes out of an archived session", "forbidden", [asked("a"), { kind: "session_archived", payload: {} }, sent("a"), answered()]],
  ["that waits, and nothing says what became of it", "lost", [asked("a")]],
  ["that is asked for twice", "doubled", [asked("a"), dropped("a"), asked("a"), dropped("a")]],
  ["that is given up and goes out", "doubled", [asked("a"), dropped("a"), sent("a"), answered()]],
  ["that is dropped twice", "doubled", [dropped("a"), dropped("a")]],
])("finds a command %s", (_what, kind, events) => {
  expect(kinds(events)).toContain(kind);
});

test("finds a command of somebody without the right", () => {
  expect(kinds([sent("a"), answered()], false)).toEqual(["forbidden"]);
});

test("finds a command that was accepted and is not on record", () => {
  const accepted = [
    { personId: 1, command: "status" },
    { personId: 1, command: "status" },
  ];
  expect(kinds([sent("a"), answered()], true, { accepted })).toContain("acknowledged");
  expect(kinds([sent("a"), answered(), asked("b"), dropped("b")], true, { accepted })).toEqual([]);
});

test("finds a command that is said not to have been sent, and was done", () => {
  expect(kinds([asked("a"), dropped("a")], true, { obeyed: ["a"] })).toEqual(["phantom"]);
});
