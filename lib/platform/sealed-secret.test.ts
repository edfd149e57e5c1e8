/** Sealed secrets come back as they were, and nothing that was touched comes back at all. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { seal, unseal } from "./sealed-secret";

test("every text comes back", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => unseal(seal(text)) === text));
});

test("two seals of one text differ, and neither shows it", () => {
  const [one, two] = [seal("a bearer token"), seal("a bearer token")];
  expect(one.equals(two)).toBe(false);
  expect(one.toString("latin1")).not.toContain("bearer");
});

test("one changed bit anywhere is noticed", () => {
  const sealed = seal("secret");
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => unseal(changed), `bit ${bit}`).toThrow(/cannot be read/);
  }
});

test("a cut one is noticed", () => {
  const sealed = seal("secret");
  for (let length = 0; length < sealed.length; length++)
    expect(() => unseal(sealed.subarray(0, length)), `${length} bytes`).toThrow(/cannot be read/);
});

test("another APP_SECRET cannot read it", async () => {
  const sealed = seal("secret");
  vi.stubEnv("APP_SECRET", "some-other-secret-of-at-least-32-characters");
  vi.resetModules();
  const other = await import("./sealed-secret");
  expect(() => other.unseal(sealed)).toThrow(/APP_SECRET is not the one/);
  vi.unstubAllEnvs();
});
