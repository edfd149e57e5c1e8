import { expect, test } from "vitest";
import type { EventItem } from "@/lib/domain/transcript/transcript-types";
import { eventWords } from "./event-words";

const refused = (payload: { reason: string; retryAt?: number }): EventItem => ({
  type: "event",
  kind: "upstream_refused",
  seq: 1,
  at: 0,
  cut: [],
  payload,
});

test("an agent that cannot be used is said not to be usable, whoever's fault that is, and why", () => {
  const said = [refused({ reason: "The agent refused our token." }), refused({ reason: "The agent failed to start.", retryAt: 1 })].map(
    eventWords,
  );
  expect(said.map(({ text, detail }) => [text, detail])).toEqual([
    ["The agent cannot be used.", "The agent refused our token."],
    ["The agent cannot be used; it is tried again by itself.", "The agent failed to start."],
  ]);
});

test("what an agent tells beside what it says is a line in words", () => {
  const place = { type: "event", seq: 1, at: 0, cut: [] } as const;
  const items: EventItem[] = [
    { ...place, kind: "skill_changed", payload: { action: "use", name: "rust", extra: { trigger: "Cargo.toml" } } },
    { ...place, kind: "evolution_changed", payload: { action: "learned", extra: { name: "short answers" } } },
    { ...place, kind: "notice_reported", payload: { message: "Stopped: session spending threshold reached" } },
    {
      ...place,
      kind: "retry_reported",
      payload: { purpose: "supervisor", attempt: 1, maxRetries: 3, delayMs: 500, reason: "overloaded", message: "503" },
    },
    {
      ...place,
      kind: "mcp_notified",
      payload: { server: "ask", method: "notifications/progress", params: { progress: 1, total: 4 }, toolId: null },
    },
  ];
  expect(items.map((item) => eventWords(item).text)).toEqual([
    "Skill rust: in use, because of Cargo.toml",
    "Learned behaviour: learned: short answers",
    "Stopped: session spending threshold reached",
    "Trying again (supervisor): 1 of 3, in 500 ms · overloaded",
    "ask: 1 of 4",
  ]);
});
