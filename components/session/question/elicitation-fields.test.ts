import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readContent } from "./elicitation-answer";
import { initialValues, readFields } from "./elicitation-fields";

afterEach(() => vi.unstubAllEnvs());

const schema = {
  type: "object",
  properties: {
    confirm: { type: "boolean", title: "Confirm" },
    reason: { type: "string", title: "Why", maxLength: 10 },
    level: { type: "string", enum: ["low", "high"], enumNames: ["Low", "High"], default: "low" },
    replica_count: { type: "integer", minimum: 1, maximum: 9 },
    share: { type: "number" },
    mail: { type: "string", format: "email" },
    site: { type: "string", oneOf: [{ const: "eu", title: "Europe" }] },
    tags: { type: "array", items: { enum: ["a", "b"] } },
  },
  required: ["confirm", "replica_count"],
};

test("every kind of field is read with its label, its choices and its default", () => {
  expect(readFields(schema)).toMatchObject([
    { name: "confirm", kind: "boolean", label: "Confirm", isRequired: true, initial: false },
    { name: "reason", kind: "text", input: "text", maxLength: 10 },
    {
      name: "level",
      kind: "choice",
      choices: [
        { value: "low", label: "Low" },
        { value: "high", label: "High" },
      ],
      initial: "low",
    },
    { name: "replica_count", kind: "number", isWhole: true, label: "Replica count", isRequired: true },
    { name: "share", kind: "number", isWhole: false },
    { name: "mail", kind: "text", input: "email" },
    { name: "site", kind: "choice", choices: [{ value: "eu", label: "Europe" }] },
    { name: "tags", kind: "choices" },
  ]);
});

describe("readContent", () => {
  const fields = readFields(schema);
  const filled = { ...initialValues(fields), confirm: true, replica_count: "3" };

  test("a good answer has its types; what was left empty is left out", () => {
    expect(readContent(fields, { ...filled, share: "0,125" })).toMatchObject({ content: { share: 0.125 } });
    expect(readContent(fields, { ...filled, share: "1.000" })).toMatchObject({ content: { share: 1 } });
    expect(readContent(fields, { ...filled, share: "0,5" })).toEqual({
      ok: true,
      content: { confirm: true, level: "low", replica_count: 3, share: 0.5, tags: [] },
    });
  });

  test.each([
    ["replica_count", "", "needed"],
    ["replica_count", "1.5", "whole"],
    ["replica_count", "10", "most is 9"],
    ["replica_count", "1,000", "without signs between thousands"],
    ["replica_count", "1.000", "without signs between thousands"],
    ["replica_count", " ", "number"],
    ["share", "many", "number"],
    ["share", "1,000", "without signs between thousands"],
    ["mail", "nobody", "email"],
    ["reason", "x".repeat(11), "At most 10"],
  ])("%s = %j is refused by name", (name, value, words) => {
    expect(readContent(fields, { ...filled, [name]: value })).toEqual({ ok: false, problems: { [name]: expect.stringContaining(words) } });
  });
});

test("a schema that makes no sense gives a form all the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const fields = readFields({ properties: json });
      expect(readContent(fields, initialValues(fields))).toHaveProperty("ok");
      expect(readFields(json)).toBeInstanceOf(Array);
    }),
  );
});

test.each([
  ["Asia/Tokyo", "2026-11-29T10:30:00Z", "2026-11-29T19:30"],
  ["Asia/Tokyo", "+275760-09-13T00:00:00Z", ""],
  ["America/Lima", "-271821-04-20T00:00:00Z", ""],
  ["UTC", "+010000-01-01T00:00:00Z", ""],
  ["UTC", "soon", ""],
])("in %s a moment of %j stands in its field as %j", (zone, moment, shown) => {
  vi.stubEnv("TZ", zone);
  expect(readFields({ properties: { at: { type: "string", format: "date-time", default: moment } } })).toMatchObject([{ initial: shown }]);
});
