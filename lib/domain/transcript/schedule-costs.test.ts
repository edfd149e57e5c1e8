import { expect, test } from "vitest";
import { cost, type Fact, fold, sent } from "@/lib/testing/log-facts";

const injected = (turn: number, label: string, kind = "schedule"): Fact => ({
  kind: "message_injected",
  turn,
  payload: { sourceKind: kind, sourceLabel: label, content: "look", personId: 1 },
});
const costsOf = (...facts: Fact[]) => fold(...facts).ledger.schedules.list;

test("a schedule costs what the turns cost that it began", () => {
  expect(
    costsOf(
      sent(1),
      cost(1, "5"),
      injected(2, "schedule aa"),
      cost(2, "7"),
      injected(3, "schedule bb"),
      cost(3, "1"),
      injected(4, "schedule aa"),
      cost(4, "2", "stopped"),
    ),
  ).toEqual([
    { id: "bb", turns: 1, costNano: "1", unknown: 0 },
    { id: "aa", turns: 2, costNano: "9", unknown: 0 },
  ]);
});

test("what nobody knows is counted beside the sum", () => {
  expect(costsOf(injected(1, "schedule aa"), cost(1, "7", "answered", "untracked"))).toEqual([
    { id: "aa", turns: 1, costNano: "0", unknown: 1 },
  ]);
});

test("what comes while a turn runs, what other things began, and a turn that is not over cost no schedule anything", () => {
  expect(costsOf(sent(1), injected(1, "schedule aa"), cost(1, "7"))).toEqual([]);
  expect(costsOf(injected(1, "tap-run x (y)", "tap_run"), cost(1, "7"))).toEqual([]);
  expect(costsOf(injected(1, "schedule aa"))).toEqual([]);
});

test("names that objects have are names like others", () => {
  expect(costsOf(injected(1, "schedule __proto__"), cost(1, "7"))).toMatchObject([{ id: "__proto__", costNano: "7" }]);
});
