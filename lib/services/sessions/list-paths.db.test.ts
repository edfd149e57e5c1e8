import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Viewer } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { createSession } from "./create-session";
import { listPaths } from "./list-paths";

const { pool } = testDatabase();
let ada: Viewer;
let sessionId: string;
let projectId: number;

beforeEach(async () => {
  projectId = await storeProject("Billing");
  ada = await signedInAs("Ada", projectId, "developer");
  sessionId = (await createSession(ada, { projectId, title: "First" })).id;
});

const fact = (kind: string, payload: object): EventDraft => ({ kind, turn: null, at: 1, payload }) as EventDraft; // as: spelled below
const called = (toolId: string, params: unknown) => fact("tool_called", { toolId, tool: "view", server: "octofs", params });
const returned = (toolId: string, content: string, success = true) =>
  fact("tool_returned", { toolId, tool: "view", server: "octofs", content, success });
const told = (runSeq: number, runKind: string, event: object) =>
  fact("run_progressed", { runId: "r", role: "reviewer", runKind, runSeq, event });

async function given(...drafts: EventDraft[]): Promise<void> {
  const source = randomUUID();
  await appendEvents(pool, [{ sessionId, epoch: null, items: drafts.map((draft, n) => ({ draft, source, sourceSeq: n })) }]);
}

test("the newest first, of calls and answers, those of delegated runs too, however long an answer is", async () => {
  const long = Array.from({ length: 2_000 }, (_, no) => `src/generated/part-${no}.rs\t${no}L\t~13t`).join("\n");
  await given(
    called("a", { path: "./src/old.rs" }),
    called("b", { path: "." }),
    returned("b", long),
    called("c", { path: "gone.rs" }),
    returned("c", "not found: no/such.rs", false),
    called("d", { operations: JSON.stringify([{ path: "each/place.rs" }]) }),
    told(1, "tool_use", { type: "tool_use", tool_id: "x", tool: "view", params: { path: "docs/run.md" } }),
    told(2, "tool_result", { type: "tool_result", tool_id: "x", content: "see lib/seen-by-run.ts:3", success: true }),
  );
  const { paths } = await listPaths(ada, sessionId);
  expect(paths.slice(0, 3)).toEqual(["lib/seen-by-run.ts", "docs/run.md", "each/place.rs"]);
  expect(paths).toContain("src/generated/part-1999.rs");
  expect(paths.at(-1)).toBe("src/old.rs");
  expect(paths.join()).not.toContain("no/such.rs");
});

test("what is read is bounded, by events and by their weight", async () => {
  await given(called("a", { path: "first.rs" }), returned("a", "x".repeat(100_000)), called("b", { path: "last.rs" }));
  expect(await listPaths(ada, sessionId, { rowsMax: 1 })).toEqual({ paths: ["last.rs"] });
  expect(await listPaths(ada, sessionId, { bytesMax: 1_000 })).toEqual({ paths: ["last.rs"] });
});

test("unknown and forbidden sessions both answer not_found", async () => {
  const stranger = await signedInAs("Eve", await storeProject("Other"), "developer");
  expect(await refusalOf(listPaths(stranger, sessionId))).toBe("not_found");
  expect(await refusalOf(listPaths(ada, randomUUID()))).toBe("not_found");
});
