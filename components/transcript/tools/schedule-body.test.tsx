// The card of a schedule lets those who may have the agent forget what is still to come.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import { quietScene } from "@/lib/testing/quiet-scene";
import { ScheduleBody } from "./schedule-body";

const remove = () => Promise.resolve(true);
const entry = { id: "31884a31", when: "idle", countdown: "", description: "build watch", message: "look", repeats: "" };
const shown = (runCommand: Scene["runCommand"], isWaiting: boolean): string =>
  renderToStaticMarkup(
    <SceneProvider value={{ ...quietScene, runCommand }}>
      <ScheduleBody as="schedule" entries={[entry]} words="" at={0} ranAt={null} isWaiting={isWaiting} />
    </SceneProvider>,
  );

test("what has yet to run can be removed by who may, and by nobody else", () => {
  expect(shown(remove, true)).toContain('aria-label="Remove build watch"');
  expect(shown(remove, false)).not.toContain("Remove");
  expect(shown(null, true)).not.toContain("Remove");
});
