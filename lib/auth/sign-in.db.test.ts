import { randomUUID } from "node:crypto";
import * as argon2 from "@node-rs/argon2";
import { describe, expect, test, vi } from "vitest";
import { inRequest } from "@/lib/platform/current-request";
import { prisma } from "@/lib/platform/prisma";
import { writeRefusedAttempts } from "@/lib/platform/refused-attempts";
import { freshAttempts } from "@/lib/testing/db/fresh-attempts";
import { storeDevice, storePerson } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { checkCredentials } from "./check-credentials";
import { viewerOfDevice } from "./viewer-of-device";

vi.mock("@node-rs/argon2", { spy: true });

const { pool } = testDatabase();
const visit = { address: "203.0.113.9", userAgent: "A browser\0" };
const password = "several unrelated words";

const signIn = (email: string, typed = password, address = visit.address) =>
  checkCredentials({ email, password: typed }, { ...visit, address });

describe("signing in", () => {
  test("gives a device, however the address is spelled", async () => {
    const person = await storePerson({ password });
    const device = await signIn("  ADA@example.com");
    expect(device && (await viewerOfDevice(device.deviceId))).toMatchObject({ personId: person.id, email: "ada@example.com" });
    expect(await prisma.userSession.findMany()).toMatchObject([{ personId: person.id, address: visit.address, userAgent: "A browser" }]);
  });

  test("forgets the person's devices that are over for a month, and no other", async () => {
    const [ada, bob] = [await storePerson({ password }), await storePerson({ name: "Bob", password })];
    const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60_000);
    const device = (personId: number, over: number) => ({ id: randomUUID(), personId, expiresAt: days(over) });
    const [old, recent, theirs] = [device(ada.id, 31), device(ada.id, 29), device(bob.id, 31)];
    await prisma.userSession.createMany({ data: [old, recent, theirs] });
    const opened = await signIn("ada@example.com");
    const left = (await prisma.userSession.findMany()).map(({ id }) => id);
    expect(left.toSorted()).toEqual([recent.id, theirs.id, opened?.deviceId].toSorted());
  });

  test("answers the same for wrong, unknown, disabled, not yet set and malformed", async () => {
    await storePerson({ password });
    await storePerson({ name: "Bob", password, disabled: true });
    await storePerson({ name: "Cy" });
    expect(await signIn("ada@example.com", "wrong")).toBeNull();
    expect(await signIn("nobody@example.com")).toBeNull();
    expect(await signIn("bob@example.com")).toBeNull();
    expect(await signIn("cy@example.com")).toBeNull();
    expect(await signIn("not an address")).toBeNull();
    expect(await checkCredentials({ email: ["ada@example.com"], password: { $ne: "" } }, visit)).toBeNull();
    expect(await checkCredentials(undefined, visit)).toBeNull();
    expect(await prisma.userSession.count()).toBe(0);
  });

  test("what was refused is written down by account and address, in a row a minute, and nothing that was typed", async () => {
    await freshAttempts(pool);
    const { id } = await storePerson({ password });
    for (const no of [0, 1, 2, 3, 4]) await inRequest({ id: `request ${no}`, address: "" }, () => signIn("ada@example.com", "wrong"));
    await signIn("a secret that somebody typed here", "wrong", "198.51.100.7");
    await pool.query("UPDATE sign_in_throttle SET tokens = 0, refilled_at = now()");
    await refusalOf(signIn("ada@example.com"));
    await writeRefusedAttempts();
    const { rows } = await pool.query(
      'SELECT person_id AS "personId", address, action, target, sum(count)::int AS count, min(request_id) AS "requestId", max(roles) AS roles FROM refused_attempt GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 3',
    );
    const noted = { address: visit.address, action: "sign-in", target: "", count: 1, requestId: "", roles: "" };
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({ ...noted, personId: id, count: 5, requestId: "request 0" });
    expect(rows).toContainEqual({ ...noted, personId: 0, address: "198.51.100.7" });
    expect(rows).toContainEqual({ ...noted, personId: 0, action: "sign-in-paused" });
  });

  test("does the same work for a wrong password and an unknown account", async () => {
    await storePerson({ password });
    const verify = vi.mocked(argon2.verify);
    for (const email of ["ada@example.com", "nobody@example.com"]) {
      verify.mockClear();
      expect(await signIn(email, "wrong")).toBeNull();
      expect(verify).toHaveBeenCalledTimes(1);
    }
  });
});

