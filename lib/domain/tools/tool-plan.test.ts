import fc from "fast-check";
import { expect, test } from "vitest";
import { type Plan, planAfter } from "./tool-plan";

const words = (plan: Plan | null) => plan?.steps.map(({ title, state }) => `${state} ${title}`);

test("a plan is started, goes on step by step, and is done", () => {
  const start = planAfter(
    null,
    { command: "start", title: "Mend it", tasks: ["Look", { title: "Mend", description: "with care" }, "Check"] },
    "ok",
  );
  expect(start).toMatchObject({ title: "Mend it" });
  expect(words(start)).toEqual(["current Look", "open Mend", "open Check"]);
  const next = planAfter(start, { command: "next", content: "looked" }, "Moved on.");
  expect(words(next)).toEqual(["done Look", "current Mend", "open Check"]);
  const noted = planAfter(next, { command: "step", content: "half way" }, "");
  expect(noted?.steps[1]?.detail).toBe("half way");
  expect(planAfter(noted, { command: "list" }, "nothing readable")).toEqual(noted);
  expect(words(planAfter(noted, { command: "done" }, ""))).toEqual(["done Look", "done Mend", "done Check"]);
  expect(planAfter(noted, { command: "reset" }, "")).toBeNull();
});

test.each([
  [
    "PLAN: Mend it\n\nTASKS:\n✅ 1. Look\n   📝 at all\n\n🔄 2. Mend (IN PROGRESS)\n   📝 with care\n\n⏳ 3. Check\n\nCURRENT: Task 2/3 - Mend\n📝 with care",
  ],
  ["Plan: Mend it\n1. [completed] Look — at all\n2. [current] Mend — with care\n3. [pending] Check"],
  ["Live plan (1/3 done):\n✅ Look\n   at all\n🔄 Mend ← current\n   with care\n⏳ Check"],
  [
    JSON.stringify({
      plan: {
        plan_title: "Mend it",
        tasks: [
          { title: "Look", description: "at all", status: "completed" },
          { title: "Mend", description: "with care" },
          { title: "Check" },
        ],
        current_task: 2,
      },
    }),
  ],
])("what the answer lists is the plan, whatever the call was: %j", (content) => {
  const plan = planAfter({ title: "Mend it", steps: [] }, { command: "next" }, content);
  expect(plan).toEqual({
    title: "Mend it",
    steps: [
      { title: "Look", detail: "at all", state: "done" },
      { title: "Mend", detail: "with care", state: "current" },
      { title: "Check", detail: "", state: "open" },
    ],
  });
});

test("nothing a tool says makes a plan that is no plan, or a long one", () => {
  expect(planAfter(null, { command: "next" }, "")).toBeNull();
  const long = planAfter(null, {}, Array.from({ length: 50_000 }, (_, no) => `- [ ] step ${no} ${"x".repeat(50)}`).join("\n"));
  expect(long?.steps).toHaveLength(200);
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (params, content) => {
      const plan = planAfter(null, params, content);
      expect(plan === null || plan.steps.length > 0).toBe(true);
    }),
  );
});
