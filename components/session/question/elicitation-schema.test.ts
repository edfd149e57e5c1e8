import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readContent, readRawContent } from "./elicitation-answer";
import { initialValues } from "./elicitation-fields";
import { readQuestionSchema } from "./elicitation-schema";

const form = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  readQuestionSchema({ type: "object", properties, ...more });

test("plain fields are a form, none at all is a yes or no", () => {
  expect(form({ a: { type: "string" }, b: { type: "array", items: { enum: ["x"] } }, c: { enum: [1, 2] } })).toMatchObject({
    kind: "form",
  });
  expect(readQuestionSchema(null)).toEqual({ kind: "form", fields: [] });
  expect(readQuestionSchema({ type: "object" })).toEqual({ kind: "form", fields: [] });
});

describe("what is more than a form is shown as data, with the reason", () => {
  test.each([
    ["nested", { a: { type: "object", properties: {} } }],
    ["a reference", { a: { $ref: "#" } }],
    ["no type", { a: {} }],
    ["an unknown type", { a: { type: "tensor" } }],
    ["a free list", { a: { type: "array", items: { type: "string" } } }],
    ["a choice between shapes", { a: { type: "string", anyOf: [{ minLength: 2 }, { const: "x" }] } }],
    ["a prototype", JSON.parse('{"__proto__": {"type": "string"}}')],
    ["too many choices", { a: { enum: Array.from({ length: 300 }, (_, index) => index) } }],
  ])("%s", (_case, properties) => expect(form(properties)).toMatchObject({ kind: "raw", why: expect.stringContaining("“") }));

  test("huge, endless and deep schemas are bounded", () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, { type: "string" }]));
    const read = form(many);
    expect(read).toMatchObject({ kind: "raw", why: expect.stringContaining("KiB") });
    expect(read.kind === "raw" && read.schema.length).toBeLessThan(4_100);
    expect(form(Object.fromEntries(Object.entries(many).slice(0, 60)))).toMatchObject({ why: "It has 60 fields." });
    expect(readQuestionSchema({ allOf: [{ $ref: "#" }] })).toMatchObject({ kind: "raw" });
    let deep: unknown = {};
    for (let level = 0; level < 200_000; level += 1) deep = { a: deep };
    expect(readQuestionSchema(deep)).toMatchObject({ kind: "raw", why: expect.stringContaining("deeply") });
  });

  test("whatever a schema is, it is read, and its form can be answered", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (schema, properties) => {
        for (const one of [schema, { type: "object", properties }]) {
          const read = readQuestionSchema(one);
          if (read.kind === "form") expect(readContent(read.fields, initialValues(read.fields))).toHaveProperty("ok");
        }
      }),
    );
  });
});

test("a choice answers with what the schema calls it, a list within its bounds", () => {
  const read = form({
    n: { type: "integer", enum: [1, 2] },
    tags: { type: "array", minItems: 2, maxItems: 2, items: { enum: ["a", "b", "c"] } },
  });
  if (read.kind !== "form") throw new Error("not read as a form");
  expect(readContent(read.fields, { n: "2", tags: ["b", "a"] })).toEqual({ ok: true, content: { n: 2, tags: ["a", "b"] } });
  expect(readContent(read.fields, { n: "2", tags: ["a"] })).toMatchObject({ problems: { tags: "Choose at least 2." } });
  expect(readContent(read.fields, { n: "2", tags: ["a", "b", "c"] })).toMatchObject({ problems: { tags: "Choose at most 2." } });
  expect(readContent(read.fields, { n: "3", tags: [] })).toEqual({ ok: true, content: {} });
});

test("an answer in JSON must be an object", () => {
  expect(readRawContent('{"a": [1]}')).toEqual({ ok: true, content: { a: [1] } });
  expect(readRawContent("[1]")).toMatchObject({ problem: expect.stringContaining("object") });
  expect(readRawContent("{a")).toMatchObject({ problem: expect.stringContaining("no JSON") });
});

test("a number with a mark for thousands, or of blanks, is asked for again and never sent as another", () => {
  const read = readQuestionSchema({ type: "object", properties: { n: { type: "number" } } });
  if (read.kind !== "form") throw new Error("That is a form.");
  for (const n of ["1,000", "-12,000", "1,000,000", " "]) expect(readContent(read.fields, { n })).toMatchObject({ ok: false });
  for (const [n, value] of [
    ["1,5", 1.5],
    ["0,125", 0.125],
    [" 1000 ", 1_000],
    ["1.000", 1],
  ] as const) {
    expect(readContent(read.fields, { n })).toEqual({ ok: true, content: { n: value } });
  }
});
