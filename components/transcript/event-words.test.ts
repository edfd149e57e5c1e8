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
