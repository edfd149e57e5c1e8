/** Places for agent processes: a number, their memory, and an orderly line. */
import { describe, expect, test, vi } from "vitest";
import { AgentPlaces } from "./agent-places";
import type { ProcessRow } from "./process-row";

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

  test("room that is seen first by who asks last is for who has waited", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    let rows = [row(10, 1, 110)];
    const places = new AgentPlaces({ maxProcesses: 10, maxMemoryBytes: 100 * MB }, async () => rows);
    const first = ask(places);
    await first.done;
    first.asked.place?.use(10);
    const second = ask(places);
    await settle();
    rows = [row(10, 1, 70)];
    now.mockReturnValue(6_000);
    const third = ask(places);
    await settle();
    expect([second.asked.state, third.asked.state]).toEqual(["waiting", "waiting"]);
    vi.advanceTimersByTime(6_000);
    await settle();
    expect([second.asked.state, third.asked.state]).toEqual(["placed", "waiting"]);
    places.close();
    now.mockRestore();
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

  test("are looked at once for all who ask within five seconds; a process that is not seen counts as one that has just begun", async () => {
    const list = vi.fn(async () => [row(10, 1, 1)]);
    const places = new AgentPlaces({ maxProcesses: 10, maxMemoryBytes: 100 * MB }, list);
    const all = [ask(places)];
    await settle();
    all[0]?.asked.place?.use(99);
    for (let more = 0; more < 3; more += 1) {
      all.push(ask(places));
      await settle();
      all.at(-1)?.asked.place?.use(99);
    }
    expect(all.map(({ asked }) => asked.state)).toEqual(["placed", "placed", "placed", "waiting"]);
    expect(list).toHaveBeenCalledTimes(1);
    places.close();
  });

  test("that are given back are nobody's, and whoever waits after the line was empty is served as well", async () => {
    vi.useFakeTimers();
    let rows = [row(10, 1, 110)];
    const places = new AgentPlaces({ maxProcesses: 2, maxMemoryBytes: 100 * MB }, async () => rows);
    const gone = ask(places);
    await gone.done;
    gone.asked.place?.free();
    gone.asked.place?.use(11);
    const first = ask(places);
    await first.done;
    first.asked.place?.use(10);
    for (let round = 0; round < 2; round += 1) {
      rows = [row(10, 1, 110)];
      await vi.advanceTimersByTimeAsync(6_000);
      const next = ask(places);
      await vi.advanceTimersByTimeAsync(0);
      expect(next.asked.state).toBe("waiting");
      rows = [row(10, 1, 1)];
      await vi.advanceTimersByTimeAsync(6_000);
      expect(next.asked.state).toBe("placed");
      next.asked.place?.free();
    }
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
