import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { RecentEvents } from "@/lib/bridge/sessions/recent-events";
import type { SessionEvent, ViewerEvent } from "@/lib/domain/sessions/session-event";
import { BATCH_EVENTS, ViewerBatches } from "./viewer-batches";
import { ViewerFeed, type ViewerPort } from "./viewer-feed";

const note = (seq: number, content = `line ${seq}`): SessionEvent => ({
  seq,
  at: seq,
  turn: null,
  kind: "reply_added",
  payload: { content },
});

type Delivery = { events: ViewerEvent[]; acknowledge(): void; fail(): void };

/** A browser whose acknowledgements the test gives. */
function aPort(): { port: ViewerPort; waiting: Delivery[]; all: ViewerEvent[][] } {
  const waiting: Delivery[] = [];
  const all: ViewerEvent[][] = [];
  const deliver: ViewerPort["deliver"] = ({ events }, done) => {
    all.push(events);
    waiting.push({ events, acknowledge: () => done(), fail: () => done(new Error("too slow")) });
  };
  return { port: { deliver, status: () => {}, closed: () => {} }, waiting, all };
}

function aFeed(log: SessionEvent[], after: number, read = async (cursor: number) => log.filter((event) => event.seq > cursor)) {
  const browser = aPort();
  const onBroken = vi.fn();
  const feed = new ViewerFeed({ after, read, batches: new ViewerBatches("s"), head: () => log.length, port: browser.port, onBroken });
  return { ...browser, feed, onBroken };
}

/** Lets everything that is ready run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function acknowledgeAll(waiting: Delivery[]): Promise<void> {
  await settle();
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    next.acknowledge();
    await settle();
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant("grow" as const), by: fc.integer({ min: 1, max: 150 }) }),
  fc.record({ do: fc.constant("nudge" as const) }),
  fc.record({ do: fc.constant("acknowledge" as const) }),
);

test("R3 R4 a viewer gets exactly what comes after its cursor, once and in order, however it grows and however slow it is", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(200), fc.nat(250), fc.array(step, { maxLength: 30 }), async (before, cursor, steps) => {
      const log = Array.from({ length: before }, (_, index) => note(index + 1));
      const { feed, waiting, all } = aFeed(log, cursor);
      for (const one of steps) {
        if (one.do === "grow") for (let i = 0; i < one.by; i++) log.push(note(log.length + 1));
        if (one.do === "acknowledge") waiting.shift()?.acknowledge();
        if (one.do !== "acknowledge") feed.nudge();
        await settle();
        expect(waiting.length).toBeLessThanOrEqual(1);
      }
      feed.nudge();
      await acknowledgeAll(waiting);
      expect(all.flat()).toEqual(log.slice(cursor));
      expect(feed.cursor).toBe(Math.max(cursor, log.length));
      expect(Math.max(0, ...all.map((batch) => batch.length))).toBeLessThanOrEqual(BATCH_EVENTS);
    }),
    { numRuns: 60 },
  );
});

test("a batch holds about 256 KiB, and an event that is larger comes alone, cut", async () => {
  const log = [...Array.from({ length: 40 }, (_, index) => note(index + 1, "x".repeat(15_000))), note(41, "y".repeat(5_000_000)), note(42)];
  const { feed, waiting, all } = aFeed(log, 0);
  feed.nudge();
  await acknowledgeAll(waiting);
  expect(all.flat().map((event) => event.seq)).toEqual(log.map((event) => event.seq));
  for (const batch of all) expect(JSON.stringify(batch).length).toBeLessThan(300_000);
  expect(all.flat()[40]?.cut).toEqual([{ path: "content", length: 5_000_000 }]);
});

test("a browser that does not acknowledge breaks the feed once, and gets nothing more", async () => {
  const log = [note(1), note(2)];
  const { feed, waiting, all, onBroken } = aFeed(log, 0);
  feed.nudge();
  await settle();
  waiting.shift()?.fail();
  await settle();
  log.push(note(3));
  feed.nudge();
  await settle();
  expect(onBroken).toHaveBeenCalledTimes(1);
  expect(all).toHaveLength(1);
});

test("a viewer whom a fault of ours keeps from what came is told so, and is no viewer any more", async () => {
  const closed = vi.fn();
  const onBroken = vi.fn();
  const deliver = () => {
    throw new Error("a fault");
  };
  const port = { deliver, status: () => {}, closed };
  const feed = new ViewerFeed({ after: 0, read: () => [note(1)], batches: new ViewerBatches("s"), head: () => 1, port, onBroken });
  feed.nudge();
  expect(closed.mock.calls).toEqual([[{ code: "internal" }]]);
  expect(onBroken).toHaveBeenCalledTimes(1);
});

test("a log that cannot be read is read again, and the viewer stays", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const log = [note(1)];
  let isAway = true;
  const { feed, waiting, all, onBroken } = aFeed(log, 0, async () => {
    if (isAway) throw new Error("the database is away");
    return log;
  });
  feed.nudge();
  await settle();
  expect(all).toEqual([]);
  isAway = false;
  vi.advanceTimersByTime(1_000);
  await acknowledgeAll(waiting);
  expect(all.flat()).toEqual(log);
  expect(onBroken).not.toHaveBeenCalled();
  vi.useRealTimers();
});

test("R3 what is announced while a read finds nothing is looked for again", async () => {
  const log = [note(1)];
  let reads = 0;
  const { feed, waiting, all } = aFeed(log, 0, async (cursor) => {
    reads += 1;
    if (reads > 1) return log.filter((event) => event.seq > cursor);
    feed.nudge();
    return [];
  });
  feed.nudge();
  await acknowledgeAll(waiting);
  expect(all.flat()).toEqual(log);
});

test("what others wrote behind the newest in memory is asked of the log", () => {
  const recent = new RecentEvents();
  recent.add([note(1), note(2)]);
  expect(recent.after(0)?.map((event) => event.seq)).toEqual([1, 2]);
  expect(recent.after(2)).toBeNull();
  recent.add([note(4)]);
  expect(recent.after(2)).toBeNull();
  expect(recent.after(3)?.map((event) => event.seq)).toEqual([4]);
});

const long = "x".repeat(300_000);

test.each(Object.entries({ text: long, list: [...long], name: { [long]: 1 } }))(
  "what is kept in memory of calls with a long %s is bounded",
  (_, params) => {
    const recent = new RecentEvents();
    const payload = { tool: "t", toolId: "c", server: "s", params };
    recent.add(Array.from({ length: 20 }, (_none, index) => ({ seq: index + 1, at: 1, turn: 1, kind: "tool_called", payload })));
    expect(recent.after(19)).toHaveLength(1);
    expect(recent.after(10)).toBeNull();
  },
);

test("R11 what was being read for a viewer who is gone by then is delivered to nobody", async () => {
  let answer: (events: SessionEvent[]) => void = () => {};
  const { feed, all, onBroken } = aFeed([note(1)], 0, () => new Promise((resolve) => (answer = resolve)));
  feed.nudge();
  feed.close();
  answer([note(1)]);
  await settle();
  expect([all, onBroken.mock.calls]).toEqual([[], []]);
});
