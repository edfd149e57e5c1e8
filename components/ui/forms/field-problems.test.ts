import { expect, test } from "vitest";
import { type Control, problemsIn, problemsOf, WHOLE, withoutSolved } from "./field-problems";

const aControl = (part: Partial<Control> = {}): Control => ({
  id: "name",
  type: "text",
  value: "",
  required: true,
  willValidate: true,
  validity: { valid: false, typeMismatch: false },
  validationMessage: "Please fill out this field.",
  ...part,
});
const valid = { valid: true, typeMismatch: false };

test("says of each field what is wrong, in its own words", () => {
  const fields = [
    aControl(),
    aControl({ id: "blank", value: "  ", validity: valid }),
    aControl({ id: "secret", type: "password", value: "  ", validity: valid }),
    aControl({ id: "email", type: "email", value: "ada", validity: { valid: false, typeMismatch: true } }),
    aControl({ id: "person", type: "select-one" }),
    aControl({ id: "odd", value: "x", validationMessage: "Too short." }),
    aControl({ id: "free", required: false, validity: valid }),
    aControl({ id: "off", willValidate: false }),
    { tagName: "FIELDSET" },
  ];
  expect(problemsIn(fields)).toEqual({
    name: "This cannot be empty.",
    blank: "This cannot be empty.",
    email: "This is no email address. One looks like ada@example.com.",
    person: "Choose one.",
    odd: "Too short.",
  });
});

test("the words go when the field is right, and stay while it is wrong", () => {
  const problems = { name: "This cannot be empty.", email: "wrong" };
  expect(withoutSolved(problems, aControl())).toBe(problems);
  expect(withoutSolved(problems, aControl({ value: "Ada", validity: valid }))).toEqual({ email: "wrong" });
  expect(withoutSolved(problems, aControl({ id: "other", value: "x", validity: valid }))).toBe(problems);
});

test("a refusal stands under the field that it names, and with the form where there is none", () => {
  const fields: Record<string, object> = { email: { id: "r1" } };
  const named = (name: string) => fields[name] ?? null;
  expect(problemsOf({ words: "Taken.", field: "email" }, named)).toEqual({ r1: "Taken." });
  expect(problemsOf({ words: "Not reached." }, named)).toEqual({ [WHOLE]: "Not reached." });
  expect(problemsOf({ words: "Not reached.", field: "gone" }, named)).toEqual({ [WHOLE]: "Not reached." });
});
