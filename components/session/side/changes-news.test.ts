import { expect, test } from "vitest";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { newsOfChanges } from "./changes-news";

let seq = 0;
const event = (kind: string, payload: object): ViewerEvent => ({ seq: ++seq, at: seq, turn: 1, kind, payload }) as ViewerEvent; // as: spelled below

const by = { personId: 1, name: "Ada" };
const log = [
  event("message_sent", { messageId: "m", text: "go", by, requestId: "r", fromQueue: false }),
  event("tool_called", { toolId: "a", tool: "shell", server: "filesystem", params: { command: "ls" } }),
  event("tool_returned", { toolId: "a", tool: "shell", server: "filesystem", content: "x", success: true }),
  event("tool_called", { toolId: "b", tool: "text_editor", server: "filesystem", params: { command: "create", path: "a" } }),
  event("tool_returned", { toolId: "b", tool: "text_editor", server: "filesystem", content: "File created", success: true }),
  event("turn_interrupted", { reason: "restart", ends: "interrupted", usage: null, personId: 1, agent: null }),
];
const newsAfter = (count: number, isLive: boolean) =>
  newsOfChanges(applyEvents(emptyTranscript, log.slice(0, count)).transcript, { isLive });

test("an open panel hears of every answered edit and of the end of its turn, and of nothing else", () => {
  const news = log.map((_, index) => newsAfter(index + 1, true));
  expect(news.slice(0, 4)).toEqual(["", "", "", ""]);
  expect(new Set(news).size).toBe(3);
  expect(news[4]).not.toBe(news[5]);
});

test("an edit that got no answer is news when its turn ended, or its run", () => {
  const ended = event("turn_interrupted", { reason: "restart", ends: "interrupted", usage: null, personId: 1, agent: null });
  const renumbered = (events: ViewerEvent[]) => events.map((one, index) => ({ ...one, seq: index + 1 }));
  const news = (events: ViewerEvent[]) =>
    events.map((_, index) => newsOfChanges(applyEvents(emptyTranscript, events.slice(0, index + 1)).transcript, { isLive: true }));
  const own = news(renumbered([...log.slice(0, 1), ...log.slice(3, 4), ended]));
  expect(own.map((one) => one !== "")).toEqual([false, false, true]);

  const inRun = (runSeq: number, runKind: string, more: object) =>
    event("run_progressed", { runId: "r", role: "reviewer", runSeq, costNano: null, runKind, event: more });
  const call = { tool: "text_editor", tool_id: "e", params: { command: "create", path: "b" } };
  const run = [inRun(1, "tool_use", call), ended, inRun(2, "status", { status: "failed" })];
  expect(news(renumbered([...log.slice(0, 1), ...run])).map((one) => one !== "")).toEqual([false, false, false, true]);
});

test("an edit in a run is news too, after the end of its turn as well", () => {
  const params = { action: "run", role: "reviewer" };
  const inRun = (runSeq: number, more: object) =>
    event("run_progressed", { runId: "r", role: "reviewer", runSeq, costNano: null, ...more });
  const call = { tool: "text_editor", tool_id: "e", params: { command: "create", path: "b" } };
  const transcript = (count: number) => {
    seq = 0;
    const events = [
      event("message_sent", { messageId: "n", text: "go", by, requestId: "r", fromQueue: false }),
      event("tool_called", { toolId: "t", tool: "tap", server: "orchestration", params }),
      inRun(1, { runKind: "tool_use", event: call }),
      event("turn_interrupted", { reason: "restart", ends: "interrupted", usage: null, personId: 1, agent: null }),
      inRun(2, { runKind: "tool_result", event: { tool_id: "e", content: "File created", success: true } }),
    ];
    return applyEvents(emptyTranscript, events.slice(0, count)).transcript;
  };
  expect([3, 4, 5].map((count) => newsOfChanges(transcript(count), { isLive: false }) !== "")).toEqual([false, false, true]);
});

test("a sum hears of the end of a turn with edits only", () => {
  expect(log.map((_, index) => newsAfter(index + 1, false)).map((news) => news !== "")).toEqual([false, false, false, false, false, true]);
});
