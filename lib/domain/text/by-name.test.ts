import { expect, test } from "vitest";
import { byName } from "./by-name";

test("names stand as people look for them, whatever case, accents and numbers they have", () => {
  const names = ["Zoe", "Project 10", "anna", "Émile", "Project 9", "eva", "Zoë", "Anna"];
  expect(byName(names.map((name) => ({ name }))).map(({ name }) => name)).toEqual([
    "anna",
    "Anna",
    "Émile",
    "eva",
    "Project 9",
    "Project 10",
    "Zoe",
    "Zoë",
  ]);
});

test("two of one name keep their order", () => {
  const same = [
    { name: "Ada", id: 2 },
    { name: "Ada", id: 1 },
  ];
  expect(byName(same)).toEqual(same);
});
