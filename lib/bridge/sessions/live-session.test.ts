// When a live session says that it may be let go.
import { describe, expect, test, vi } from "vitest";
import { RefusedError } from "@/lib/domain/refusal";
import { MemoryLog } from "@/lib/testing/memory-log";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
import { headOf } from "@/lib/testing/simulation/head-of-log";
import { LiveSession } from "./live-session";

test("a session that is left while a command runs turns quiet when it is answered, though nothing is shown of that", async () => {
  const onQuiet = vi.fn();
  let live: LiveSession | null = null;
  const session = new ScriptedSession({ onChange: () => live?.show() });
  live = new LiveSession("s", 0, {
    openDriver: async () => session.driver,
    readEvents: async () => [],
    onQuiet,
    onChanged: () => {},
    now: () => session.now,
  });
  live.wake();
  await session.settle();
  await session.bind();
  const port = { deliver: async () => {}, status: () => {}, closed: () => {} };
  const feed = live.addViewer(ada, 0, port);
  session.driver.line.runner.request("plan", ["show"], ada);
  live.removeViewer(feed);
  expect(live.isQuiet).toBe(false);
  onQuiet.mockClear();
  session.output({ type: "status", message: "ok", data: { command_type: "plan" } });
  expect(live.isQuiet).toBe(true);
  expect(onQuiet).toHaveBeenCalled();
});

test("R12 who watches is told when it ends, and hears nothing after it", async () => {
  const session = new ScriptedSession();
  const live = new LiveSession("s", 0, {
    openDriver: async () => session.driver,
    readEvents: async () => [],
    onQuiet: () => {},
    onChanged: () => {},
    now: () => session.now,
  });
  const port = { deliver: vi.fn(), status: () => {}, closed: vi.fn() };
  live.addViewer(ada, 0, port);
  await live.close("restarting");
  expect(port.closed.mock.calls).toEqual([[{ code: "restarting" }]]);
  live.stored([{ seq: 1, at: 1, turn: null, kind: "reply_added", payload: { content: "late" } }], 1);
  await session.settle();
  expect(port.deliver).not.toHaveBeenCalled();
});

test("a session that was taken over is opened again only when what was let go has ended", async () => {
  const [first, second] = [new ScriptedSession(), new ScriptedSession()];
  const openDriver = vi.fn(async () => second.driver).mockResolvedValueOnce(first.driver);
  const others = { readEvents: async () => [], onQuiet: () => {}, onChanged: () => {} };
  const live = new LiveSession("s", 0, { openDriver, ...others, now: () => first.now, callAfter: first.after });
  live.wake();
  await first.settle();
  let ended = (): void => {};
  vi.spyOn(first.driver, "close").mockReturnValue(
    new Promise((resolve) => {
      ended = resolve;
    }),
  );
  live.takenOver();
  live.wake();
  await first.settle();
  expect([openDriver.mock.calls.length, live.driver]).toEqual([1, null]);
  ended();
  await first.settle();
  expect(live.driver).toBe(second.driver);
});

test("R8 what was left open is ended once: who opens the session meanwhile waits, and whose it is already has ended it", async () => {
  const [left, second] = [new ScriptedSession(), new ScriptedSession()];
  const openDriver = vi.fn(async () => second.driver).mockResolvedValueOnce(left.driver);
  const others = { readEvents: async () => [], onQuiet: () => {}, onChanged: () => {} };
  const live = new LiveSession("s", 0, { openDriver, ...others, now: () => left.now, callAfter: left.after });
  let ended = (): void => {};
  vi.spyOn(left.driver, "close").mockReturnValue(
    new Promise((resolve) => {
      ended = resolve;
    }),
  );
  const settled = live.settle();
  live.wake();
  await live.settle();
  await left.settle();
  expect([openDriver.mock.calls.length, live.driver]).toEqual([1, null]);
  ended();
  await settled;
  await left.settle();
  expect(live.driver).toBe(second.driver);
  await live.settle();
  expect(openDriver).toHaveBeenCalledTimes(2);
});

