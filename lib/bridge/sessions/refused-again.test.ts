import { expect, test, vi } from "vitest";
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import { untrackedUsage } from "@/lib/domain/sessions/usage";
import { RefusedAgain } from "./refused-again";

const MINUTE = 60_000;

function aRefusal() {
  const later: { ms: number; call: () => void }[] = [];
  const after = (ms: number, call: () => void) => {
    const one = { ms, call };
    later.push(one);
    return () => {
      if (later.includes(one)) later.splice(later.indexOf(one), 1);
    };
  };
  const world = { isWaitedFor: true };
  const retry = vi.fn();
  const again = new RefusedAgain({ now: () => 1_000, after, isWaitedFor: () => world.isWaitedFor, retry });
  return { again, later, retry, world, pass: () => later.shift()?.call() };
}

/** How long each of so many refusals in a row keeps it waiting, in minutes. */
const pausesOf = ({ again, later, pass }: ReturnType<typeof aRefusal>, count: number): number[] =>
  Array.from({ length: count }, () => {
    again.refused("It crashed.");
    const ms = later[0]?.ms ?? 0;
    expect(again.retryAt).toBe(1_000 + ms);
    pass();
    return ms / MINUTE;
  });

const agent = { model: "", role: "" };
const interrupted = { reason: "", ends: "interrupted", usage: untrackedUsage, personId: 1, agent } as const;
const ended: SessionEvent[] = [
  { seq: 1, at: 1, turn: 1, kind: "turn_interrupted", payload: interrupted },
  { seq: 2, at: 1, turn: 2, kind: "error_reported", payload: { message: "", code: null, requestId: null, ends: "failed" } },
];

test("while something waits for it an agent that was refused is tried again after 1, 2, 4 … 60 minutes", () => {
  const refusal = aRefusal();
  expect(pausesOf(refusal, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(refusal.retry).toHaveBeenCalledTimes(8);
});

test("the pauses begin anew when a turn ended, not when one was interrupted", () => {
  const refusal = aRefusal();
  pausesOf(refusal, 3);
  refusal.again.follow(ended.slice(0, 1));
  expect(pausesOf(refusal, 1)).toEqual([8]);
  refusal.again.follow(ended);
  expect(pausesOf(refusal, 1)).toEqual([1]);
});

test("a try that failed for the reason of the one before is no news", () => {
  const { again, pass } = aRefusal();
  const isNews = (reason: string) => again.refused(reason).isNews;
  expect(isNews("It crashed.")).toBe(true);
  pass();
  expect(isNews("It crashed.")).toBe(false);
  pass();
  expect(isNews("It wants another token.")).toBe(true);
  again.follow(ended);
  expect(isNews("It wants another token.")).toBe(true);
});

test("what nothing waits for is not tried, and is once something does", () => {
  const { again, retry, world, pass } = aRefusal();
  world.isWaitedFor = false;
  expect(again.refused("It crashed.")).toEqual({ retryAt: null, isNews: true });
  pass();
  expect(retry).not.toHaveBeenCalled();
  world.isWaitedFor = true;
  expect(again.retryAt).toBe(1_000 + MINUTE);
  pass();
  expect(retry).toHaveBeenCalledOnce();
});

test("one that is tried at once, or let go, is not tried once more", () => {
  const { again, later } = aRefusal();
  again.refused("It crashed.");
  again.over();
  expect([later, again.retryAt]).toEqual([[], null]);
});
