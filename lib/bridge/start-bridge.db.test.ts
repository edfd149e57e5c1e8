import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import { expect, test, vi } from "vitest";
import { dataPath } from "@/lib/platform/data-dir";
import { storeDevice, storeMembership, storePerson, storeProject, storeSession } from "@/lib/testing/db/stored-people";
import { startTestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();

test("it stops in time with every process of its own, while a session of the demo agent is watched", async () => {
  const { id: personId } = await storePerson();
  const projectId = await storeProject("Demo");
  await storeMembership(personId, projectId, "developer");
  const sessionId = await storeSession(personId, projectId);
  const bridge = await startTestBridge();
  try {
    const browser = await bridge.browse(await storeDevice(personId));
    await browser.ask("session:join", { sessionId, afterSeq: 0 });
    expect(await browser.ask("session:send", { sessionId, messageId: randomUUID(), text: "hello" })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(browser.events.map(({ event }) => event.kind)).toContain("usage_reported"), patience);
    expect(await readdir(dataPath("agents"))).toHaveLength(1);
    const since = Date.now();
    await bridge.stop();
    expect(Date.now() - since).toBeLessThan(5_000);
    expect(await readdir(dataPath("agents"))).toEqual([]);
    const { rows } = await pool.query(
      "SELECT (SELECT count(*)::int FROM holder) AS holders, (SELECT count(*)::int FROM session WHERE holder_id IS NOT NULL) AS held",
    );
    expect(rows).toEqual([{ holders: 0, held: 0 }]);
  } finally {
    await bridge.close();
  }
});
