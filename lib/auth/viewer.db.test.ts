import { decode, encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { prisma } from "@/lib/platform/prisma";
import { storeDevice, storeMembership, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { revokeDevice } from "./revoke-device";
import { sessionCookieName } from "./session-cookie";
import { viewerFromHandshake } from "./viewer-from-handshake";
import { viewerOfDevice } from "./viewer-of-device";

const { pool } = testDatabase();
const HOUR = 3_600_000;
const secret = process.env.NEXTAUTH_SECRET ?? "";
const ago = (ms: number) => new Date(Date.now() - ms);

const cookieFor = async (sid: unknown, signedWith = secret, maxAge = 60): Promise<string> =>
  `other=1; ${sessionCookieName()}=${await encode({ token: { sid }, secret: signedWith, maxAge })}`;

describe("the viewer of a device", () => {
  test("carries today's rights", async () => {
    const person = await storePerson({ isAdmin: true });
    const deviceId = await storeDevice(person.id);
    expect(await viewerOfDevice(deviceId)).toEqual({
      personId: person.id,
      deviceId,
      name: "Ada",
      email: "ada@example.com",
      isAdmin: true,
      memberships: [],
    });
    const projectId = await storeProject();
    await storeMembership(person.id, projectId, "reviewer", "developer");
    await prisma.person.update({ where: { id: person.id }, data: { isAdmin: false } });
    const today = await viewerOfDevice(deviceId);
    expect(today?.isAdmin).toBe(false);
    expect(today?.memberships).toEqual([
      { projectId, role: "developer" },
      { projectId, role: "reviewer" },
    ]);
  });

  test("is nobody once revoked, expired, idle for twelve hours, or disabled", async () => {
    const person = await storePerson();
    const revoked = await storeDevice(person.id);
    await revokeDevice(revoked);
    expect(await viewerOfDevice(revoked)).toBeNull();
    expect(await viewerOfDevice(await storeDevice(person.id, { expiresAt: ago(1) }))).toBeNull();
    expect(await viewerOfDevice(await storeDevice(person.id, { seenAt: ago(12 * HOUR + 1_000) }))).toBeNull();
    expect(await viewerOfDevice(await storeDevice(person.id, { seenAt: ago(12 * HOUR - 60_000) }))).not.toBeNull();
    const device = await storeDevice(person.id);
    await prisma.person.update({ where: { id: person.id }, data: { disabledAt: new Date() } });
    expect(await viewerOfDevice(device)).toBeNull();
    expect(await viewerOfDevice("0b9f2f0e-6d0c-4e4f-9a52-0c5a3b1d2e4f")).toBeNull();
    expect(await viewerOfDevice("' OR true --")).toBeNull();
  });

  test("is read also where a full disk takes no note of the use", async () => {
    const person = await storePerson();
    const device = await storeDevice(person.id, { seenAt: ago(HOUR) });
    await pool.query(
      "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$",
    );
    await pool.query("CREATE TRIGGER fail BEFORE UPDATE ON user_session FOR EACH ROW EXECUTE FUNCTION fail()");
    const viewer = await viewerOfDevice(device).finally(() => pool.query("DROP FUNCTION fail CASCADE"));
    expect(viewer).toMatchObject({ personId: person.id });
  });

  test("use is written down at most once a minute, and not by a check that nobody asked for", async () => {
    const person = await storePerson();
    const seenOf = async (id: string) => (await prisma.userSession.findUniqueOrThrow({ where: { id } })).seenAt.getTime();
    const before = ago(2 * HOUR);
    const idle = await storeDevice(person.id, { seenAt: before });
    await viewerOfDevice(idle, { active: false });
    expect(await seenOf(idle)).toBe(before.getTime());
    await viewerOfDevice(idle);
    expect(await seenOf(idle)).toBeGreaterThan(Date.now() - 60_000);
    const fresh = await storeDevice(person.id, { seenAt: ago(30_000) });
    const seen = await seenOf(fresh);
    await viewerOfDevice(fresh);
    expect(await seenOf(fresh)).toBe(seen);
  });

  test("a device that was idle for too long does not wake up by being asked for", async () => {
    const person = await storePerson();
    const idle = await storeDevice(person.id, { seenAt: ago(13 * HOUR) });
    expect([await viewerOfDevice(idle), await viewerOfDevice(idle)]).toEqual([null, null]);
  });
});

describe("the clock of the database", () => {
  const jump = (hours: number) => prisma.$executeRaw`UPDATE user_session SET seen_at = seen_at - ${hours} * interval '1 hour'`;

  test("that jumps ahead, or back, and is put right signs nobody out", async () => {
    const device = await storeDevice((await storePerson()).id);
    await jump(13);
    expect(await viewerOfDevice(device)).toBeNull();
    await jump(-13);
    expect(await viewerOfDevice(device)).not.toBeNull();
    await jump(-3);
    expect(await viewerOfDevice(device)).not.toBeNull();
  });
});

describe("the handshake", () => {
  test("knows the viewer by the cookie", async () => {
    const person = await storePerson();
    const deviceId = await storeDevice(person.id);
    expect(await viewerFromHandshake({ cookie: await cookieFor(deviceId) })).toMatchObject({ personId: person.id, deviceId });
    await revokeDevice(deviceId);
    expect(await viewerFromHandshake({ cookie: await cookieFor(deviceId) })).toBeNull();
  });

  test("refuses no cookie, a forged, foreign, expired or senseless one, and a bearer token", async () => {
    const deviceId = await storeDevice((await storePerson()).id);
    const token = (await cookieFor(deviceId)).split(`${sessionCookieName()}=`)[1] ?? "";
    expect(await decode({ token, secret })).toMatchObject({ sid: deviceId });
    for (const headers of [
      {},
      { cookie: "" },
      { cookie: `${sessionCookieName()}=${token.slice(0, -3)}abc` },
      { cookie: `${sessionCookieName()}=garbage` },
      { cookie: `next-auth.session-token=${token}` },
      { cookie: await cookieFor(deviceId, "another secret") },
      { cookie: await cookieFor(deviceId, secret, -60) },
      { cookie: await cookieFor("someone") },
      { cookie: await cookieFor({ toString: deviceId }) },
      { authorization: `Bearer ${token}` },
    ]) {
      expect(await viewerFromHandshake(headers)).toBeNull();
    }
  });
});
