import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { seal, unseal } from "@/lib/platform/sealed-secret";
import { listPeople } from "@/lib/services/people/list-people";
import { signedIn, signedInAdministrator, signedInAs, storeMembership, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { createProject, createProjectInput } from "./create-project";
import { describeProject } from "./describe-project";
import { archiveProject, renameProject, restoreProject } from "./edit-project";
import { listProjects } from "./list-projects";
import { openProbe } from "./open-probe";
import { openProject } from "./open-project";
import { saveUpstream } from "./save-upstream";
import { setMember } from "./set-member";
import { upstreamInput } from "./upstream-input";

const { pool } = testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "dashboard-projects-"));
afterAll(() => rmSync(folder, { recursive: true }));

const external = (url: string, token?: string) => upstreamInput.parse({ kind: "external", url, ...(token === undefined ? {} : { token }) });
const managed = (more: object = {}) => upstreamInput.parse({ kind: "managed", cwd: folder, ...more });
const storedToken = async (projectId: number): Promise<string | null> => {
  const { tokenSealed } = await prisma.upstream.findUniqueOrThrow({ where: { projectId } });
  return tokenSealed && unseal(tokenSealed);
};

describe("every verb refuses whoever is no administrator, members included", () => {
  test.each<[string, (viewer: Viewer, id: number) => Promise<unknown>]>([
    ["openProject", (viewer, id) => openProject(viewer, "projects:administer", id)],
    ["describeProject", (viewer, id) => describeProject(viewer, id)],
    ["createProject", (viewer) => createProject(viewer, { name: "Mine", upstream: { kind: "demo" } })],
    ["renameProject", (viewer, id) => renameProject(viewer, id, "Mine")],
    ["archiveProject", (viewer, id) => archiveProject(viewer, id)],
    ["restoreProject", (viewer, id) => restoreProject(viewer, id)],
    ["setMember", (viewer, id) => setMember(viewer, id, { personId: viewer.personId, roles: ["reviewer"] })],
    ["saveUpstream", (viewer, id) => saveUpstream(viewer, id, external("ws://attacker.example"))],
    ["openProbe", (viewer, id) => openProbe(viewer, { kind: "external", url: "ws://attacker.example" }, id)],
  ])("%s", async (_, verb) => {
    const projectId = await storeProject("Theirs");
    const member = await signedInAs("Member", projectId, "developer", "reviewer", "manager");
    const read = () => prisma.project.findMany({ include: { upstream: true, memberships: true } });
    const before = await read();
    expect(await refusalOf(verb(member, projectId))).toBe("not_found");
    expect(await read()).toEqual(before);
  });
});

test("unknown projects are not found", async () => {
  const admin = await signedInAdministrator();
  const verbs = [describeProject, archiveProject, restoreProject, (viewer: Viewer, id: number) => renameProject(viewer, id, "x")];
  for (const verb of verbs) expect(await refusalOf(verb(admin, 999))).toBe("not_found");
  for (const right of ["projects:administer", "project:cost"] as const)
    expect(await refusalOf(openProject(admin, right, 999))).toBe("not_found");
  expect(await refusalOf(setMember(admin, 999, { personId: admin.personId, roles: [] }))).toBe("not_found");
  expect(await refusalOf(saveUpstream(admin, 999, { kind: "demo" }))).toBe("not_found");
});

