import { describe, expect, test } from "vitest";
import { prisma } from "@/lib/platform/prisma";
import {
  signedIn,
  signedInAdministrator,
  signedInAs,
  storeMembership,
  storePerson,
  storeProject,
  storeSession,
} from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { countSessions } from "./count-sessions";
import { findSessions } from "./find-sessions";
import { listSessions, type SessionQuery } from "./list-sessions";

testDatabase();
const at = (second: number) => new Date(1_790_000_000_000 + second * 1_000);

async function allPages(
  viewer: Parameters<typeof listSessions>[0],
  query: SessionQuery,
  between: (page: number) => Promise<void> = async () => {},
) {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const { rows, next } = await listSessions(viewer, { ...query, cursor });
    ids.push(...rows.map((row) => row.id));
    if (!next) return ids;
    cursor = next;
    await between(page);
  }
  throw new Error("The list does not end.");
}

describe("who sees what", () => {
  test("a developer sees their own, a reviewer all of the project, a manager and a stranger none", async () => {
    const project = await storeProject("Billing");
    const ada = await signedInAs("Ada", project, "developer");
    const bob = await signedInAs("Bob", project, "developer", "reviewer");
    const own = await storeSession(ada.personId, project, { activeAt: at(1) });
    const other = await storeSession(bob.personId, project, { activeAt: at(2) });
    const scope = { projectId: project };
    expect(await allPages(ada, { scope: "mine" })).toEqual([own]);
    expect(await allPages(ada, { scope })).toEqual([own]);
    expect(await allPages(bob, { scope: "mine" })).toEqual([other]);
    expect(await allPages(bob, { scope })).toEqual([other, own]);
    for (const viewer of [
      await signedInAs("Mia", project, "manager"),
      await signedInAdministrator(),
      await signedIn((await storePerson({ name: "Eve" })).id),
    ]) {
      expect(await allPages(viewer, { scope: "mine" })).toEqual([]);
      expect(await refusalOf(listSessions(viewer, { scope }))).toBe("not_found");
    }
    expect(await refusalOf(listSessions(bob, { scope: { projectId: 999 } }))).toBe("not_found");
  });

  test("who left a project no longer sees what they did there", async () => {
    const project = await storeProject();
    const ada = await signedInAs("Ada", project, "developer");
    await storeSession(ada.personId, project);
    await prisma.membership.deleteMany();
    expect(await allPages(await signedIn(ada.personId), { scope: "mine" })).toEqual([]);
  });

  test("what one jumps to is the newest of all that one may read, over projects", async () => {
    const [billing, other, hidden] = [await storeProject("Billing"), await storeProject("Another"), await storeProject("Hidden")];
    const bob = await signedInAs("Bob", other, "developer");
    await storeMembership(bob.personId, billing, "reviewer");
    await storeMembership(bob.personId, billing, "developer");
    await storeMembership(bob.personId, hidden, "manager");
    const ada = await signedInAs("Ada", billing, "developer");
    const stored: string[] = [];
    for (let second = 1; second <= 6; second += 1) {
      stored.push(await storeSession(ada.personId, billing, { title: `Ada ${second}`, activeAt: at(second * 10) }));
      stored.push(await storeSession(bob.personId, other, { title: `Bob ${second}`, activeAt: at(second * 10 + 1) }));
    }
    await storeSession(ada.personId, other, { activeAt: at(100) });
    await storeSession(ada.personId, hidden, { activeAt: at(100) });
    await storeSession(bob.personId, other, { activeAt: at(100), archivedAt: new Date() });
    const viewer = await signedIn(bob.personId);
    const found = async (text: string) => (await findSessions(viewer, text)).map(({ id }) => id);
    expect(await found("")).toEqual(stored.toReversed().slice(0, 8));
    expect(await found("bob 3")).toEqual([stored[5]]);
    expect(await allPages(viewer, { scope: "mine", limit: 2 })).toEqual(stored.filter((_, index) => index % 2 === 1).toReversed());
  });

  test("counts are what the lists hold", async () => {
    const [billing, other, hidden] = [await storeProject("Billing"), await storeProject("Another"), await storeProject("Hidden")];
    await storeProject("Gone", { archivedAt: new Date() });
    const bob = await signedInAs("Bob", other, "developer");
    await storeMembership(bob.personId, billing, "reviewer");
    await storeMembership(bob.personId, hidden, "manager");
    const ada = await signedInAs("Ada", billing, "developer");
    for (const [owner, project] of [
      [ada, billing],
      [ada, billing],
      [bob, billing],
      [bob, other],
      [ada, other],
      [ada, hidden],
    ] as const) {
      await storeSession(owner.personId, project);
    }
    await storeSession(bob.personId, other, { archivedAt: new Date() });
    expect(await countSessions(await signedIn(bob.personId))).toEqual({
      mine: 1,
      projects: [
        { id: other, name: "Another", kind: "demo", count: 1 },
        { id: billing, name: "Billing", kind: "demo", count: 3 },
      ],
    });
  });
});

