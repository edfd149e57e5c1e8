import { describe, expect, test } from "vitest";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { inRequest } from "@/lib/platform/current-request";
import { prisma } from "@/lib/platform/prisma";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";
import { mayInInstallation, mayInProject } from "@/lib/services/authorize";
import { hasSessionList } from "@/lib/services/sessions/list-sessions";
import { openSession } from "@/lib/services/sessions/open-session";
import { freshAttempts } from "@/lib/testing/db/fresh-attempts";
import {
  signedIn,
  signedInAdministrator,
  signedInAs,
  storeDevice,
  storeMembership,
  storePerson,
  storeProject,
  storeSession,
} from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { createPerson, createPersonInput } from "./create-person";
import { disablePerson, enablePerson } from "./disable-person";
import { endDevices } from "./end-devices";
import { listPeople } from "./list-people";
import { listRefused } from "./list-refused";
import { describeLink, redeemLink } from "./redeem-link";
import { renewLink } from "./renew-link";
import { setAdmin } from "./set-admin";

const { pool } = testDatabase();
const password = "several unrelated words";
const visit = { address: "203.0.113.9", userAgent: "" };
const tokenOf = ({ url }: { url: string }): string => url.split("/welcome/")[1] ?? "";

describe("every verb refuses whoever is no administrator", () => {
  test.each<[string, (viewer: Awaited<ReturnType<typeof signedIn>>, id: number) => Promise<unknown>]>([
    ["listPeople", (viewer) => listPeople(viewer)],
    ["createPerson", (viewer) => createPerson(viewer, { email: "eve@example.com", name: "Eve", isAdmin: true })],
    ["renewLink", (viewer, id) => renewLink(viewer, id)],
    ["disablePerson", (viewer, id) => disablePerson(viewer, id)],
    ["enablePerson", (viewer, id) => enablePerson(viewer, id)],
    ["setAdmin", (viewer) => setAdmin(viewer, viewer.personId, true)],
    ["endDevices", (viewer, id) => endDevices(viewer, id)],
  ])("%s", async (_, verb) => {
    const [stranger, other] = [await storePerson({ name: "Stranger" }), await storePerson({ name: "Other" })];
    const before = await prisma.person.findMany({ orderBy: { id: "asc" } });
    expect(await refusalOf(verb(await signedIn(stranger.id), other.id))).toBe("not_found");
    expect(await prisma.person.findMany({ orderBy: { id: "asc" } })).toEqual(before);
    expect(await prisma.passwordLink.count()).toBe(0);
  });
});

describe("a one-time link", () => {
  test("sets the first password once, and is kept only as a hash", async () => {
    const admin = await signedInAdministrator();
    const { id, link } = await createPerson(admin, createPersonInput.parse({ email: "Bob@Example.com", name: " Bob  B " }));
    expect(link.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/welcome\/[\w-]{43}$/);
    expect(link.expiresAt - Date.now()).toBeGreaterThan(71.9 * 3_600_000);
    const token = tokenOf(link);
    expect(JSON.stringify(await prisma.passwordLink.findMany())).not.toContain(token);
    expect(await describeLink(token)).toEqual({ name: "Bob B", email: "bob@example.com" });
    expect(await refusalOf(redeemLink(token, "short"))).toBe("weak_password");
    expect(await redeemLink(token, password)).toEqual({ email: "bob@example.com" });
    expect(await checkCredentials({ email: "bob@example.com", password }, visit)).not.toBeNull();
    expect(await refusalOf(redeemLink(token, "another good password"))).toBe("link_expired");
    expect(await refusalOf(describeLink(token))).toBe("link_expired");
    expect((await listPeople(admin)).find((row) => row.id === id)).toMatchObject({ hasPassword: true, linkExpiresAt: null });
  });

  test("redeemed twice at once sets one password", async () => {
    const { link } = await createPerson(await signedInAdministrator(), { email: "bob@example.com", name: "Bob", isAdmin: false });
    const answers = await Promise.all(
      ["first good password", "second good password"].map((typed) => refusalOf(redeemLink(tokenOf(link), typed))),
    );
    expect(answers.sort()).toEqual(["link_expired", "nothing refused"]);
  });

  test("expires, and unknown ones answer the same", async () => {
    const { link } = await createPerson(await signedInAdministrator(), { email: "bob@example.com", name: "Bob", isAdmin: false });
    await prisma.passwordLink.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await refusalOf(redeemLink(tokenOf(link), password))).toBe("link_expired");
    expect(await refusalOf(redeemLink("unknown", password))).toBe("link_expired");
  });

  test("renewed voids the earlier one, and setting a password signs every device out", async () => {
    const admin = await signedInAdministrator();
    const bob = await storePerson({ name: "Bob", password: "the forgotten password" });
    const device = await storeDevice(bob.id);
    const first = await renewLink(admin, bob.id);
    const second = await renewLink(admin, bob.id);
    expect(await refusalOf(redeemLink(tokenOf(first.link), password))).toBe("link_expired");
    expect(await viewerOfDevice(device)).not.toBeNull();
    await redeemLink(tokenOf(second.link), password);
    expect(await viewerOfDevice(device)).toBeNull();
    expect(await checkCredentials({ email: bob.email, password: "the forgotten password" }, visit)).toBeNull();
  });

  test("of a disabled person is void", async () => {
    const admin = await signedInAdministrator();
    const { id, link } = await createPerson(admin, { email: "bob@example.com", name: "Bob", isAdmin: false });
    await disablePerson(admin, id);
    expect(await refusalOf(redeemLink(tokenOf(link), password))).toBe("link_expired");
    expect(await refusalOf(renewLink(admin, id))).toBe("not_found");
  });
});