describe("a project", () => {
  test("is made with its agent and its people; without people its maker may try it at once", async () => {
    const admin = await signedInAdministrator();
    const { id } = await createProject(admin, createProjectInput.parse({ name: " Billing \n", upstream: { kind: "demo" } }));
    expect(await describeProject(admin, id)).toMatchObject({
      name: "Billing",
      archived: false,
      sessions: 0,
      upstream: { kind: "demo" },
      members: [{ personId: admin.personId, roles: ["developer"] }],
    });
    const bob = await storePerson({ name: "Bob" });
    const members = [{ personId: bob.id, roles: ["reviewer" as const, "manager" as const] }];
    const other = await createProject(admin, { name: "Other", upstream: managed(), members });
    expect((await describeProject(admin, other.id)).members).toMatchObject([{ personId: bob.id, roles: ["reviewer", "manager"] }]);
    const nobody = { name: "None", upstream: { kind: "demo" as const }, members: [{ personId: 999, roles: ["developer" as const] }] };
    expect(await refusalOf(createProject(admin, nobody))).toBe("not_found");
    expect(await prisma.project.count()).toBe(2);
  });

  test("is made with as many people as one may have at the start, each in all roles", async () => {
    const admin = await signedInAdministrator();
    await prisma.$executeRaw`INSERT INTO person (email, name) SELECT n || '@example.com', n::text FROM generate_series(1, 5000) AS n`;
    const people = await prisma.person.findMany({ where: { isAdmin: false }, select: { id: true } });
    const members = people.map(({ id }) => ({ personId: id, roles: ["developer", "reviewer", "manager"] }));
    const { id } = await createProject(admin, createProjectInput.parse({ name: "All", upstream: { kind: "demo" }, members }));
    expect(await prisma.membership.groupBy({ by: ["projectId", "role"], _count: true, orderBy: { role: "asc" } })).toEqual(
      (["developer", "reviewer", "manager"] as const).map((role) => ({ projectId: id, role, _count: 5_000 })),
    );
  });

  test("is renamed, archived and restored", async () => {
    const admin = await signedInAdministrator();
    const id = await storeProject();
    await renameProject(admin, id, "Billing");
    await archiveProject(admin, id);
    expect(await describeProject(admin, id)).toMatchObject({ name: "Billing", archived: true });
    await restoreProject(admin, id);
    expect(await describeProject(admin, id)).toMatchObject({ archived: false });
  });

  test("tells live sockets of exactly those whose rights changed", async () => {
    const admin = await signedInAdministrator();
    const id = await storeProject();
    const [stays, leaves, comes, changes] = await Promise.all(["Sam", "Lea", "Cem", "Cha"].map((name) => storePerson({ name })));
    if (!stays || !leaves || !comes || !changes) throw new Error("Four people were stored.");
    for (const person of [stays, leaves, changes]) await storeMembership(person.id, id, "developer");
    await setMember(admin, id, { personId: stays.id, roles: ["developer", "developer"] });
    await setMember(admin, id, { personId: leaves.id, roles: [] });
    await setMember(admin, id, { personId: comes.id, roles: ["manager"] });
    await setMember(admin, id, { personId: changes.id, roles: ["reviewer", "developer"] });
    expect((await describeProject(admin, id)).members.map((m) => m.personId).sort()).toEqual([stays.id, comes.id, changes.id].sort());
    expect(await refusalOf(setMember(admin, id, { personId: 999, roles: ["developer"] }))).toBe("not_found");
    expect((await describeProject(admin, id)).members).toHaveLength(3);
  });

  test("keeps what two administrators change at once, also of one person", async () => {
    const admin = await signedInAdministrator();
    const id = await storeProject();
    const people = await Promise.all(["Ann", "Ben", "Cleo", "Dan"].map((name) => storePerson({ name })));
    await Promise.all(people.map(({ id: personId }) => setMember(admin, id, { personId, roles: ["developer"] })));
    expect((await describeProject(admin, id)).members).toHaveLength(4);
    const personId = people[0]?.id ?? 0;
    await Promise.all((["reviewer", "manager"] as const).map((role) => setMember(admin, id, { personId, roles: [role] })));
    const roles = (await describeProject(admin, id)).members.find((member) => member.personId === personId)?.roles;
    expect([["reviewer"], ["manager"]]).toContainEqual(roles);
  });
});

