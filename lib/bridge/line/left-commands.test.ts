import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { RunningProcess } from "@/lib/bridge/agents/agent-family";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { bob } from "@/lib/testing/simulation/simulated-people";
import { LeftCommands } from "./left-commands";

const command = (pid: number, startedAt = 1): RunningProcess => ({ pid, command: `${pid}`, startedAt });

function someLeft(...running: RunningProcess[]) {
  const world = { running, isFailing: false, isEndFailing: false };
  const waits: { ms: number; call: () => void }[] = [];
  const ended: [number[], string | undefined][] = [];
  const left = new LeftCommands({
    list: async () => {
      if (world.isFailing) throw new Error("no list");
      return world.running;
    },
    after: (ms, call) => {
      const wait = { ms, call };
      waits.push(wait);
      return () => {
        if (waits.includes(wait)) waits.splice(waits.indexOf(wait), 1);
      };
    },
    end: async () => {
      if (world.isEndFailing) throw new Error("no end");
      return world.running.splice(0).map(({ pid }) => pid);
    },
    onEnded: (pids, by) => void ended.push([pids, by?.name]),
  });
  const look = async () => {
    waits.shift()?.call();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { world, waits, ended, left, look };
}

test("what ends by itself is told once, and what goes on is looked after later and later", async () => {
  const { world, waits, ended, left, look } = someLeft(command(1), command(2));
  expect(await left.find()).toHaveLength(2);
  expect(waits.map(({ ms }) => ms)).toEqual([5_000]);
  await look();
  world.running = [command(2)];
  await look();
  expect(ended).toEqual([[[1], undefined]]);
  expect(waits.map(({ ms }) => ms)).toEqual([20_000]);
  world.running = [command(2, 9)]; // another process with its number
  await look();
  expect(ended).toEqual([
    [[1], undefined],
    [[2], undefined],
  ]);
  expect(waits).toEqual([]);
});

test("what somebody ended is told as theirs and not looked after any more, and nothing is looked after that nobody left", async () => {
  const { waits, ended, left } = someLeft(command(1));
  await left.find();
  expect(await left.end(ada)).toBe(1);
  expect(waits).toEqual([]);
  expect(ended).toEqual([[[1], "Ada"]]);
  const none = someLeft();
  await none.left.find();
  expect(none.waits).toEqual([]);
});

test("what is ended in the middle of its steps is over as a whole, at once, and is theirs who ended it", async () => {
  const [loop, sleep, nextSleep] = [command(1), command(2), command(3)];
  const { world, waits, ended, left } = someLeft(loop, sleep);
  await left.find();
  world.running = [loop, nextSleep];
  expect(await left.end(ada)).toBe(2);
  expect(ended).toEqual([
    [[2], undefined],
    [[1, 3], "Ada"],
  ]);
  expect(waits).toEqual([]);
});

test("what two end at once, while it is looked for, is theirs who came first", async () => {
  const { waits, ended, left } = someLeft(command(1));
  await left.find();
  waits.shift()?.call();
  expect(await Promise.all([left.end(ada), left.end(bob)])).toEqual([1, 0]);
  expect(ended).toEqual([[[1], "Ada"]]);
  expect(waits).toEqual([]);
});

test("an end that failed leaves what runs looked after", async () => {
  const { world, waits, ended, left } = someLeft(command(1));
  await left.find();
  world.isEndFailing = true;
  await expect(left.end(ada)).rejects.toThrow("no end");
  expect(ended).toEqual([]);
  expect(waits).toHaveLength(1);
});

test("a list that cannot be had says nothing of what runs, and it is tried again", async () => {
  const { world, waits, ended, left, look } = someLeft(command(1));
  await left.find();
  world.isFailing = true;
  await look();
  expect(ended).toEqual([]);
  expect(waits).toHaveLength(1);
  left.close();
  expect(waits).toEqual([]);
});

test("one that is closed while it looks for what runs looks after nothing", async () => {
  const { waits, left } = someLeft(command(1));
  const found = left.find();
  left.close();
  expect(await found).toEqual([]);
  expect(waits).toEqual([]);
});

test("a command that a stopped turn left ends by itself: it is on record", async () => {
  const session = new ScriptedSession();
  await session.bind();
  await session.driver.messages.submit(ada, randomUUID(), "run something long");
  session.processes = [command(42)];
  session.driver.stop(ada);
  await session.cost(0.002, { cancelled: true });
  await session.answerInfo();
  session.processes = [];
  await session.settle(5_000);
  expect(session.log.of("processes_ended").map(({ payload }) => payload)).toEqual([{ pids: [42], by: null }]);
});

test("what another stopped turn leaves is looked after as soon as what the first one left was", async () => {
  const { waits, left, look } = someLeft(command(1));
  await left.find();
  await look();
  await look();
  expect(waits.map(({ ms }) => ms)).toEqual([20_000]);
  await left.find();
  expect(waits.map(({ ms }) => ms)).toEqual([5_000]);
});
