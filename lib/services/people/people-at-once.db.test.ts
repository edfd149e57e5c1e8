import { describe, expect, test, vi } from "vitest";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { prisma } from "@/lib/platform/prisma";
import { changePassword } from "@/lib/services/account/change-password";
import { createProject } from "@/lib/services/projects/create-project";
import { signedIn, signedInAdministrator, storePerson } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { refusalOf } from "@/lib/testing/refusal-of";
import { createPerson } from "./create-person";
import { disablePerson } from "./disable-person";
import { hashLinkToken } from "./password-link";
import { describeLink, redeemLink } from "./redeem-link";
import { renewLink } from "./renew-link";

const { pool } = testDatabase();
const password = "several unrelated words";
const waitingFor = (table: string): string =>
  `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%${table}%' AND datname = current_database()`;
const tokenOf = ({ url }: { url: string }): string => url.split("/welcome/")[1] ?? "";

describe("a one-time link", () => {
  test("renewed by two at once is one", async () => {
    const admin = await signedInAdministrator();
    const bob = await storePerson({ name: "Bob" });
    for (let round = 0; round < 5; round++) {
      const made = await Promise.all([renewLink(admin, bob.id), renewLink(admin, bob.id)]);
      const answers = await Promise.all(made.map(({ link }) => refusalOf(describeLink(tokenOf(link)))));
      expect(answers.sort()).toEqual(["link_expired", "nothing refused"]);
    }
  });

  test("that was used stays on record, whatever becomes of the account", async () => {
    const admin = await signedInAdministrator();
    await prisma.person.update({ where: { id: admin.personId }, data: { passwordHash: "some password's" } });
    const bob = await storePerson({ name: "Bob" });
    const used = () => prisma.passwordLink.count({ where: { personId: bob.id, usedAt: { not: null } } });
    await redeemLink(tokenOf((await renewLink(admin, bob.id)).link), password);
    await redeemLink(tokenOf((await renewLink(admin, bob.id)).link), password);
    await changePassword(await signedIn(bob.id), { current: password, next: "other unrelated words" });
    await disablePerson(admin, bob.id);
    expect([await used(), await prisma.passwordLink.count()]).toEqual([2, 2]);
  });

  test("that is used or renewed at that moment is in nobody's way who disables the account, and is gone", async () => {
    const admin = await signedInAdministrator();
    await prisma.person.update({ where: { id: admin.personId }, data: { passwordHash: "some password's" } });
    for (let round = 0; round < 8; round++) {
      const { id, link } = await createPerson(admin, { email: `bob${round}@example.com`, name: "Bob", isAdmin: round % 2 === 0 });
      const [disabled] = await Promise.all([
        refusalOf(disablePerson(admin, id)),
        refusalOf(redeemLink(tokenOf(link), password)),
        refusalOf(renewLink(admin, id)),
      ]);
      expect(disabled).toBe("nothing refused");
      expect(await prisma.passwordLink.count({ where: { personId: id, usedAt: null } })).toBe(0);
    }
  });
});

describe("a one-time link that is being used", () => {
  test.each([
    ["is over by then", "UPDATE password_link SET expires_at = now() - interval '1 second'"],
    ["is void by then", "DELETE FROM password_link"],
    ["is of somebody who is disabled by then", "UPDATE person SET disabled_at = now() WHERE name = 'Bob'"],
  ])("sets no password where it %s, and is in nobody's way", async (_how, change) => {
    const bob = await storePerson({ name: "Bob" });
    const { link } = await renewLink(await signedInAdministrator(), bob.id);
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT 1 FROM person WHERE id = $1 FOR UPDATE", [bob.id]);
      const used = refusalOf(redeemLink(tokenOf(link), password));
      await vi.waitFor(async () => expect((await pool.query(waitingFor("person"))).rowCount).toBe(1), patience);
      await client.query(change);
      await client.query("COMMIT");
      expect(await used).toBe("link_expired");
    } finally {
      client.release();
    }
    expect(await prisma.person.findUnique({ where: { id: bob.id } })).toMatchObject({ passwordHash: null });
  });

  test("leaves no other of that person behind", async () => {
    const bob = await storePerson({ name: "Bob" });
    const { link } = await renewLink(await signedInAdministrator(), bob.id);
    await prisma.passwordLink.create({
      data: { personId: bob.id, tokenHash: hashLinkToken("other"), expiresAt: new Date(Date.now() + 60_000) },
    });
    await redeemLink(tokenOf(link), password);
    expect(await refusalOf(describeLink("other"))).toBe("link_expired");
  });
});

test("a new project locks its people in the order in which the administrators are locked, however they are named", async () => {
  const admin = await signedInAdministrator();
  const [ann, ben] = [await storePerson({ name: "Ann" }), await storePerson({ name: "Ben" })];
  const client = await pool.connect();
  try {
    const lock = "SELECT 1 FROM person WHERE id = $1 FOR UPDATE";
    await client.query("BEGIN");
    await client.query(lock, [ann.id]);
    const members = [ben, ann].map(({ id }) => ({ personId: id, roles: ["developer" as const] }));
    const made = refusalOf(createProject(admin, { name: "P", upstream: { kind: "demo" }, members }));
    await vi.waitFor(async () => expect((await pool.query(waitingFor("person"))).rowCount).toBe(1), patience);
    await client.query(lock, [ben.id]);
    await client.query("COMMIT");
    expect(await made).toBe("nothing refused");
  } finally {
    client.release();
  }
});

describe("a password that was the right one a moment ago", () => {
  const current = "the forgotten password";

  test.each([
    ["the password is another", (id: number) => `UPDATE person SET password_hash = 'another' WHERE id = ${id}`],
    ["the account is disabled", (id: number) => `UPDATE person SET disabled_at = now() WHERE id = ${id}`],
  ])("signs no device in: %s", async (_, change) => {
    const bob = await storePerson({ name: "Bob", password: current });
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("LOCK TABLE user_session IN SHARE MODE");
      const entered = checkCredentials({ email: bob.email, password: current }, { address: "203.0.113.9", userAgent: "" });
      await vi.waitFor(async () => expect((await pool.query(waitingFor("user_session"))).rowCount).toBe(1), patience);
      await client.query(change(bob.id));
      await client.query("UPDATE user_session SET revoked_at = now()");
      await client.query("COMMIT");
      expect(await entered).toBeNull();
    } finally {
      client.release();
    }
    expect(await prisma.userSession.count({ where: { revokedAt: null } })).toBe(0);
  });

  test("changes none that was set by a link meanwhile", async () => {
    const admin = await signedInAdministrator();
    const bob = await storePerson({ name: "Bob", password: current });
    const viewer = await signedIn(bob.id);
    const { link } = await renewLink(admin, bob.id);
    const answers = await Promise.all([
      refusalOf(redeemLink(tokenOf(link), password)),
      refusalOf(changePassword(viewer, { current, next: "other unrelated words" })),
    ]);
    expect(answers.filter((answer) => answer === "nothing refused")).toHaveLength(1);
  });
});
