import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { untrackedUsage } from "@/lib/domain/sessions/usage";
import type { Viewer } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { createSession } from "./create-session";
import { listChanges } from "./list-changes";

const { pool } = testDatabase();
let ada: Viewer;
let sessionId: string;

beforeEach(async () => {
  const projectId = await storeProject("Billing");
  ada = await signedInAs("Ada", projectId, "developer");
  sessionId = (await createSession(ada, { projectId, title: "First" })).id;
});

let at = 0;
const fact = (kind: string, turn: number, payload: object): EventDraft => ({ kind, turn, at: ++at * 1_000, payload }) as EventDraft; // as: spelled below
const called = (turn: number, toolId: string, tool: string, params: unknown) =>
  fact("tool_called", turn, { toolId, tool, server: "filesystem", params });
const returned = (turn: number, toolId: string, tool: string, content: string, success = true) =>
  fact("tool_returned", turn, { toolId, tool, server: "filesystem", content, success });
const sent = (turn: number) =>
  fact("message_sent", turn, {
    messageId: randomUUID(),
    text: "go",
    by: { personId: ada.personId, name: "Ada" },
    requestId: `r${turn}`,
    fromQueue: false,
  });

const created = (turn: number, id: string, path: string, content: string) => [
  called(turn, id, "text_editor", { command: "create", path, content }),
  returned(turn, id, "text_editor", `File created successfully with ${content.length} bytes`),
];

async function given(...drafts: EventDraft[]): Promise<void> {
  const source = randomUUID();
  await appendEvents(pool, [{ sessionId, epoch: null, items: drafts.map((draft, n) => ({ draft, source, sourceSeq: n })) }]);
}

test("a session without edits changed nothing", async () => {
  await given(sent(1), called(1, "a", "shell", { command: "ls" }), returned(1, "a", "shell", "x"));
  expect(await listChanges(ada, sessionId)).toEqual({ files: [], sum: { files: 0, added: 0, removed: 0, isExact: true }, isWhole: true });
});

test("changes are read whole, in the order in which they were answered, views and shells between them included", async () => {
  const long = "x".repeat(40_000);
  await given(
    sent(1),
    ...created(1, "a", "big.txt", `${long}\nnul \u0000 and \ud800 too\n`),
    called(1, "b", "view", { path: "a.md" }),
    returned(1, "b", "view", "1:83|# Notes\n2:23|second line"),
    called(1, "c", "batch_edit", { path: "a.md", operations: [{ operation: "replace", start: "2:23", content: "2nd line" }] }),
    returned(1, "c", "batch_edit", "1:83|# Notes\n-2:23 (1 line)\n+2:35|2nd line"),
    called(1, "d", "shell", { command: "fmt" }),
    returned(1, "d", "shell", "done"),
    called(1, "e", "text_editor", { command: "str_replace", path: "a.md", old_text: "# Notes", new_text: "# Note" }),
    returned(1, "e", "text_editor", "-1:83 (1 line)\n+1:30|# Note\n2:35|2nd line"),
  );
  const { files, sum, isWhole } = await listChanges(ada, sessionId);
  expect(files).toMatchObject([
    { path: "a.md", status: "edited", added: 2, removed: 2, outside: "maybe", edits: [{ turn: 1 }, { turn: 1 }] },
    { path: "big.txt", status: "created", added: 2, outside: "no" },
  ]);
  expect(files[0]?.diff.lines).toContainEqual({ kind: "removed", before: 2, after: null, text: "second line" });
  expect(files[1]?.diff.lines[0]).toMatchObject({ text: long });
  expect(sum).toEqual({ files: 2, added: 4, removed: 2, isExact: true });
  expect(isWhole).toBe(true);
});

const inRun = (turn: number | null, runSeq: number, event: Record<string, unknown>) =>
  ({
    ...fact("run_progressed", 0, { runId: "tap-1", role: "reviewer", runSeq, runKind: event.kind, event, costNano: null }),
    turn,
  }) as EventDraft; // as: spelled here
const create = { tool: "text_editor", params: { command: "create", path: "b.md", content: "nul \u0000\n" } };

