import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { AgentStartItem, EventItem, Item } from "@/lib/domain/transcript/transcript-types";
import { AsideView } from "./aside-view";

const MINUTE = 60_000;
const by = { personId: 1, name: "Mara" };
const archived = (seq: number, at: number): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "session_archived",
  payload: { by },
});
const restored = (seq: number, at: number): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "session_restored",
  payload: { by },
});

const bound = (seq: number, at: number, resumed: boolean | null = null): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "upstream_bound",
  payload: { stream: null, streamSeq: null, resumed, capabilities: [], commands: [] },
});
const started = (seq: number, at: number, afterMs: number): AgentStartItem => ({
  type: "agent-start",
  seq,
  at,
  attempt: 1,
  waitingForPlace: false,
  afterMs,
});
const ended = (seq: number, at: number, signal: string | null = null): EventItem => ({
  type: "event",
  seq,
  at,
  cut: undefined,
  kind: "agent_ended",
  payload: { code: signal ? null : 0, signal, stderrTail: "", expected: true },
});

const linesOf = (items: readonly Item[]): string[] => {
  const html = renderToStaticMarkup(<AsideView aside={{ type: "aside", seq: 1, items }} isMarked={false} />);
  return [...html.matchAll(/<p [^>]*>(.*?)<\/p>/g)].map(([, line = ""]) => line.replace(/<[^>]*>/g, ""));
};

test("what happened in one minute shares a line, what happened later has one with its own time", () => {
  expect(linesOf([archived(1, 0), restored(2, 10_000)])).toEqual(["00:00 Archived by Mara · Restored from the archive by Mara"]);
  expect(linesOf([archived(1, 0), restored(2, 16 * MINUTE)])).toEqual([
    "00:00 Archived by Mara",
    "00:16 Restored from the archive by Mara",
  ]);
});

test("what was said before of the same is said once, as it was last and then", () => {
  expect(linesOf([archived(1, 0), restored(2, 5 * MINUTE), archived(3, 9 * MINUTE)])).toEqual([
    "00:05 Restored from the archive by Mara",
    "00:09 Archived by Mara",
  ]);
});

test("an agent that came and went many times is said as it came and went last", () => {
  const opened = [started(1, 0, 1_100), bound(2, 0), ended(3, 5 * MINUTE), started(4, 9 * MINUTE, 1_400), bound(5, 9 * MINUTE)];
  expect(linesOf(opened)).toEqual(["00:05 The agent&#x27;s process ended with code 0", "00:09 Agent started in 1.4 s · Connected"]);
  const again = [...opened, bound(6, 10 * MINUTE, true), ended(7, 15 * MINUTE, "SIGTERM"), started(8, 15 * MINUTE, 1_900)];
  expect(linesOf(again)).toEqual([
    "00:10 Connected again, nothing missed",
    "00:15 The agent&#x27;s process ended by SIGTERM · Agent started in 1.9 s",
  ]);
});
