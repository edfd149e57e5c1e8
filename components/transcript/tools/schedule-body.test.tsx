// The card of a schedule lets those who may have the agent forget what is still to come.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import type { LeftState } from "@/lib/domain/injected-message";
import { quietScene } from "@/lib/testing/quiet-scene";
import { ScheduleBody } from "./schedule-body";

const remove = () => Promise.resolve(true);
const entry = { id: "31884a31", when: "idle", countdown: "", description: "build watch", message: "look", repeats: "" };
const shown = (runCommand: Scene["runCommand"], state: LeftState, ranAt: number | null = null): string =>
  renderToStaticMarkup(
    <SceneProvider value={{ ...quietScene, runCommand }}>
      <ScheduleBody as="schedule" entries={[entry]} words="" at={0} ranAt={ranAt} state={state} />
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
