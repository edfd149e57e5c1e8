// What is told of a job, a monitor or a schedule in the card of its call: how often, in what time, and the last of it.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SceneProvider } from "@/components/transcript/scene";
import { quietScene } from "@/lib/testing/quiet-scene";
import { LeftReports } from "./left-body";

const last = { seq: 9, at: 121_000, turn: 3, words: "still running", output: "tick", exitCode: null };
const shown = (reports: number): string =>
  renderToStaticMarkup(
    <SceneProvider value={quietScene}>
      <LeftReports reports={reports} last={last} since={1_000} />
    </SceneProvider>,
  );

test("many reports say in what time they came, one does not", () => {
  expect(shown(4)).toMatch(/tick.*Reported 4 times in 2 min.*, last.*still running.*Go to turn 3/s);
  expect(shown(1)).toMatch(/Reported once at/);
});
