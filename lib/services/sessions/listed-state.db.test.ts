import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { createSession } from "./create-session";
import { findSessions } from "./find-sessions";
import { listRail } from "./list-rail";
import { listSessions } from "./list-sessions";
import { appendFact } from "./record-fact";
import { loadSessionCost } from "./session-costs";

const { pool } = testDatabase();

test("one that has not started and has a message in its queue is listed as that, and as running once it has started", async () => {
  const project = await storeProject("Billing");
  const ada = await signedInAs("Ada", project, "developer");
  const { id } = await createSession(ada, { projectId: project });
  const states = async () => {
    const [list, rail, found, costs] = await Promise.all([
      listSessions(ada, { scope: "mine" }),
      listRail(ada),
      findSessions(ada, ""),
      loadSessionCost(ada, id),
    ]);
    return [list.rows[0]?.state, rail[0]?.state, found[0]?.state, costs.state];
  };
  expect(new Set(await states())).toEqual(new Set(["idle"]));
  const by = { personId: ada.personId, name: "Ada" };
  const message = { messageId: randomUUID(), text: "hello", by };
  await appendFact(pool, id, { kind: "message_queued", at: 1, turn: null, payload: { ...message, place: 1, reason: null } });
  expect(new Set(await states())).toEqual(new Set(["queued"]));
  await appendFact(pool, id, {
    kind: "message_queued",
    at: 2,
    turn: null,
    payload: { ...message, messageId: randomUUID(), place: 2, reason: null },
  });
  await appendFact(pool, id, { kind: "message_sent", at: 3, turn: 1, payload: { ...message, requestId: "r", fromQueue: true } });
  expect(new Set(await states())).toEqual(new Set(["running"]));
});
