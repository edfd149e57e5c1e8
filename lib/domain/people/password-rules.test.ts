import { describe, expect, test } from "vitest";
import { passwordProblem } from "./password-rules";

const person = { email: "ada.lovelace@example.com", name: "Ada Lovelace" };

describe("good passwords", () => {
  test.each(["correct horse battery", "tr0ub4dor-and-friends", "ключ от квартиры", "ab3d-9fgh-k2mn", "a passphrase with lovelace in it"])(
    "%s",
    (password) => expect(passwordProblem(password, person)).toBeNull(),
  );
});

describe("passwords that are refused", () => {
  test.each([
    ["short", /at least 12/],
    ["x".repeat(201), /at most 200/],
    ["aaaaaaaaaaaaaa", /easy to guess/],
    ["abcabcabcabc", /easy to guess/],
    ["123456123456", /easy to guess/],
    ["Password1234!", /easy to guess/],
    ["password password", /easy to guess/],
    ["Octomind-2026!!", /easy to guess/],
    ["ada.lovelace@example.com", /easy to guess/],
    ["Lovelace 1815", /easy to guess/],
  ])("%s", (password, problem) => expect(passwordProblem(password, person)).toMatch(problem));
});

test("signs are counted, not code units", () => {
  expect(passwordProblem("🦀🐙🦀🐙🦀🐙", person)).toMatch(/at least 12/);
});
