import { expect, test } from "vitest";
import { type Fact, fold, mara } from "@/lib/testing/log-facts";
import { commandTree, countRunning } from "./transcript-processes";

const process = (pid: number, parent?: number, ended = false) => ({ pid, parent, command: `${pid}`, startedAt: 0, ended });
/** Two commands: a shell with npm with a shell, and a server; found in the order of their beginning. */
const found = [process(1), process(5), process(2, 1), process(3, 2), process(4, 1)];

test("what a command started stands below it", () => {
  expect(commandTree(found).map(({ process: { pid }, depth }) => [pid, depth])).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 1],
    [5, 0],
  ]);
});

test("what belongs to nothing of the list is a command of its own", () => {
  expect(commandTree([process(2, 99), process(3, 2)]).map(({ depth }) => depth)).toEqual([0, 1]);
});

test("a command counts once, however many processes it started, and as long as one of them runs", () => {
  expect(countRunning(found)).toBe(2);
  expect(countRunning([process(1, undefined, true), process(2, 1), process(3, 2)])).toBe(1);
  expect(countRunning([process(1, undefined, true), process(2, 1, true)])).toBe(0);
});

const left: Fact = { kind: "processes_found", payload: { processes: [process(1), process(5)] } };
const bound = (resumed: boolean): Fact => ({
  kind: "upstream_bound",
  payload: { stream: "s", streamSeq: 0, resumed, capabilities: [], commands: [] },
});

test.each<[string, Fact, unknown]>([
  ["somebody ends one", { kind: "processes_ended", payload: { pids: [1], by: mara } }, { running: 1, endedBy: mara }],
  ["one ends by itself", { kind: "processes_ended", payload: { pids: [1], by: null } }, { running: 1, endedBy: null }],
  ["the agent goes on", bound(true), { running: 2, endedBy: null }],
  ["the agent is another process", bound(false), { running: 0, endedBy: null }],
  [
    "the agent ended",
    { kind: "agent_ended", payload: { code: 1, signal: null, stderrTail: "", expected: false } },
    { running: 0, endedBy: null },
  ],
])("what was left running when %s", (_what, fact, expected) => {
  const [item] = fold(left, fact).entries.flatMap(({ items }) => items.filter((one) => one.type === "processes"));
  expect(item && { running: countRunning(item.processes), endedBy: item.endedBy }).toEqual(expected);
});