test("what a delegated run edited counts in its turn, with its name; what it still waits for is not there yet", async () => {
  await given(
    sent(1),
    called(1, "t", "tap", { action: "run", role: "reviewer", prompt: "x" }),
    inRun(1, 1, { kind: "status", status: "running" }),
    returned(1, "t", "tap", JSON.stringify({ id: "tap-1", role: "reviewer" })),
    inRun(1, 2, { kind: "tool_use", tool_id: "e", ...create }),
    inRun(null, 3, { kind: "tool_result", tool_id: "e", content: "File created", success: true }),
    inRun(null, 4, { kind: "tool_use", tool_id: "f", ...create, params: { ...create.params, path: "c.md" } }),
  );
  const { files, sum } = await listChanges(ada, sessionId);
  const run = { id: "tap-1", role: "reviewer", seq: 4 };
  expect(files).toMatchObject([{ path: "b.md", status: "created", edits: [{ turn: 1, run }] }]);
  expect(sum).toMatchObject({ files: 1, added: 1 });
  await given(fact("agent_ended", 1, { code: 1, signal: null, stderrTail: "", expected: false }));
  expect((await listChanges(ada, sessionId)).files.map(({ path, status }) => [path, status])).toEqual([
    ["b.md", "created"],
    ["c.md", "lost"],
  ]);
});

test("a run is lost with an agent that begins anew, as with one that ended, and goes on with one that goes on", async () => {
  const bound = (resumed: boolean | null) =>
    fact("upstream_bound", 1, { stream: "s", streamSeq: 0, resumed, capabilities: [], commands: [] });
  const paths = async () => (await listChanges(ada, sessionId)).files.map(({ path, status }) => [path, status]);
  await given(
    sent(1),
    called(1, "t", "tap", { action: "run", role: "reviewer", prompt: "x" }),
    returned(1, "t", "tap", JSON.stringify({ id: "tap-1", role: "reviewer" })),
    inRun(1, 1, { kind: "tool_use", tool_id: "e", ...create }),
    bound(true),
    bound(null),
  );
  expect(await paths()).toEqual([]);
  await given(bound(false));
  expect(await paths()).toEqual([["b.md", "lost"]]);
});

test("a call of the turn that runs is not there yet; one that was left without an answer may have been made", async () => {
  const open = called(1, "a", "text_editor", { command: "create", path: "a.md", content: "x\n" });
  await given(sent(1), open);
  expect((await listChanges(ada, sessionId)).files).toEqual([]);
  await given(
    fact("turn_interrupted", 1, {
      reason: "restart",
      ends: "interrupted",
      usage: untrackedUsage,
      personId: ada.personId,
      agent: { model: "m", role: "r" },
    }),
  );
  expect((await listChanges(ada, sessionId)).files).toMatchObject([{ path: "a.md", status: "lost" }]);
});

test("a longer session is read as far as a read may go, and that is said", async () => {
  await given(sent(1), ...created(1, "a", "a.md", "x\n"), ...created(1, "b", "b.md", "x\n"), ...created(1, "c", "c.md", "y".repeat(5_000)));
  const paths = async (bounds: object) => {
    const { files, isWhole } = await listChanges(ada, sessionId, bounds);
    return [files.map(({ path }) => path), isWhole];
  };
  expect(await paths({ rowsMax: 2 })).toEqual([["a.md", "b.md"], false]);
  expect(await paths({ bytesMax: 1 })).toEqual([["a.md"], false]);
  expect(await paths({})).toEqual([["a.md", "b.md", "c.md"], true]);
});

test("what is read is bounded by what it is in the memory, however little of it is on the disk", async () => {
  const views = ["a", "b", "c"].flatMap((id) => [called(1, id, "view", { path: "a.md" }), returned(1, id, "view", "=".repeat(20_000))]);
  const source = randomUUID();
  const items = [sent(1), ...created(1, "first", "a.md", "x\n"), ...views, ...created(1, "last", "b.md", "x\n")].map((draft, n) => ({
    draft,
    source,
    sourceSeq: n,
    raw: Buffer.from(JSON.stringify(draft.payload)),
  }));
  await appendEvents(pool, [{ sessionId, epoch: null, items }]);
  const found = async (bytesMax: number) => {
    const { files, isWhole } = await listChanges(ada, sessionId, { bytesMax });
    return [files.map(({ path }) => path), isWhole];
  };
  expect(await found(50_000)).toEqual([["a.md"], false]);
  expect(await found(100_000)).toEqual([["a.md", "b.md"], true]);
});
