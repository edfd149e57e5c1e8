// What one page says to a session in parallel arrives in the order in which it was said.
import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { readEvents } from "@/lib/event-log/read-events";
import { storeSession } from "@/lib/testing/db/stored-people";
import { startTestBridge, type TestBridge } from "@/lib/testing/db/test-bridge";
import { testDatabase } from "@/lib/testing/db/test-database";
import { storeWatchedSession } from "@/lib/testing/db/watched-session";
import { patience } from "@/lib/testing/fake-browser";

const { pool } = testDatabase();
let bridge: TestBridge;
afterEach(() => bridge.close());

test("R6 a slow look at the rights of the first message lets no later one pass, and holds up no other session", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let isSlow = false;
  bridge = await startTestBridge({
    viewerOfDevice: async (deviceId) => {
      const isHeld = isSlow;
      isSlow = false;
      if (isHeld) await gate;
      return viewerOfDevice(deviceId);
    },
  });
  const { owner, projectId, sessionId } = await storeWatchedSession(bridge);
  const other = await storeSession(owner.personId, projectId);
  const browser = await bridge.browse(owner.deviceId);
  const texts = ["[hold] first", "second", "third", "fourth"];
  isSlow = true;
  const sent = texts.map((text) => browser.ask("session:send", { sessionId, messageId: randomUUID(), text }));
  expect(await browser.ask("session:send", { sessionId: other, messageId: randomUUID(), text: "elsewhere" })).toMatchObject({ ok: true });
  // Whatever could have passed the first one has done so by now.
  for (let round = 0; round < 20; round += 1) await browser.ask("session:join", { sessionId, afterSeq: 0 });
  open();
  expect(await Promise.all(sent)).toMatchObject(texts.map(() => ({ ok: true })));
  const said = (await readEvents(pool, sessionId, { after: 0 })).flatMap(({ kind, payload }) =>
    (kind === "message_sent" || kind === "message_queued") && "text" in payload ? [payload.text] : [],
  );
  expect(said.filter((text, index) => said.indexOf(text) === index)).toEqual(texts);
  bridge.agent.release(sessionId);
  await vi.waitFor(async () => {
    const turns = (await readEvents(pool, sessionId, { after: 0 })).flatMap((event) =>
      event.kind === "message_sent" ? [event.payload.text] : [],
    );
    expect(turns).toEqual(texts);
  }, patience);
});
