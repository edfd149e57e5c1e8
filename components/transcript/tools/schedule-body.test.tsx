// The card of a schedule lets those who may have the agent forget what is still to come.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import { ScheduleBody } from "./schedule-body";

const scene: Scene = {
  isDemo: false,
  marked: null,
  linkTo: String,
  inspectTurn: () => {},
  loadEvent: () => Promise.reject(new Error("nothing is cut")),
  questionForm: () => null,
  goToTurn: () => {},
  endProcesses: null,
  runCommand: () => Promise.resolve(true),
};
const entry = { id: "31884a31", when: "idle", countdown: "", description: "build watch", message: "look", repeats: "" };
const shown = (runCommand: Scene["runCommand"], isWaiting: boolean): string =>
  renderToStaticMarkup(
    <SceneProvider value={{ ...scene, runCommand }}>
      <ScheduleBody as="schedule" entries={[entry]} words="" at={0} ranAt={null} isWaiting={isWaiting} />
    </SceneProvider>,
  );

test("what has yet to run can be removed by who may, and by nobody else", () => {
  expect(shown(scene.runCommand, true)).toContain('aria-label="Remove build watch"');
  expect(shown(scene.runCommand, false)).not.toContain("Remove");
  expect(shown(null, true)).not.toContain("Remove");
});
