import fc from "fast-check";
import { expect, test } from "vitest";
import { detectResult } from "./tool-detect";

const people = {
  as: "table",
  columns: ["id", "name"],
  rows: [
    ["1", "Mara"],
    ["2", "Jonas, J."],
  ],
};

test.each([
  ["JSON", '[{"id":1,"name":"Mara"},{"id":2,"name":"Jonas, J."}]'],
  ["JSON lines", '{"id":1,"name":"Mara"}\n{"id":2,"name":"Jonas, J."}\n'],
  ["CSV", 'id,name\n1,Mara\n2,"Jonas, J."'],
  ["CSV with line ends of Windows", 'id,name\r\n1,Mara\r\n2,"Jonas, J."\r\n'],
  ["tabs", "id\tname\n1\tMara\n2\tJonas, J."],
  ["Markdown", "| id | name |\n|---:|:---|\n| 1 | Mara |\n| 2 | Jonas, J. |"],
  ["a database shell", " id | name\n----+------\n  1 | Mara\n  2 | Jonas, J.\n(2 rows)"],
])("a table of %s", (_what, content) => {
  expect(detectResult(content)).toEqual(people);
});

test("fields that are missing are empty, those that are nothing are told from empty texts, nested ones are JSON, names that poison are names", () => {
  expect(detectResult('[{"a":{"b":1}},{"__proto__":"x","c":null}]')).toEqual({
    as: "table",
    columns: ["a", "__proto__", "c"],
    rows: [
      ['{"b":1}', "", ""],
      ["", "x", null],
    ],
  });
  expect(detectResult('{"columns":["a","b"],"rows":[[null,""],["null",0]]}')).toMatchObject({
    rows: [
      [null, ""],
      ["null", "0"],
    ],
  });
});

test("a number that no double holds stands as it was written", () => {
  const id = "1234567890123456789";
  expect(detectResult(`[{"id":${id},"n":0.5},{"id":7,"n":"${id}"}]`)).toMatchObject({
    rows: [
      [id, "0.5"],
      ["7", id],
    ],
  });
  expect(detectResult(`{"id": -${id}, "in": {"text": "a\\" ${id}", "all": [${id},0.${id}]}}`)).toEqual({
    as: "json",
    text: `{\n  "id": -${id},\n  "in": {\n    "text": "a\\" ${id}",\n    "all": [\n      ${id},\n      0.12345678901234568\n    ]\n  }\n}`,
  });
  expect(detectResult(`{"rows":[{"a":[${id}]}]}`)).toMatchObject({ rows: [[`[${id}]`]] });
});

test("other JSON is laid out, Markdown is told from prose", () => {
  expect(detectResult('{"ok":true}')).toEqual({ as: "json", text: '{\n  "ok": true\n}' });
  expect(detectResult("# Found\n\n- one\n- two")?.as).toBe("markdown");
  for (const prose of ["said: hi\n", "waited 1\n", "Well, yes.\nNo, never.\nSo, what?", "", "{broken", "z".repeat(3_000_000)])
    expect(detectResult(prose)).toBeNull();
});

test("whatever a tool prints, it is read or left as text, and a table is square", () => {
  const part = fc.oneof(fc.string(), fc.constantFrom('"', ",", "\t", "|", "---|---", "\n", "{}", "[1]", "# x"));
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const found = detectResult(parts.join(""));
      if (found?.as === "table") expect(found.rows.every((row) => row.length === found.columns.length)).toBe(true);
    }),
  );
});
