import { expect, test } from "vitest";
import { refusedWords, targetWords, whoWords } from "./refused-words";

const eve = {
  person: { name: "Eve" },
  address: "203.0.113.9",
  roles: "administrator, developer/reviewer 3, and 2 more",
  action: "session:read",
};

test.each([
  ["a person and what they were", eve, "Eve (administrator, developer and reviewer in project 3, and 2 more), from 203.0.113.9"],
  ["more of a person than is told apart", { ...eve, address: "", roles: "no role", action: "others" }, "Eve (no role)"],
  ["a row from before roles were kept", { ...eve, address: "", roles: "" }, "Eve"],
  ["an account at which somebody tried to sign in", { ...eve, roles: "", action: "sign-in" }, "Eve's account, from 203.0.113.9"],
  ["more such tries than are told apart", { ...eve, roles: "", action: "others" }, "Eve's account, from 203.0.113.9"],
  ["no account", { ...eve, person: null, roles: "", action: "sign-in" }, "Somebody from 203.0.113.9"],
  ["more of everybody than is told apart", { ...eve, person: null, address: "", roles: "", action: "others" }, "Several"],
])("who it was: %s", (_name, attempt, words) => {
  expect(whoWords(attempt)).toBe(words);
});

test("what it was, and of what, without a title", () => {
  expect(refusedWords("session:read")).toBe("Read a session");
  expect(refusedWords("from another version")).toBe("from another version");
  expect(["", "7", "0197a9c2-1111-7111-8111-abcdef123456"].map(targetWords)).toEqual(["", "project 7", "session 123456"]);
});
