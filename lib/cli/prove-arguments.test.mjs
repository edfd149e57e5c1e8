import { expect, test } from "vitest";
import { readProveArguments } from "./prove-arguments.mjs";

test("reads what was asked for", () => {
  expect(readProveArguments([])).toMatchObject({ histories: 10_000, real: 200, mutations: false, fuzz: 0 });
  expect(readProveArguments(["--histories", "7", "--seed", "0"])).toMatchObject({ histories: 7, seed: 0 });
  expect(readProveArguments(["--real", "0"])).toMatchObject({ histories: 10_000, real: 0 });
  expect(readProveArguments(["--mutations"])).toMatchObject({ mutations: true });
  expect(readProveArguments(["--fuzz"])).toMatchObject({ fuzz: 300 });
  expect(readProveArguments(["--fuzz", "60", "--seed", "5"])).toMatchObject({ fuzz: 60, seed: 5 });
  expect(readProveArguments(["--fuzz", "--seed", "5"])).toMatchObject({ fuzz: 300, seed: 5 });
});

test.each([
  [["--histories", "many"]],
  [["--histories", "0"]],
  [["--histories"]],
  [["--real", "-1"]],
  [["--fuzz", "0"]],
  [["--fuzz", "long"]],
  [["--seed", "-1"]],
  [["--seed", "4294967296"]],
  [["--seed", "1e3"]],
  [["more"]],
])("refuses %j in words", (args) => {
  expect(readProveArguments(args)).toEqual({ wrong: expect.stringContaining("Usage:") });
});
