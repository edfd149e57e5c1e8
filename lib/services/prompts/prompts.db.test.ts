import { describe, expect, test, vi } from "vitest";
import { savedPromptSchema } from "@/lib/domain/projects/saved-prompt";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { signedInAdministrator, signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { refusalOf } from "@/lib/testing/refusal-of";
import { listPrompts } from "./list-prompts";
import { removePrompt } from "./remove-prompt";
import { savePrompt } from "./save-prompt";

const { pool } = testDatabase();

async function developer(): Promise<{ ada: Viewer; projectId: number; id: number }> {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  return { ada, projectId, id: (await savePrompt(ada, projectId, { name: "Review", text: "Review this." })).id };
}

describe("every verb refuses whoever does not write in the project", () => {
  test.each<[string, (viewer: Viewer, projectId: number, id: number) => Promise<unknown>]>([
    ["listPrompts", (viewer, projectId) => listPrompts(viewer, projectId)],
    ["savePrompt", (viewer, projectId) => savePrompt(viewer, projectId, { name: "Review", text: "Mine" })],
    ["removePrompt", (viewer, projectId, id) => removePrompt(viewer, projectId, id)],
  ])("%s", async (_, verb) => {
    const { projectId, id } = await developer();
    const strangers = [
      await signedInAs("Rev", projectId, "reviewer"),
      await signedInAs("Manager", projectId, "manager"),
      await signedInAs("Elsewhere", await storeProject("Other"), "developer"),
      await signedInAdministrator(),
    ];
    const before = await prisma.savedPrompt.findMany();
    for (const stranger of strangers) expect(await refusalOf(verb(stranger, projectId, id))).toBe("not_found");
    expect(await prisma.savedPrompt.findMany()).toEqual(before);
  });
});

test("prompts are one's own, for one project; a name is there once", async () => {
  const { ada, projectId, id } = await developer();
  const colleague = await signedInAs("Colleague", projectId, "developer");
  expect(await listPrompts(colleague, projectId)).toEqual([]);
  expect(await refusalOf(removePrompt(colleague, projectId, id))).toBe("not_found");
  await savePrompt(ada, projectId, { name: "Review", text: "Review it well." });
  await savePrompt(ada, projectId, { name: "Commit", text: "Commit it." });
  expect(await listPrompts(ada, projectId)).toMatchObject([{ name: "Commit" }, { id, name: "Review", text: "Review it well." }]);
  await removePrompt(ada, projectId, id);
  expect(await listPrompts(ada, projectId)).toMatchObject([{ name: "Commit" }]);
});

test("there is an end to how many, and a name that is there can still be replaced", async () => {
  const { ada, projectId } = await developer();
  const own = { personId: ada.personId, projectId };
  await prisma.savedPrompt.createMany({ data: Array.from({ length: 199 }, (_, index) => ({ ...own, name: `n${index}`, text: "x" })) });
  expect(await refusalOf(savePrompt(ada, projectId, { name: "One more", text: "x" }))).toBe("invalid_payload");
  expect(await savePrompt(ada, projectId, { name: "Review", text: "Again" })).toMatchObject({ text: "Again" });
});

test("there is the same end for many who are saved at once", async () => {
  const { ada, projectId } = await developer();
  const own = { personId: ada.personId, projectId };
  await prisma.savedPrompt.createMany({ data: Array.from({ length: 198 }, (_, index) => ({ ...own, name: `n${index}`, text: "x" })) });
  const writer = await pool.connect();
  await writer.query("BEGIN; LOCK TABLE saved_prompt IN SHARE MODE"); // all may count, and none may write
  const saving = ["a", "b", "c"].map((name) => refusalOf(savePrompt(ada, projectId, { name, text: "x" })));
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  await vi.waitFor(async () => expect((await pool.query(waiting)).rowCount).toBe(3), patience);
  await writer.query("COMMIT");
  writer.release();
  expect((await Promise.all(saving)).sort()).toEqual(["invalid_payload", "invalid_payload", "nothing refused"]);
  expect(await prisma.savedPrompt.count({ where: own })).toBe(200);
});

test.each([
  [
    { name: "  two\nlines ", text: "a\0b" },
    { name: "two lines", text: "ab" },
  ],
  [{ name: " ", text: "x" }, null],
  [{ name: "x".repeat(61), text: "x" }, null],
  [{ name: "x", text: " \n" }, null],
  [{ name: "x", text: "x".repeat(32 * 1024 + 1) }, null],
])("%j is saved as %j", (input, saved) => {
  const parsed = savedPromptSchema.safeParse(input);
  expect(parsed.success ? parsed.data : null).toEqual(saved);
});
