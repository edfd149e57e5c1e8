// The card of a schedule lets those who may have the agent forget what is still to come.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import type { LeftState } from "@/lib/domain/transcript/injected-message";
import { quietScene } from "@/lib/testing/quiet-scene";
import { ScheduleBody } from "./schedule-body";

const remove = () => Promise.resolve(true);
const entry = { id: "31884a31", when: "idle", countdown: "", description: "build watch", message: "look", repeats: "" };
const shown = (runCommand: Scene["runCommand"], state: LeftState, ranAt: number | null = null, said = entry): string =>
  renderToStaticMarkup(
    <SceneProvider value={{ ...quietScene, runCommand }}>
      <ScheduleBody as="schedule" entries={[said]} words="" at={0} ranAt={ranAt} state={state} />
    </SceneProvider>,
  );

test("what has yet to run can be removed by who may, and by nobody else", () => {
  expect(shown(remove, "open")).toContain('aria-label="Remove build watch"');
  expect(shown(remove, "done")).not.toContain("Remove");
  expect(shown(null, "open")).not.toContain("Remove");
});

test.each([
  ["open", null, "Next: "],
  ["done", 5, "Was due: "],
  ["stopped", null, "Removed before it ran, was due: "],
  ["stopped", 5, "Removed, was due next: "],
] as const)("one that is %s and last ran at %s: %s", (state, ranAt, words) => {
  expect(shown(null, state, ranAt)).toContain(`>${words}</span>`);
});

test("one that is due later than any calendar goes says what the agent said, and breaks no page", () => {
  const ages = "999999999h 999999999h 999999999h";
  const far = { ...entry, when: "2026-11-27 16:41:35", countdown: `in ${ages}`, repeats: `every ${ages}` };
  expect(shown(null, "open", null, far)).toContain("2026-11-27 16:41:35 (the agent&#x27;s clock)");
  expect(shown(null, "open", 1_000, far)).toContain("2026-11-27 16:41:35 (the agent&#x27;s clock)");
});
