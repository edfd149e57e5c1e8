/** What a bind says of what lies between it and the one before. */
import { expect, test } from "vitest";
import type { DraftOf } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { followBind } from "./bind-outcome";
import { ElicitationDesk } from "./elicitation-desk";
import { StreamPosition } from "./stream-position";
import { TurnTracker } from "./turn-tracker";

const bound = (stream: string, streamSeq: number): DraftOf<"upstream_bound"> => ({
  kind: "upstream_bound",
  at: 1,
  turn: null,
  payload: { stream, streamSeq, resumed: false, capabilities: [], commands: [] },
});

test("R8b a stream that is under way, in the place of the one that was asked for again, has its unheard frames told as a gap", () => {
  const position = new StreamPosition(null, 0);
  const agent = { model: "", role: "" };
  const tracker = new TurnTracker({
    turnCount: 0,
    openTurn: null,
    hasUnpaidRun: false,
    totals: zeroTotals,
    agent,
    ownerId: 1,
    isDemo: false,
  });
  const open = { position, tracker, desk: new ElicitationDesk([]) };
  position.resumeFrom();
  expect(followBind(bound("first", 3), open)).toMatchObject({ facts: [], asksAgain: true });
  position.resumeFrom();
  const gaps = followBind(bound("second", 2), open)?.facts.filter(({ kind }) => kind === "frames_missed");
  expect(gaps?.map(({ payload }) => payload)).toContainEqual({
    stream: "second",
    count: 2,
    reason: "They were written before this connection.",
  });
});
