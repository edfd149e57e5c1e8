// What half of the machine is where a container allows less than it has.
import { expect, test } from "vitest";
import { memoryAllowed } from "./machine-memory";

const GIB = 1024 ** 3;

test.each([
  ["no limit is told", undefined, 16 * GIB],
  ["there is no limit", 0, 16 * GIB],
  ["the limit is that of an unlimited control group", 2 ** 64, 16 * GIB],
  ["the limit is what the machine has", 16 * GIB, 16 * GIB],
  ["a container may use less", 2 * GIB, 2 * GIB],
])("%s", (_case, constrained, allowed) => expect(memoryAllowed(16 * GIB, constrained)).toBe(allowed));
