/** Places for agent processes: a number, their memory, and an orderly line. */
import { describe, expect, test, vi } from "vitest";
import { AgentPlaces } from "./agent-places";
import type { ProcessRow } from "./process-tree";

const MB = 1024 * 1024;
const never = new AbortController().signal;
const row = (pid: number, parent: number, megabytes: number): ProcessRow => ({
  pid,
  parent,
  session: pid,
  startTicks: "1",
  startedAt: 1,
  rssBytes: megabytes * MB,
  command: "agent",
  mark: null,
});

/** Asks for a place and tells what becomes of it. */
function ask(places: AgentPlaces, signal = never) {
  const asked = { state: "asked", place: null as { free(): void; use(pid: number): void } | null };
  const done = places
    .take(() => {
      asked.state = "waiting";
    }, signal)
    .then(
      (place) => {
        asked.state = "placed";
        asked.place = place;
      },
      () => {
        asked.state = "gone";
      },
    );
  return { asked, done };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("places", () => {
  test("are given up to the limit, then in the order of asking", async () => {
    const places = new AgentPlaces({ maxProcesses: 2, maxMemoryBytes: 100 * MB }, async () => []);
    const all = [ask(places), ask(places), ask(places), ask(places)];
    await settle();
    expect(all.map(({ asked }) => asked.state)).toEqual(["placed", "placed", "waiting", "waiting"]);
    all[1]?.asked.place?.free();
    await settle();
    expect(all.map(({ asked }) => asked.state)).toEqual(["placed", "placed", "placed", "waiting"]);
    all[1]?.asked.place?.free();
    await settle();
    expect(all[3]?.asked.state).toBe("waiting");
    all[0]?.asked.place?.free();
    await settle();
    expect(all[3]?.asked.state).toBe("placed");
    places.close();
  });

  test("a wait can be given up without losing the line", async () => {
    const places = new AgentPlaces({ maxProcesses: 1, maxMemoryBytes: 100 * MB }, async () => []);
    const first = ask(places);
    await settle();
    const giveUp = new AbortController();
    const second = ask(places, giveUp.signal);
    const third = ask(places);
    await settle();
    giveUp.abort(new Error("nobody waits any more"));
    await second.done;
    expect(second.asked.state).toBe("gone");
    first.asked.place?.free();
    await third.done;
    expect(third.asked.state).toBe("placed");
    places.close();
  });

  test("one who gives up while memory is measured is not in the line", async () => {
    let measured = (_rows: ProcessRow[]): void => {};
    const places = new AgentPlaces(
      { maxProcesses: 1, maxMemoryBytes: 100 * MB },
      () =>
        new Promise((resolve) => {
          measured = resolve;
        }),
    );
    const first = ask(places);
    await settle();
    first.asked.place?.use(10);
    const giveUp = new AbortController();
    const second = ask(places, giveUp.signal);
    giveUp.abort(new Error("the session was let go"));
    measured([]);
    await settle();
    expect(second.asked.state).toBe("gone");
    places.close();
  });

  test("none is given while the agents and all they started take too much memory", async () => {
    vi.useFakeTimers();
    let rows = [row(10, 1, 60), row(11, 10, 50)];
    const places = new AgentPlaces({ maxProcesses: 10, maxMemoryBytes: 100 * MB }, async () => rows);
    const first = ask(places);
    await first.done;
    first.asked.place?.use(10);
    const second = ask(places);
    await vi.advanceTimersByTimeAsync(0);
    expect(second.asked.state).toBe("waiting");
    rows = [row(10, 1, 60)];
    await vi.advanceTimersByTimeAsync(6_000);
    expect(second.asked.state).toBe("placed");
    places.close();
    vi.useRealTimers();
  });

  test("that are taken at once count before they are measured, and a place that is free takes nothing", async () => {
    vi.useFakeTimers();
    const places = new AgentPlaces({ maxProcesses: 10, maxMemoryBytes: 100 * MB }, async () => [1, 2, 3, 4].map((pid) => row(pid, 1, 50)));
    const all = [ask(places), ask(places), ask(places), ask(places), ask(places)];
    await vi.advanceTimersByTimeAsync(0);
    const states = () => all.map(({ asked }) => asked.state);
    expect(states()).toEqual(["placed", "placed", "placed", "waiting", "waiting"]);
    for (const [index, { asked }] of all.entries()) asked.place?.use(index + 1);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(states()).toEqual(["placed", "placed", "placed", "waiting", "waiting"]);
    all[0]?.asked.place?.free();
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(["placed", "placed", "placed", "waiting", "waiting"]);
    all[1]?.asked.place?.free();
    await vi.advanceTimersByTimeAsync(0);
    expect(states()).toEqual(["placed", "placed", "placed", "placed", "placed"]);
    places.close();
    vi.useRealTimers();
  });

  test("a single agent may take more than the limit", async () => {
    const places = new AgentPlaces({ maxProcesses: 10, maxMemoryBytes: MB }, async () => [row(10, 1, 60)]);
    const first = ask(places);
    await first.done;
    expect(first.asked.state).toBe("placed");
    places.close();
  });
});
