import { expect, test } from "vitest";
import { checkContent, type Question } from "./elicitation-desk";

const question = (schema: unknown): Question => ({
  id: "q",
  server: "s",
  toolId: null,
  mode: "form",
  message: "",
  schema,
  url: null,
  extra: {},
});
const object = (properties: unknown, more: object = {}) => question({ type: "object", properties, ...more });

test("an answer is checked by type, bounds and what is required", () => {
  expect(checkContent(object({ n: { type: "integer", maximum: 3 } }, { required: ["n"] }), { n: 3 })).toEqual({ fits: true });
  expect(checkContent(object({ n: { type: "integer", maximum: 3 } }), { n: 4 })).toMatchObject({ fits: false });
  expect(checkContent(object({ n: { type: "integer" } }, { required: ["n"] }), {})).toMatchObject({ fits: false });
});

test("a tool's regular expression is never run on what a person wrote", () => {
  const endless = object({ a: { type: "string", pattern: "^(a+)+$" } });
  expect(checkContent(endless, { a: `${"a".repeat(60)}!` })).toEqual({ fits: true });
});

test("a schema that refers to itself, is huge or makes no sense is no reason to refuse", () => {
  expect(checkContent(object({ a: { $ref: "#" } }), { a: 1 })).toEqual({ fits: true });
  expect(checkContent(object({ a: { type: "string", title: "x".repeat(40_000) } }), { a: 1 })).toEqual({ fits: true });
  expect(checkContent(question({ type: 7 }), {})).toEqual({ fits: true });
});
