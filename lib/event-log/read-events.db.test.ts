import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { appendEvents } from "./append-events";
import { readEvents } from "./read-events";

const { pool } = testDatabase();
const MIB = 1024 * 1024;

test("results that are small on the disk and huge in the memory are read a few at a time, and all of them", async () => {
  const { sessionId } = await aProject(pool);
  const content = "=".repeat(6 * MIB);
  const draft: EventDraft = {
    kind: "tool_returned",
    at: 1,
    turn: 1,
    payload: { tool: "shell", toolId: "t", server: "", content, success: true },
  };
  for (let sourceSeq = 1; sourceSeq <= 5; sourceSeq += 1) {
    const raw = Buffer.from(JSON.stringify({ type: "tool_result", content }));
    await appendEvents(pool, [{ sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq, raw }] }]);
  }
  const reads: number[][] = [];
  for (let after = 0; after < 5; after = reads.at(-1)?.at(-1) ?? 5)
    reads.push((await readEvents(pool, sessionId, { after })).map(({ seq }) => seq));
  expect(reads).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});
