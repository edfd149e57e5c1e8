// How much one person may ask at once over all of their pages, each of which keeps within what a page may.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession, type WatchedSession } from "@/lib/testing/db/watched-session";

testDatabase();
let bridge: TestBridge;
let watched: WatchedSession;

beforeEach(async () => {
  bridge = await startTestBridge();
  watched = await storeWatchedSession(bridge);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bridge.close();
});

test("many pages of one person share one measure, and are in nobody else's way", async () => {
  const { owner, reviewer } = watched;
  const pages = await Promise.all(Array.from({ length: 5 }, () => bridge.browse(owner.deviceId)));
  const other = await bridge.browse(reviewer.deviceId);
  // No time passes, in which more may be asked.
  vi.spyOn(Date, "now").mockReturnValue(Date.now());
  const asked = pages.flatMap((page) => Array.from({ length: 50 }, () => page.ask("sessions:watch", {})));
  const answers = await Promise.all(asked);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(200);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "too_many_requests" } });
  expect(await other.ask("sessions:watch", {})).toEqual({ ok: true });
});
