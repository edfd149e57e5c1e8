import { describe, expect, test } from "vitest";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { viewerOfDevice } from "@/lib/auth/viewer-of-device";
import { DEVICE_IDLE_HOURS } from "@/lib/domain/people/device-limits";
import { prisma } from "@/lib/platform/prisma";
import { renewLink } from "@/lib/services/people/renew-link";
import { signedIn, signedInAdministrator, storeDevice, storePerson } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { changePassword } from "./change-password";
import { listDevices } from "./list-devices";
import { renameSelf } from "./rename-self";
import { signOutDevice, signOutOtherDevices } from "./sign-out-device";

testDatabase();
const current = "several unrelated words";
const next = "other unrelated words";
const visit = { address: "203.0.113.9", userAgent: "" };

describe("own devices", () => {
  test("are listed without those that are signed out, idle or expired; the asking one is marked", async () => {
    const bob = await storePerson({ name: "Bob" });
    const viewer = await signedIn(bob.id);
    const other = await storeDevice(bob.id, { seenAt: new Date(Date.now() - 3_600_000), userAgent: "Old phone", address: "192.0.2.1" });
    await storeDevice(bob.id, { revokedAt: new Date() });
    await storeDevice(bob.id, { seenAt: new Date(Date.now() - 13 * 3_600_000) });
    await storeDevice(bob.id, { expiresAt: new Date(Date.now() - 1) });
    await storeDevice((await storePerson({ name: "Eve" })).id);
    expect(await listDevices(viewer)).toMatchObject([
      { id: viewer.deviceId, current: true },
      { id: other, current: false, userAgent: "Old phone", address: "192.0.2.1" },
    ]);
  });

  test("of which nobody could come any more are signed out with the others, and not counted", async () => {
    const viewer = await signedIn((await storePerson()).id);
    await storeDevice(viewer.personId);
    await storeDevice(viewer.personId, { expiresAt: new Date(Date.now() - 1_000) });
    await storeDevice(viewer.personId, { seenAt: new Date(Date.now() - DEVICE_IDLE_HOURS * 3_600_000 - 1_000) });
    expect(await signOutOtherDevices(viewer)).toEqual({ ended: 1 });
    expect(await prisma.userSession.count({ where: { revokedAt: null } })).toBe(1);
  });

  test("are signed out one by one or all others; nobody else's ever", async () => {
    const viewer = await signedIn((await storePerson({ name: "Bob" })).id);
    const [phone, tablet] = [await storeDevice(viewer.personId), await storeDevice(viewer.personId)];
    const foreign = await storeDevice((await storePerson({ name: "Eve" })).id);
    for (const id of [foreign, "0b9f2f0e-6d0c-4e4f-9a52-0c5a3b1d2e4f", "nonsense"]) {
      expect(await refusalOf(signOutDevice(viewer, id))).toBe("not_found");
    }
    await signOutDevice(viewer, phone);
    expect(await refusalOf(signOutDevice(viewer, phone))).toBe("not_found");
    expect(await viewerOfDevice(phone)).toBeNull();
    expect(await signOutOtherDevices(viewer)).toEqual({ ended: 1 });
    expect(await viewerOfDevice(tablet)).toBeNull();
    expect(await viewerOfDevice(viewer.deviceId)).not.toBeNull();
    expect(await viewerOfDevice(foreign)).not.toBeNull();
    await signOutDevice(viewer, viewer.deviceId);
    expect(await viewerOfDevice(viewer.deviceId)).toBeNull();
  });
});

describe("the password", () => {
  test("changes only with the current one, and signs the other devices out", async () => {
    const bob = await storePerson({ name: "Bob", password: current });
    const viewer = await signedIn(bob.id);
    const other = await storeDevice(bob.id);
    await renewLink(await signedInAdministrator(), bob.id);
    expect(await refusalOf(changePassword(viewer, { current: "wrong", next }))).toBe("wrong_password");
    expect(await refusalOf(changePassword(viewer, { current, next: "bob@example.com" }))).toBe("weak_password");
    expect(await viewerOfDevice(other)).not.toBeNull();
    expect(await changePassword(viewer, { current, next })).toEqual({ ended: 1 });
    expect(await viewerOfDevice(other)).toBeNull();
    expect(await viewerOfDevice(viewer.deviceId)).not.toBeNull();
    expect(await prisma.passwordLink.count()).toBe(0);
    expect(await checkCredentials({ email: bob.email, password: current }, visit)).toBeNull();
    expect(await checkCredentials({ email: bob.email, password: next }, visit)).not.toBeNull();
  });

  test("cannot be guessed from an open device", async () => {
    const viewer = await signedIn((await storePerson({ name: "Bob", password: current })).id);
    for (let i = 0; i < 10; i++) expect(await refusalOf(changePassword(viewer, { current: "wrong", next }))).toBe("wrong_password");
    expect(await refusalOf(changePassword(viewer, { current, next }))).toBe("too_many_requests");
  });

  test("may be mistyped as often again by who knew it", async () => {
    const viewer = await signedIn((await storePerson({ name: "Bob", password: current })).id);
    for (let i = 0; i < 9; i++) expect(await refusalOf(changePassword(viewer, { current: "wrong", next }))).toBe("wrong_password");
    expect(await refusalOf(changePassword(viewer, { current, next: "short" }))).toBe("weak_password");
    for (let i = 0; i < 9; i++) expect(await refusalOf(changePassword(viewer, { current: "wrong", next }))).toBe("wrong_password");
    await changePassword(viewer, { current, next });
  });
});

test("the name changes", async () => {
  const viewer = await signedIn((await storePerson({ name: "Bob" })).id);
  await renameSelf(viewer, "Robert");
  expect(await viewerOfDevice(viewer.deviceId)).toMatchObject({ name: "Robert" });
});
