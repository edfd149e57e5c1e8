import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

test("a password fits its own hash only, however its letters were composed", async () => {
  const stored = await hashPassword("caf\u00e9 by the river");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, "cafe\u0301 by the river")).toBe(true);
  expect(await verifyPassword(stored, "cafe by the river")).toBe(false);
  expect(await hashPassword("caf\u00e9 by the river")).not.toBe(stored);
});

test("without an account nothing fits, and the same work is done", async () => {
  const timed = async (stored: string | null): Promise<number> => {
    const start = process.hrtime.bigint();
    expect(await verifyPassword(stored, "wrong")).toBe(false);
    return Number(process.hrtime.bigint() - start);
  };
  const stored = await hashPassword("right");
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let i = 0; i < 15; i++) {
    times.known.push(await timed(stored));
    times.unknown.push(await timed(null));
  }
  // The fastest of many: what the machine does beside it only ever adds time.
  expect(Math.min(...times.unknown) / Math.min(...times.known)).toBeGreaterThan(0.6);
  expect(Math.min(...times.unknown) / Math.min(...times.known)).toBeLessThan(1.6);
});