test("an address has one account", async () => {
  const admin = await signedInAdministrator();
  const again = createPersonInput.parse({ email: "ROOT@example.com", name: "Root" });
  expect(await refusalOf(createPerson(admin, again))).toBe("already_exists");
  expect(await prisma.person.count()).toBe(1);
});

describe("disabling", () => {
  test("ends every device at once; enabling does not bring devices back", async () => {
    const admin = await signedInAdministrator();
    const bob = await storePerson({ name: "Bob", password });
    const device = await storeDevice(bob.id);
    await disablePerson(admin, bob.id);
    expect(await viewerOfDevice(device)).toBeNull();
    expect(await checkCredentials({ email: bob.email, password }, visit)).toBeNull();
    await enablePerson(admin, bob.id);
    expect(await viewerOfDevice(device)).toBeNull();
    expect(await checkCredentials({ email: bob.email, password }, visit)).not.toBeNull();
  });

  test("unknown people are not found", async () => {
    const admin = await signedInAdministrator();
    for (const verb of [disablePerson, enablePerson, renewLink]) expect(await refusalOf(verb(admin, 999))).toBe("not_found");
    expect(await refusalOf(setAdmin(admin, 999, true))).toBe("not_found");
  });
});

describe("the last administrator", () => {
  test("can neither be disabled nor demoted; a disabled one does not count, nor one who has not set a password yet", async () => {
    const admin = await signedInAdministrator();
    await storePerson({ name: "Gone", isAdmin: true, disabled: true });
    expect(await refusalOf(disablePerson(admin, admin.personId))).toBe("last_administrator");
    expect(await refusalOf(setAdmin(admin, admin.personId, false))).toBe("last_administrator");
    const { id, link } = await createPerson(admin, { email: "bob@example.com", name: "Bob", isAdmin: false });
    await setAdmin(admin, id, true);
    expect(await refusalOf(disablePerson(admin, admin.personId))).toBe("last_administrator");
    expect(await refusalOf(setAdmin(admin, admin.personId, false))).toBe("last_administrator");
    await redeemLink(tokenOf(link), password);
    await setAdmin(admin, admin.personId, false);
    expect(await prisma.person.count({ where: { isAdmin: true, disabledAt: null } })).toBe(1);
  });

  test("remains when two remove each other at once", async () => {
    for (let round = 0; round < 10; round++) {
      await prisma.person.deleteMany();
      const [a, b] = [await signedInAdministrator("Ann"), await signedInAdministrator("Ben")];
      await prisma.person.updateMany({ data: { passwordHash: "some password's" } });
      const answers = await Promise.all([refusalOf(setAdmin(a, b.personId, false)), refusalOf(disablePerson(b, a.personId))]);
      expect(answers.sort()).toEqual(["last_administrator", "nothing refused"]);
      expect(await prisma.person.count({ where: { isAdmin: true, disabledAt: null } })).toBe(1);
    }
  });
});

