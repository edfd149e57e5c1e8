import { expect, test } from "vitest";
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
