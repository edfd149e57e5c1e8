import { expect, test } from "vitest";
import { readProveArguments } from "./prove-arguments.mjs";

test("reads what was asked for", () => {
  expect(readProveArguments([])).toMatchObject({ histories: 10_000, real: 200, mutations: false });
  expect(readProveArguments(["--histories", "7", "--seed", "0"])).toMatchObject({ histories: 7, seed: 0 });
  expect(readProveArguments(["--real", "0"])).toMatchObject({ histories: 10_000, real: 0 });
  expect(readProveArguments(["--mutations"])).toMatchObject({ mutations: true });
});

test.each([
  [["--histories", "many"]],
  [["--histories", "0"]],
  [["--histories"]],
  [["--real", "-1"]],
  [["--seed", "-1"]],
  [["--seed", "4294967296"]],
  [["--seed", "1e3"]],
  [["more"]],
])("refuses %j in words", (args) => {
  expect(readProveArguments(args)).toEqual({ wrong: expect.stringContaining("Usage:") });
});
