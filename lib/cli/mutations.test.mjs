/** A mutation whose place is gone breaks nothing, and proves nothing: said at once, not when the long run is made. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { mutations } from "./mutations.mjs";
import { root } from "./run-step.mjs";

test.each(mutations)("the place of the mutation $name is there once", ({ file, from, to }) => {
  expect(readFileSync(path.join(root, file), "utf8").split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
