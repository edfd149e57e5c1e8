import * as argon2 from "@node-rs/argon2";
import { expect, test, vi } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

vi.mock("@node-rs/argon2", { spy: true });

test("a password fits its own hash only, however its letters were composed", async () => {
  const stored = await hashPassword("caf\u00e9 by the river");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, "cafe\u0301 by the river")).toBe(true);
  expect(await verifyPassword(stored, "cafe by the river")).toBe(false);
  expect(await hashPassword("caf\u00e9 by the river")).not.toBe(stored);
});

test("without an account nothing fits, and the same work is done", async () => {
  const verify = vi.mocked(argon2.verify);
  verify.mockClear();
  const stored = await hashPassword("right");
  expect(await verifyPassword(stored, "wrong")).toBe(false);
  expect(await verifyPassword(null, "wrong")).toBe(false);
  const costs = verify.mock.calls.map(([hash]) => String(hash).split("$").slice(1, 4));
  expect(costs).toEqual([
    ["argon2id", "v=19", "m=19456,t=2,p=1"],
    ["argon2id", "v=19", "m=19456,t=2,p=1"],
  ]);
});
