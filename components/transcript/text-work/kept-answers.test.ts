import { expect, test } from "vitest";
import { KeptAnswers } from "./kept-answers";

const LONG = "x".repeat(1_000_000);

test("what was used last is kept, within its bound", () => {
  const kept = new KeptAnswers();
  for (const name of ["a", "b", "c"]) kept.put(name + LONG, null);
  expect(kept.get(`a${LONG}`)).toBeNull();
  kept.put(`d${LONG}`, null);
  expect(kept.get(`b${LONG}`)).toBeUndefined();
  expect(kept.get(`a${LONG}`)).toBeNull();
  expect(kept.get(`d${LONG}`)).toBeNull();
});

test("the same answer again takes no more room", () => {
  const kept = new KeptAnswers();
  for (let round = 0; round < 10; round += 1) kept.put(`a${LONG}`, null);
  kept.put("b", null);
  expect(kept.get(`a${LONG}`)).toBeNull();
});