describe("an agent that was refused", () => {
  /** A live session whose driver is opened anew from the log each time. */
  async function refusedSession() {
    const log = new MemoryLog();
    const drivers: ScriptedSession[] = [];
    const clock = new ScriptedSession();
    const openDriver = async () => {
      const head = headOf(log.events, log.position);
      const next = new ScriptedSession({ log, head, onChange: () => live.show(), onRefused: (reason) => live.again.refused(reason) });
      drivers.push(next);
      return next.driver;
    };
    const others = { readEvents: async () => [], onQuiet: () => {}, onChanged: () => {} };
    const live: LiveSession = new LiveSession("s", 0, { openDriver, ...others, now: () => clock.now, callAfter: clock.after });
    live.wake();
    await clock.settle();
    return { log, live, drivers, clock };
  }

  test("is opened anew by itself for a message that waits, as is told on the page and in the log", async () => {
    const { log, live, drivers, clock } = await refusedSession();
    await live.submitMessage(ada, "m", "Go");
    drivers[0]?.refuse("It crashed.");
    const retryAt = clock.now + 60_000;
    expect(live.status).toMatchObject({ state: "refused", detail: "It crashed.", retryAt });
    expect(log.of("upstream_refused").map(({ payload }) => payload)).toEqual([{ reason: "It crashed.", retryAt }]);
    await clock.settle(59_999);
    expect(drivers).toHaveLength(1);
    await clock.settle(1);
    expect(drivers).toHaveLength(2);
    expect(live.status).toMatchObject({ state: "connecting", retryAt: null });
    drivers[1]?.refuse("It crashed.");
    expect(live.status.retryAt).toBe(clock.now + 120_000);
    await drivers[1]?.bind();
    expect(drivers[1]?.last("message")).toMatchObject({ content: "Go" });
    await clock.settle(120_000);
    expect(drivers).toHaveLength(2);
  });

  test("is left alone while nothing waits, and told as soon as something does", async () => {
    const { log, live, drivers, clock } = await refusedSession();
    drivers[0]?.refuse("It crashed.");
    expect(log.of("upstream_refused").map(({ payload }) => payload)).toEqual([{ reason: "It crashed." }]);
    await clock.settle(60_000);
    expect([drivers.length, live.status.retryAt]).toEqual([1, null]);
    await live.submitMessage(ada, "m", "Go");
    live.stored(log.events, log.events.length);
    await clock.settle();
    expect(live.status.retryAt).toBe(clock.now + 60_000);
  });

  test("is tried at once, with what the project says by then, when a person wants it", async () => {
    const { live, drivers, clock } = await refusedSession();
    drivers[0]?.refuse("The agent refused our token.");
    live.retry();
    await clock.settle();
    expect(drivers).toHaveLength(2);
    expect(drivers[0]?.isLetGo).toBe(true);
  });

  test("is tried again for a schedule, unless the session has to rest", async () => {
    const waits = (isAtRest: boolean) => new ScriptedSession({ head: { keptFor: ["a schedule"] }, session: { isAtRest } }).driver.isWaiting;
    expect([waits(false), waits(true)]).toEqual([true, false]);
  });
});

describe("Stop, while nobody drives the session", () => {
  function stoppedWhile(opening: Promise<unknown>) {
    const openTurn = { no: 1, requestId: "r", personId: ada.personId, hasReplied: false, hasFailed: false };
    const session = new ScriptedSession({ head: { turnCount: 1, openTurn } });
    const openDriver = () => opening.then(() => session.driver);
    const others = { readEvents: async () => [], onQuiet: () => {}, onChanged: () => {} };
    const live = new LiveSession("s", 1, { openDriver, ...others, now: () => session.now, callAfter: session.after });
    return { live, session };
  }

  test("waits for it while it is opened: a turn may be running", async () => {
    let opened = (): void => {};
    const { live } = stoppedWhile(
      new Promise<void>((resolve) => {
        opened = resolve;
      }),
    );
    live.wake();
    const stopped = live.stop(ada);
    opened();
    await expect(stopped).rejects.toMatchObject({ refusal: { code: "upstream_unavailable" } });
  });

  test("is told why it cannot be opened where that is tried again", async () => {
    const away = new Error("no connection");
    const { live, session } = stoppedWhile(Promise.reject(away));
    live.wake();
    await session.settle();
    await expect(live.stop(ada)).rejects.toBe(away);
  });

  test("has nothing to stop where nobody opens it", async () => {
    const { live } = stoppedWhile(Promise.resolve());
    await expect(live.stop(ada)).rejects.toMatchObject({ refusal: { code: "nothing_to_stop" } });
  });
});

describe("a session that is woken", () => {
  async function wokenSession(why: Error) {
    const session = new ScriptedSession();
    const openDriver = vi.fn(async () => session.driver).mockRejectedValueOnce(why);
    const others = { readEvents: async () => [], onQuiet: () => {}, onChanged: () => {} };
    const live = new LiveSession("s", 0, { openDriver, ...others, now: () => session.now, callAfter: session.after });
    live.wake();
    await session.settle();
    return { live, session };
  }

  test("while the database is away is opened when it is back: a schedule has nobody who asks again", async () => {
    const { live, session } = await wokenSession(new Error("no connection"));
    expect([live.status.retryAt, live.isQuiet]).toEqual([session.now + 1_000, false]);
    await session.settle(1_000);
    expect([live.driver, live.status.retryAt]).toEqual([session.driver, null]);
  });

  test("and was refused is not tried again until somebody asks", async () => {
    const { live, session } = await wokenSession(new RefusedError({ code: "session_taken_over" }));
    await session.settle(60_000);
    expect([live.driver, live.status.state, live.isQuiet]).toEqual([null, "refused", true]);
  });
});