test("the list says who is in what, where they are signed in, and carries no secret", async () => {
  const admin = await signedInAdministrator();
  const bob = await storePerson({ name: "Bob", password });
  const projectId = await storeProject("Billing");
  await storeMembership(bob.id, projectId, "manager", "developer");
  const device = await storeDevice(bob.id, { userAgent: "A browser" });
  await storeDevice(bob.id, { revokedAt: new Date() });
  await renewLink(admin, bob.id);
  const people = await listPeople(admin);
  expect(people.map((row) => row.name)).toEqual(["Bob", "Root"]);
  expect(people[0]).toMatchObject({
    email: "bob@example.com",
    isAdmin: false,
    disabled: false,
    hasPassword: true,
    linkExpiresAt: expect.any(Number),
    lastSeenAt: expect.any(Number),
    devices: [{ id: device, userAgent: "A browser" }],
    projects: [{ id: projectId, name: "Billing", roles: ["developer", "manager"] }],
  });
  expect(JSON.stringify(people)).not.toMatch(/argon2|hash"|token/i);
  expect(await endDevices(admin, bob.id)).toEqual({ ended: 1 });
  expect(await viewerOfDevice(device)).toBeNull();
});

test("administrators, and nobody else, see what was refused to whom", async () => {
  await freshAttempts(pool);
  const project = await storeProject("Billing");
  const stranger = await signedInAs("Eve", project, "developer");
  const session = await storeSession((await storePerson({ name: "Bob" })).id, project);
  expect(await refusalOf(openSession(stranger, "session:read", session))).toBe("not_found");
  const asked = { id: "AAAAAAAAAAAA", address: "203.0.113.9\u0000" };
  expect(await inRequest(asked, () => refusalOf(listRefused(stranger)))).toBe("not_found");
  const manager = await signedInAs("Mia", project, "manager");
  expect(await refusalOf(openSession(manager, "session:read", session))).toBe("not_found");
  await writeRefusedAttempts();
  const rows = await listRefused(await signedInAdministrator());
  const eve = { at: expect.any(Number), person: { id: stranger.personId, name: "Eve" }, roles: `developer ${project}`, count: 1 };
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ ...eve, action: "session:read", target: session, address: "", requestId: "" });
  expect(rows).toContainEqual({ ...eve, action: "people:administer", target: "", address: "203.0.113.9", requestId: asked.id });
});

test("a page that nobody may open is written down with what they were; a list or a form of a project that is not there as one of another's", async () => {
  await freshAttempts(pool);
  const [own, others] = [await storeProject("Billing"), await storeProject("Search")];
  const eve = await signedInAs("Eve", own, "developer");
  const unknown = others + 1_000;
  for (const projectId of [others, unknown]) {
    expect(hasSessionList(eve, { projectId })).toBe(false);
    expect(mayInProject(eve, "session:create", projectId)).toBe(false);
  }
  expect(mayInInstallation(eve, "projects:administer")).toBe(false);
  // What is open to her leaves no trace.
  expect([hasSessionList(eve, "mine"), hasSessionList(eve, { projectId: own }), mayInProject(eve, "session:create", own)]).not.toContain(
    false,
  );
  await writeRefusedAttempts();
  const rows = await listRefused(await signedInAdministrator());
  const noted = [others, unknown].flatMap((id) => [`project:read-sessions ${id}`, `session:create ${id}`]);
  expect(rows.map(({ action, target }) => `${action} ${target}`).sort()).toEqual([...noted, "projects:administer "].sort());
  expect(new Set(rows.map(({ roles }) => roles))).toEqual(new Set([`developer ${own}`]));
});

test("of somebody in many projects the roles in the one that was asked for come first, and no more than twelve are kept", async () => {
  await freshAttempts(pool);
  const eve = await signedIn((await storePerson({ name: "Eve" })).id);
  const memberships = Array.from({ length: 40 }, (_, no) => ({ projectId: no + 1, role: "reviewer" as const }));
  mayInProject({ ...eve, isAdmin: true, memberships }, "session:create", 40);
  mayInProject({ ...eve, memberships: [] }, "session:create", 41);
  await writeRefusedAttempts();
  const rows = await listRefused(await signedInAdministrator());
  const rolesAt = (target: string) => rows.find((row) => row.target === target)?.roles;
  expect(rolesAt("40")).toMatch(/^administrator, reviewer 40, reviewer 1, .* and 29 more$/);
  expect(rolesAt("41")).toBe("no role");
});

test("of many only the newest fifty are listed", async () => {
  await pool.query(
    `INSERT INTO refused_attempt (minute, person_id, address, action, target, count)
     SELECT now() - make_interval(mins => n), 0, '', 'session:read', n::text, 1 FROM generate_series(1, 60) n`,
  );
  const rows = await listRefused(await signedInAdministrator());
  expect(rows.map(({ target }) => target)).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
});