describe("an external agent's token", () => {
  test("is sealed, never returned, and kept only while the address stays", async () => {
    const admin = await signedInAdministrator();
    const { id } = await createProject(admin, { name: "Ext", upstream: external("wss://agents.example.com/one", "s3cret-token") });
    expect(JSON.stringify(await prisma.upstream.findMany())).not.toContain("s3cret");
    const described = await describeProject(admin, id);
    expect(described.upstream).toEqual({ kind: "external", url: "wss://agents.example.com/one", hasToken: true, cwd: null, role: null });
    expect(JSON.stringify(described)).not.toContain("s3cret");

    await saveUpstream(admin, id, upstreamInput.parse({ kind: "external", url: "wss://agents.example.com/one", role: "developer:rust" }));
    expect(await storedToken(id)).toBe("s3cret-token");
    await saveUpstream(admin, id, external("wss://attacker.example/one"));
    expect(await storedToken(id)).toBeNull();
    await saveUpstream(admin, id, external("wss://agents.example.com/one"));
    expect(await storedToken(id)).toBeNull();

    await saveUpstream(admin, id, external("wss://agents.example.com/one", "again"));
    await saveUpstream(admin, id, external("wss://agents.example.com/one", ""));
    expect(await storedToken(id)).toBeNull();
    await saveUpstream(admin, id, external("wss://agents.example.com/one", "again"));
    await saveUpstream(admin, id, { kind: "demo" });
    expect(await prisma.upstream.findUnique({ where: { projectId: id } })).toMatchObject({ kind: "demo", url: null, tokenSealed: null });
  });

  test("is the one that another administrator has given meanwhile", async () => {
    const admin = await signedInAdministrator();
    const { id } = await createProject(admin, { name: "Ext", upstream: external("wss://agents.example.com", "s3cret-token") });
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT FROM project FOR UPDATE");
    await client.query("UPDATE upstream SET token_sealed = $1", [seal("another-token")]);
    const saved = saveUpstream(admin, id, external("wss://agents.example.com"));
    const waiting = "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    await vi.waitFor(async () => expect((await pool.query(waiting)).rowCount).toBe(1), { timeout: 10_000 });
    await client.query("COMMIT");
    client.release();
    await saved;
    expect(await storedToken(id)).toBe("another-token");
  });

  test("goes to a test only when the address is the one it was given for", async () => {
    const admin = await signedInAdministrator();
    const { id } = await createProject(admin, { name: "Ext", upstream: external("wss://agents.example.com", "s3cret-token") });
    const probed = async (url: string, projectId?: number): Promise<string | null> => {
      const config = await openProbe(admin, { kind: "external", url }, projectId);
      return config.kind === "external" && config.tokenSealed ? unseal(config.tokenSealed) : null;
    };
    expect(await probed("wss://agents.example.com", id)).toBe("s3cret-token");
    expect(await probed("wss://agents.example.com")).toBeNull();
    expect(await probed("wss://agents.example.com.attacker.example", id)).toBeNull();
    expect(await probed("ws://agents.example.com", id)).toBeNull();
    expect(await refusalOf(openProbe(admin, { kind: "external", url: "http://agents.example.com" }))).toBe("invalid_payload");
    expect(await refusalOf(openProbe(admin, null))).toBe("invalid_payload");
  });
});

describe("a managed agent's places must be there", () => {
  test("folder, configuration file and data directory", async () => {
    const admin = await signedInAdministrator();
    const file = path.join(folder, "octomind.toml");
    writeFileSync(file, "");
    const id = await storeProject();
    await saveUpstream(
      admin,
      id,
      managed({ configPath: file, dataDir: path.join(folder, "data"), envNames: ["CI", "CI", "NPM_TOKEN"], role: " " }),
    );
    expect((await describeProject(admin, id)).upstream).toEqual({
      kind: "managed",
      cwd: folder,
      role: null,
      configPath: file,
      dataDir: path.join(folder, "data"),
      envNames: ["CI", "NPM_TOKEN"],
    });
    for (const wrong of [{ cwd: path.join(folder, "none") }, { cwd: file }, { configPath: folder }, { dataDir: file }]) {
      expect(await refusalOf(saveUpstream(admin, id, managed(wrong)))).toBe("invalid_payload");
      expect(await refusalOf(createProject(admin, { name: "x", upstream: managed(wrong) }))).toBe("invalid_payload");
    }
    expect((await describeProject(admin, id)).upstream).toMatchObject({ cwd: folder });
  });
});

test("the list has what the viewer is in, and all for administrators", async () => {
  const [billing, archive] = [await storeProject("Billing"), await storeProject("Archive", { archivedAt: new Date() })];
  await storeProject("Other");
  const bob = await signedInAs("Bob", billing, "developer", "manager");
  await storeMembership(bob.personId, archive, "developer");
  const member = await signedIn(bob.personId);
  expect(await listProjects(member)).toMatchObject([
    {
      id: billing,
      roles: ["developer", "manager"],
      people: 1,
      sessions: 0,
      rights: { createSession: true, readSessions: false, cost: true },
    },
    { id: archive, archived: true, rights: { createSession: false } },
  ]);
  expect((await listProjects(await signedInAdministrator())).map((row) => row.name)).toEqual(["Billing", "Other", "Archive"]);
  expect(await listProjects(await signedIn((await storePerson({ name: "Stranger" })).id))).toEqual([]);
});

test("people and projects stand as people look for them, not as the bytes of their names", async () => {
  const admin = await signedInAdministrator("Root");
  const projectId = await storeProject("Zoo");
  for (const name of ["apes", "Éclair"]) await storeProject(name);
  for (const name of ["Zoe", "anna", "Émile"]) await storeMembership((await storePerson({ name })).id, projectId, "developer");
  expect((await listPeople(admin)).map(({ name }) => name)).toEqual(["anna", "Émile", "Root", "Zoe"]);
  expect((await describeProject(admin, projectId)).members.map(({ name }) => name)).toEqual(["anna", "Émile", "Zoe"]);
  expect((await listProjects(admin)).map(({ name }) => name)).toEqual(["apes", "Éclair", "Zoo"]);
});
