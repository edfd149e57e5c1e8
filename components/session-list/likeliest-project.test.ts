import { expect, test } from "vitest";
import { likeliestProject, type StartableProject } from "./likeliest-project";

const demo: StartableProject = { id: 1, name: "Demo", kind: "demo" };
const own: StartableProject = { id: 2, name: "Own", kind: "managed" };
const there: StartableProject = { id: 3, name: "There", kind: "external" };

test.each([
  ["where one worked last, the demo too", [demo, own, there], 1, 1],
  ["one's own agent before the demo, where one worked nowhere yet", [demo, own, there], null, 2],
  ["one's own agent, where the last project is closed to one now", [demo, there], 2, 3],
  ["the demo, where there is nothing else", [demo], null, 1],
  ["nothing, where there is nothing", [], 4, null],
])("%s", (_what, projects, latest, likeliest) => {
  expect(likeliestProject(projects, latest)).toBe(likeliest);
});
