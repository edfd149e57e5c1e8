import { expect, test } from "vitest";
import { z } from "zod";
import { uuidV7 } from "./uuid-v7";

test("ids are valid, different, and sort by time", () => {
  const ids = Array.from({ length: 200 }, (_, i) => uuidV7(1_700_000_000_000 + i));
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, () => uuidV7(5))).size).toBe(1_000);
});
