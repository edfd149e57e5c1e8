import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { requireSetting } from "@/lib/platform/env";
import { announceSession } from "@/lib/services/sessions/record-fact";
import { CuttableDatabase, type WayState } from "@/lib/testing/db/cuttable-database";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { SessionNotices } from "./session-notices";

const { pool } = testDatabase();
const SESSION = "0198a0de-0000-7000-8000-000000000001";
let way: CuttableDatabase;
let address: string;

beforeEach(async () => {
  way = new CuttableDatabase(requireSetting("DATABASE_URL"));
  const { connectionString } = (await way.open()).options;
  address = connectionString ?? "";
});
afterEach(() => way.close());

test("what names no session is no notice of ours: to look for it would fail each time, and be done again", async () => {
  const heard = vi.fn();
  const notices = new SessionNotices(heard, () => {}, { address });
  await notices.open();
  for (const payload of ["no session", SESSION.slice(1), ""]) await pool.query("SELECT pg_notify('session_events', $1)", [payload]);
  await announceSession(SESSION);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith(SESSION), patience);
  expect(heard).toHaveBeenCalledOnce();
  await notices.close();
});

test.each<[string, WayState]>([
  ["is cut", "cut"],
  ["says nothing any more", "deaf"],
])("a connection that %s is made again, and everything is looked at", async (_what, state) => {
  const heard = vi.fn();
  const missed = vi.fn();
  const notices = new SessionNotices(heard, missed, { address, askMs: 50, answerMs: 200 });
  await notices.open();
  await announceSession(SESSION);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith(SESSION), patience);
  expect(missed).toHaveBeenCalledTimes(1);
  way.be(state);
  await vi.waitFor(() => expect(way.connections).toBe(0), patience);
  way.be("open");
  await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(2), patience);
  await announceSession(SESSION);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2), patience);
  await notices.close();
});