/** Signs in while another has changed the person and not committed yet. */
async function signInDuring(change: string, id: number, email: string) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`UPDATE person SET ${change} WHERE id = $1`, [id]);
    const over = vi.fn();
    const signing = signIn(email).finally(over);
    const waiting = async () => (await pool.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'")).rowCount ?? 0;
    await vi.waitFor(async () => expect(over.mock.calls.length + (await waiting())).toBeGreaterThan(0), { timeout: 10_000 });
    await client.query("COMMIT");
    return await signing;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test.each([
  ["disables the account", "disabled_at = now()"],
  ["changes its password", "password_hash = 'another'"],
])("a sign-in waits for whoever %s right now, and is refused: what ends its devices would not see this one", async (_what, change) => {
  await freshAttempts(pool);
  const { id, email } = await storePerson({ password });
  expect(await signInDuring(change, id, email)).toBeNull();
  expect(await prisma.userSession.count()).toBe(0);
  await writeRefusedAttempts();
  expect((await pool.query("SELECT person_id, action FROM refused_attempt")).rows).toEqual([{ person_id: id, action: "sign-in" }]);
});

test("a sign-in does not wait for whoever holds a device that is over: it is forgotten the next time", async () => {
  const { id, email } = await storePerson({ password });
  const old = await storeDevice(id, { expiresAt: new Date(Date.now() - 31 * 24 * 3_600_000) });
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT FROM user_session WHERE id = $1 FOR UPDATE", [old]);
    expect(await signIn(email)).not.toBeNull();
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
  expect(await prisma.userSession.count()).toBe(2);
});

test("of what a browser calls itself the first 400 letters are kept, and a password longer than any is not worked on", async () => {
  const { email } = await storePerson({ password });
  await checkCredentials({ email, password }, { ...visit, userAgent: "x".repeat(5_000) });
  expect((await prisma.userSession.findFirst())?.userAgent).toBe("x".repeat(400));
  const verify = vi.mocked(argon2.verify);
  verify.mockClear();
  expect(await signIn(email, "x".repeat(1_001))).toBeNull();
  expect(verify.mock.calls.map(([, typed]) => typed)).toEqual([""]);
});

describe("throttling", () => {
  test.each(["ada@example.com", "nobody@example.com"])(
    "%s: after ten tries even the right password waits, from any address",
    async (email) => {
      await storePerson({ password });
      for (let i = 0; i < 10; i++) expect(await signIn(email, "wrong", `198.51.100.${i}`)).toBeNull();
      expect(await refusalOf(signIn(email, password, "192.0.2.1"))).toBe("too_many_requests");
      await pool.query("UPDATE sign_in_throttle SET refilled_at = refilled_at - interval '2 minutes'");
      expect(await refusalOf(signIn(email, password, "192.0.2.1"))).toBe("nothing refused");
    },
  );

  test("an address is counted over accounts, an IPv6 one by its /64", async () => {
    const spellings = [
      "2001:db8:1:2::1",
      "2001:db8:1:2:aaaa:bbbb:cccc:dddd",
      "2001:DB8:1:2::",
      "2001:db8:1:2::7%eth0",
      "2001:db8:1:2:0:0:0:7%1",
    ];
    const from = (i: number) => spellings[i % spellings.length];
    for (let i = 0; i < 50; i++) expect(await signIn(`p${i}@example.com`, "wrong", from(i))).toBeNull();
    expect(await refusalOf(signIn("p50@example.com", "wrong", from(0)))).toBe("too_many_requests");
    expect(await refusalOf(signIn("p50@example.com", "wrong", "2001:db8:1:3::1"))).toBe("nothing refused");
  });

  test("a rightful sign-in starts the account's tries anew", async () => {
    await storePerson({ password });
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 8; i++) await signIn("ada@example.com", "wrong", `198.51.100.${i}`);
      expect(await signIn("ada@example.com")).not.toBeNull();
    }
  });

  test("a whole office may sign in from one address; an own account buys no tries for others", async () => {
    await storePerson({ password });
    for (let i = 0; i < 60; i++) expect(await signIn("ada@example.com")).not.toBeNull();
    for (let i = 0; i < 50; i++) {
      await signIn(`p${i}@example.com`, "wrong");
      if (i % 10 === 0) await signIn("ada@example.com");
    }
    expect(await refusalOf(signIn("p50@example.com", "wrong"))).toBe("too_many_requests");
  });

  test("tries at the same time are all counted", async () => {
    await storePerson({ password });
    const answers = await Promise.all(Array.from({ length: 30 }, () => refusalOf(signIn("ada@example.com", "wrong"))));
    expect(answers.filter((answer) => answer === "nothing refused")).toHaveLength(10);
    expect(answers.filter((answer) => answer === "too_many_requests")).toHaveLength(20);
  });

  test("a clock of the database that was ahead and is put right keeps nobody out", async () => {
    await storePerson({ password });
    for (let i = 0; i < 10; i++) await signIn("ada@example.com", "wrong", `198.51.100.${i}`);
    expect(await refusalOf(signIn("ada@example.com"))).toBe("too_many_requests");
    await pool.query("UPDATE sign_in_throttle SET refilled_at = refilled_at + interval '3 hours'");
    expect(await refusalOf(signIn("ada@example.com"))).toBe("nothing refused");
  });

  test("a day without a try gives no more tries than an hour", async () => {
    await storePerson({ password });
    for (let i = 0; i < 5; i++) await signIn("ada@example.com", "wrong", `198.51.100.${i}`);
    await pool.query("UPDATE sign_in_throttle SET refilled_at = refilled_at - interval '1 day'");
    for (let i = 0; i < 10; i++) expect(await refusalOf(signIn("ada@example.com", "wrong", `203.0.113.${i}`))).toBe("nothing refused");
    expect(await refusalOf(signIn("ada@example.com", "wrong", "203.0.113.11"))).toBe("too_many_requests");
  });

  test("buckets nobody touched are swept, and no address is kept as typed", async () => {
    await signIn("secret typed in the wrong field");
    await pool.query("UPDATE sign_in_throttle SET refilled_at = refilled_at - interval '1 day'");
    await signIn("ada@example.com", "wrong", "192.0.2.7");
    const { rows } = await pool.query<{ key: string }>("SELECT key FROM sign_in_throttle ORDER BY key");
    expect(rows.map((row) => row.key)).toEqual([expect.stringMatching(/^account:[\w-]{43}$/), "address:192.0.2.7"]);
  });
});
