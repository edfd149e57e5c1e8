// When a live session says that it may be let go.
import { expect, test, vi } from "vitest";
import { ada, ScriptedSession } from "@/lib/testing/scripted-session";
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
  session.driver.line.request("plan", ["show"], ada);
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
  live.stored([{ seq: 1, at: 1, turn: null, kind: "reply_added", payload: { content: "late" } }]);
  await session.settle();
  expect(port.deliver).not.toHaveBeenCalled();
});
