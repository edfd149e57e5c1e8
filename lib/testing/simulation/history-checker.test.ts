import { expect, test } from "vitest";
import { WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { sourceOf } from "@/lib/event-log/append-events";
import type { History, LogRow, ViolationKind } from "./history";
import { checkHistory } from "./history-checker";

const STREAM = "0123456789abcdef0123456789abcdef";
const by = { personId: 1, name: "Ada" };
const agent = { model: "", role: "" };
const frames = ["one", "two", '{"type":"cost","session_cost":5e-9,"session_tokens":7}'];

const ours = (event: object): LogRow => ({ event: event as SessionEvent, source: "us", sourceSeq: 0, raw: null, writer: 1, claimed: 1 }); // as: only what the checker reads
const frame = (place: number, event: object): LogRow => ({
  ...ours(event),
  source: sourceOf(STREAM),
  sourceSeq: place,
  raw: frames[place - 1] ?? "",
});

const sent = { kind: "message_sent", turn: 1, payload: { messageId: "m", text: "Hi", by, requestId: "r", fromQueue: false } };
const totals = { ...zeroTotals, costNano: "5", tokens: 7 };
const usage = { ...totals, provenance: "measured" };
const cost = { kind: "usage_reported", turn: 1, payload: { requestId: "r", cancelled: false, ends: "answered", personId: 1, agent } };

const rows = (): LogRow[] =>
  [
    ours(sent),
    frame(1, { kind: "reply_added", turn: 1, payload: {} }),
    frame(2, { kind: "reply_added", turn: 1, payload: {} }),
    frame(3, { ...cost, payload: { ...cost.payload, totals, usage } }),
  ].map((row, index) => ({ ...row, event: { ...row.event, seq: index + 1 } }));

const textOf = (event: SessionEvent): string => `${event.kind} ${event.seq}`;
const shown = (all: readonly LogRow[]) =>
  all.map(({ event }) => ({ seq: event.seq, text: textOf(event), wasDurable: true, wasAllowed: true }));

const wrote = (text: string, more = {}) => ({ text, personId: 1, isAllowed: true, ...more });

function right(): History & { rows: LogRow[] } {
  const all = rows();
  return {
    streams: new Map([[STREAM, { frames, released: 0 }]]),
    replies: new Map(),
    rows: all,
    stays: [{ viewer: "Ada", after: 0, shown: shown(all), isOver: false }],
    acknowledged: new Map([["m", 1]]),
    written: new Map([["m", wrote("Hi")]]),
    mayWrite: () => true,
    granted: [],
    accepted: [],
    obeyed: [],
    presence: [{ viewer: "Ada", told: [1], there: [1] }],
    begun: [{ requestId: "r", text: "Hi" }],
    textOf,
    isOver: true,
    costNano: 5n,
    tokens: 7,
  };
}

const renumbered = (all: readonly (LogRow | undefined)[]): LogRow[] =>
  all.flatMap((row, index) => (row ? [{ ...row, event: { ...row.event, seq: index + 1 } }] : []));
const withRows = (change: (all: LogRow[]) => (LogRow | undefined)[]): History => {
  const all = renumbered(change(rows()));
  return { ...right(), rows: all, stays: [{ viewer: "Ada", after: 0, shown: shown(all), isOver: false }] };
};
const withShown = (change: (all: ReturnType<typeof shown>) => ReturnType<typeof shown>): History => ({
  ...right(),
  stays: [{ viewer: "Ada", after: 0, shown: change(shown(rows())), isOver: false }],
});
const waits = (messageId: string, place: number, reason: string | null = null): LogRow =>
  ours({ kind: "message_queued", turn: null, payload: { messageId, text: messageId, by, place, reason } });
const goesOut = (messageId: string, text = messageId): LogRow =>
  ours({ kind: "message_sent", turn: null, payload: { messageId, text, by, requestId: `r${messageId}`, fromQueue: true } });
/** Messages that waited behind the first. */
const withQueue = (...more: LogRow[]): History => ({
  ...withRows((all) => [...all, ...more]),
  written: new Map([
    ["m", wrote("Hi")],
    ["a", wrote("a")],
    ["b", wrote("b")],
  ]),
});
const withWritten = (more: object): History => ({ ...right(), written: new Map([["m", wrote("Hi", more)]]) });
const paidBy = (row: LogRow, personId: number): LogRow => ({
  ...row,
  event: { ...row.event, payload: { ...row.event.payload, personId } } as SessionEvent, // as: only what the checker reads
});
const withUsage = (change: object): History =>
  withRows(([a, b, c]) => [a, b, c, frame(3, { ...cost, payload: { ...cost.payload, totals, usage: { ...usage, ...change } } })]);
const interrupted = (provenance: string): LogRow =>
  ours({ kind: "turn_interrupted", turn: 1, payload: { ends: "interrupted", usage: { ...zeroTotals, provenance } } });
const kinds = (history: History): ViolationKind[] => [...new Set(checkHistory(history).map(({ kind }) => kind))];

test("a history in which everything is right is not complained about", () => {
  expect(checkHistory(right())).toEqual([]);
});

test("a gap that tells how many frames the agent let go is not complained about", () => {
  const missed = ours({ kind: "frames_missed", turn: 1, payload: { stream: STREAM, count: 2, reason: "" } });
  const history = withRows(([a, _b, _c, d]) => [a, missed, d]);
  expect(checkHistory({ ...history, streams: new Map([[STREAM, { frames, released: 2 }]]) })).toEqual([]);
});

test("messages that wait, are moved, edited, removed, and go out in their order are not complained about", () => {
  const moved = ours({ kind: "message_moved", turn: null, payload: { messageId: "b", place: 0, by } });
  const edited = ours({ kind: "message_edited", turn: null, payload: { messageId: "b", text: "better", by } });
  const removed = ours({ kind: "message_removed", turn: null, payload: { messageId: "a", by } });
  expect(checkHistory(withQueue(waits("a", 1), waits("b", 2), moved, edited, goesOut("b", "better"), removed))).toEqual([]);
});

test("what is held is passed over, waits on without the right, and may go on as another message", () => {
  const held = waits("a", 1, WRITER_MAY_NOT);
  const renamed = ours({ kind: "session_renamed", turn: null, payload: { title: "A talk", by } });
  const passed = withQueue(waits("a", 1), waits("b", 2), held, goesOut("b"), renamed);
  expect(checkHistory({ ...passed, mayWrite: (_, seq) => (seq < 9 ? null : false) })).toEqual([]);
  const removed = ours({ kind: "message_removed", turn: null, payload: { messageId: "a", by } });
  const queued = ours({ kind: "message_queued", turn: null, payload: { messageId: "taken", text: "a", by, place: 1, reason: null } });
  const took = { ...withQueue(waits("a", 1), held, removed, queued, goesOut("taken", "a")), mayWrite: () => null };
  expect(checkHistory(took)).toEqual([]);
  expect(kinds({ ...withQueue(waits("a", 1), held, queued), mayWrite: () => null })).toContain("phantom");
});

test.each<[string, ViolationKind, () => History]>([
  ["a frame that is not on record", "lost", () => withRows(([a, b, _c, d]) => [a, b, d])],
  ["a frame that is on record twice", "doubled", () => withRows(([a, b, c, d]) => [a, b, b, c, d])],
  ["frames in another order", "reordered", () => withRows(([a, b, c, d]) => [a, c, b, d])],
  ["a frame that nobody wrote", "phantom", () => withRows(([a, b, c, d]) => [a, b && { ...b, raw: "other" }, c, d])],
  ["a hole in the numbers", "gap", () => ({ ...right(), rows: rows().filter(({ event }) => event.seq !== 2) })],
  [
    "a gap that no one tells of",
    "gap",
    () => ({ ...withRows(([a, _b, c, d]) => [a, c, d]), streams: new Map([[STREAM, { frames, released: 2 }]]) }),
  ],
  ["a cost that is not what was charged", "cost", () => ({ ...right(), costNano: 6n })],
  ["a share that is not the growth", "cost", () => withUsage({ costNano: "4" })],
  ["tokens that are not what was used", "tokens", () => ({ ...right(), tokens: 8 })],
  ["tokens that are not the growth", "tokens", () => withUsage({ tokens: 6 })],
  ["a cost that is told as unknown", "provenance", () => withUsage({ provenance: "unpriced" })],
  ["an end that nobody saw told as free", "provenance", () => withRows(([a, b, c]) => [a, b, c, interrupted("measured")])],
  ["a turn that never ends", "turn", () => withRows(([a, b, c]) => [a, b, c])],
  ["a turn inside another", "turn", () => withRows(([a, b, c, d]) => [a, a && ours({ ...sent, turn: 2 }), b, c, d])],
  ["an acknowledged message that is not there", "acknowledged", () => ({ ...right(), acknowledged: new Map([["other", 1]]) })],
  ["a message that is on record twice", "doubled", () => withRows(([a, b, c, d]) => [a, b, c, d, a])],
  ["a message in other words than it was written", "phantom", () => ({ ...right(), written: new Map([["m", wrote("Ho")]]) })],
  ["a message of somebody without the right", "forbidden", () => withWritten({ isAllowed: false })],
  ["a message under another's name", "sender", () => withWritten({ personId: 2 })],
  ["a turn that another pays", "sender", () => withRows(([a, b, c, d]) => [a, b, c, d && paidBy(d, 2)])],
  ["what was done without the right", "forbidden", () => ({ ...right(), granted: ["Bob session:stop"] })],
  [
    "somebody who left and is said to be there",
    "presence",
    () => ({ ...right(), presence: [{ viewer: "Ada", told: [1, 2], there: [1] }] }),
  ],
  ["a message that waits for ever", "lost", () => withQueue(waits("a", 1))],
  ["a message that is held though its sender may write", "lost", () => withQueue(waits("a", 1), waits("a", 1, WRITER_MAY_NOT))],
  ["a message that waits a second time", "doubled", () => withQueue(waits("a", 1), waits("a", 1), goesOut("a"))],
  [
    "a message that goes out without the right",
    "forbidden",
    () => ({ ...withQueue(waits("a", 1), goesOut("a")), mayWrite: (_, seq) => seq < 6 }),
  ],
  ["a message that goes out before another", "reordered", () => withQueue(waits("a", 1), waits("b", 2), goesOut("b"), goesOut("a"))],
  ["a message that goes out in other words than it waited", "phantom", () => withQueue(waits("a", 1), goesOut("a", "other"))],
  ["a message that goes out again", "doubled", () => withQueue(waits("a", 1), goesOut("a"), goesOut("a"))],
  ["a message that the agent was given twice", "doubled", () => ({ ...right(), begun: [...right().begun, ...right().begun] })],
  ["a message that the agent was given in other words", "phantom", () => ({ ...right(), begun: [{ requestId: "r", text: "Ho" }] })],
  ["a message that the agent was given and is not on record", "phantom", () => ({ ...right(), begun: [{ requestId: "q", text: null }] })],
  [
    "a stopped turn that is told as answered",
    "turn",
    () => withRows(([a, b, c, d]) => [a, b, c, d && { ...d, raw: '{"cancelled":true}' }]),
  ],
  ["what a former holder wrote", "fenced", () => withRows(([a, b, c, d]) => [a, b, c, d && { ...d, claimed: 2 }])],
  ["what a viewer was not shown", "lost", () => withShown((all) => all.slice(0, 3))],
  ["what a viewer was shown with a hole", "lost", () => withShown((all) => all.filter(({ seq }) => seq !== 2))],
  ["what a viewer was shown twice", "doubled", () => withShown(([a, b, ...rest]) => (a && b ? [a, b, b, ...rest] : []))],
  [
    "what a viewer was shown in another order",
    "reordered",
    () => withShown(([a, b, c, ...rest]) => (a && b && c ? [b, a, c, ...rest] : [])),
  ],
  ["what a viewer was shown and is not on record", "phantom", () => withShown((all) => all.map((one) => ({ ...one, text: "?" })))],
  ["what a viewer was shown too early", "early", () => withShown((all) => all.map((one) => ({ ...one, wasDurable: false })))],
  [
    "what a viewer was shown after it was closed to them",
    "forbidden",
    () => withShown((all) => all.map((one) => ({ ...one, wasAllowed: false }))),
  ],
])("finds %s", (_what, kind, history) => {
  expect(kinds(history())).toContain(kind);
});