test("a row says what the list shows", async () => {
  const project = await storeProject("Billing");
  const ada = await signedInAs("Ada", project, "developer");
  const id = await storeSession(ada.personId, project, {
    title: "Fix it",
    state: "answered",
    model: "m",
    role: "developer",
    costNano: "9007199254740993",
    unknownCostTurns: 2,
    turnCount: 3,
    lastSeq: 7,
    activeAt: new Date(1_790_000_000_123),
    createdAt: new Date(1_790_000_000_000),
  });
  expect((await listSessions(ada, { scope: "mine" })).rows).toEqual([
    {
      id,
      title: "Fix it",
      projectId: project,
      projectName: "Billing",
      projectArchived: false,
      shared: false,
      isDemo: true,
      owner: { id: ada.personId, name: "Ada" },
      state: "answered",
      model: "m",
      role: "developer",
      costNano: "9007199254740993",
      unknownCostTurns: 2,
      turnCount: 3,
      lastSeq: 7,
      activeAt: 1_790_000_000_123,
      createdAt: 1_790_000_000_000,
      archived: false,
    },
  ]);
});

describe("the filter", () => {
  test("finds text in the title in any case, and takes signs of LIKE as they are", async () => {
    const project = await storeProject();
    const ada = await signedInAs("Ada", project, "developer");
    const store = (title: string, second: number) => storeSession(ada.personId, project, { title, activeAt: at(second) });
    const percent = await store("100% of_it\\done", 1);
    const plain = await store("100 of it done", 2);
    const find = (text: string) => allPages(ada, { scope: "mine", text });
    expect(await find(" DONE ")).toEqual([plain, percent]);
    expect(await find("0%")).toEqual([percent]);
    expect(await find("f_i")).toEqual([percent]);
    expect(await find("it\\d")).toEqual([percent]);
    expect(await find("%")).toEqual([percent]);
    expect(await find("no such\0thing")).toEqual([]);
    expect(await find("\0")).toEqual([plain, percent]);
  });

  test("knows the cases of all letters, wherever the database is at home", async () => {
    const project = await storeProject();
    const ada = await signedInAs("Ada", project, "developer");
    const id = await storeSession(ada.personId, project, { title: "Ärger (ПРИВЕТ) Straße, σοφός" });
    for (const text of ["ärger", "ÄRGER (привет)", "straße", "ΣΟΦΌ", ".Ä", "ä.*"]) {
      const expected = text.includes(".") ? [] : [id];
      expect([text, await allPages(ada, { scope: "mine", text })]).toEqual([text, expected]);
      expect([text, (await findSessions(ada, text)).map((row) => row.id)]).toEqual([text, expected]);
    }
  });

  test("archived sessions and those of archived projects are apart", async () => {
    const [project, gone] = [await storeProject("Here"), await storeProject("Gone", { archivedAt: new Date() })];
    const ada = await signedInAs("Ada", project, "developer");
    await storeMembership(ada.personId, gone, "developer");
    const viewer = await signedIn(ada.personId);
    const active = await storeSession(ada.personId, project);
    const archived = await storeSession(ada.personId, project, { archivedAt: new Date(), activeAt: at(1) });
    const inGone = await storeSession(ada.personId, gone, { activeAt: at(2) });
    expect(await allPages(viewer, { scope: "mine" })).toEqual([active]);
    expect(await allPages(viewer, { scope: "mine", archived: true })).toEqual([inGone, archived]);
    expect((await findSessions(viewer, "")).map(({ id }) => id)).toEqual([active]);
  });
});

describe("paging", () => {
  test("has every row once, also when many were active in the same millisecond", async () => {
    const project = await storeProject();
    const ada = await signedInAs("Ada", project, "developer");
    const ids = [];
    for (let i = 0; i < 23; i++) ids.push(await storeSession(ada.personId, project, { activeAt: at(i % 3) }));
    const listed = await allPages(ada, { scope: "mine", limit: 4 });
    expect(listed).toHaveLength(23);
    expect(new Set(listed)).toEqual(new Set(ids));
    expect((await listSessions(ada, { scope: "mine", limit: 23 })).next).toBeNull();
    expect((await listSessions(ada, { scope: "mine", limit: 23 })).rows.map((row) => row.id)).toEqual(listed);
  });

  test("has no hole and nothing twice while rows become active, appear and go", async () => {
    const project = await storeProject();
    const ada = await signedInAs("Ada", project, "developer");
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) ids.push(await storeSession(ada.personId, project, { activeAt: at(i) }));
    const [bumped, archived] = [ids[2], ids[5]];
    if (!bumped || !archived) throw new Error("Thirty sessions were stored.");
    const listed = await allPages(ada, { scope: "mine", limit: 5 }, async (page) => {
      await storeSession(ada.personId, project, { activeAt: at(1_000 + page) });
      await prisma.session.update({ where: { id: bumped }, data: { activeAt: at(2_000 + page) } });
      await prisma.session.update({ where: { id: archived }, data: { archivedAt: new Date() } });
    });
    expect(listed).toEqual(ids.filter((id) => id !== bumped && id !== archived).reverse());
    expect((await listSessions(ada, { scope: "mine" })).rows[0]?.id).toBe(bumped);
  });

  test.each([
    "",
    "x",
    "1_2",
    "1790000000000_",
    "1790000000000_zzzzzzzz-0000-0000-0000-000000000000",
    "9999999999999999_0b9f2f0e-6d0c-4e4f-9a52-0c5a3b1d2e4f",
    "1_0b9f2f0e-6d0c-4e4f-9a52-0c5a3b1d2e4f' OR true",
  ])("the cursor %j is refused", async (cursor) => {
    const ada = await signedIn((await storePerson()).id);
    expect(await refusalOf(listSessions(ada, { scope: "mine", cursor }))).toBe("invalid_payload");
  });
});
