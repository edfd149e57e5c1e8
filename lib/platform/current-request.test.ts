import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { currentRequest, inRequest, newRequestId } from "./current-request";

test("two requests at once each know their own, after any wait", async () => {
  const asked = ["a", "b"].map((id) =>
    inRequest({ id, address: `of ${id}` }, async () => {
      await setImmediate();
      return currentRequest();
    }),
  );
  expect(await Promise.all(asked)).toEqual([
    { id: "a", address: "of a" },
    { id: "b", address: "of b" },
  ]);
  expect(currentRequest()).toEqual({ id: "", address: "" });
});

test("an id is twelve plain letters, and another one each time", () => {
  const ids = Array.from({ length: 1_000 }, newRequestId);
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[\w-]{12}$/);
});
