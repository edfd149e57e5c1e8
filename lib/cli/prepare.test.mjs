// What a build is made of: a change in any of it makes a new one.
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { SOURCE_PLACES } from "./prepare.mjs";

/** For tests, for Prisma's command, and what Next writes by itself. */
const NOT_BUILT = ["vitest.config.ts", "prisma.config.ts", "next-env.d.ts"];

test("every program at the top of the clone is looked at, or is known to be no part of it", () => {
  const programs = readdirSync(".").filter((name) => /\.(ts|tsx|js|mjs)$/.test(name));
  expect(programs.filter((name) => !SOURCE_PLACES.includes(name) && !NOT_BUILT.includes(name))).toEqual([]);
});
