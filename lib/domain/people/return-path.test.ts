import { describe, expect, test } from "vitest";
import { returnPath } from "./return-path";

describe("a page of ours is kept", () => {
  test.each([
    ["/account", "/account"],
    ["/sessions?project=3&text=a%20b", "/sessions?project=3&text=a+b"],
    ["/projects/7?_rsc=1a2b", "/projects/7"],
    ["/sign-in-notes", "/sign-in-notes"],
  ])("%s", (wanted, path) => expect(returnPath(wanted)).toBe(path));
});

describe("anything else leads home", () => {
  test.each([
    undefined,
    null,
    ["/account"],
    "",
    "/",
    "account",
    "//attacker.example",
    "/\\attacker.example",
    "/\t/attacker.example",
    "/.//attacker.example",
    "https://attacker.example",
    "javascript:alert(1)",
    "/sign-in?callbackUrl=/sign-in",
    "/welcome/abc",
    "/api/auth/signout",
    `/sessions?text=${"x".repeat(1_000)}`,
    `/sessions?text=${"é".repeat(300)}`,
  ])("%j", (wanted) => expect(returnPath(wanted)).toBe("/sessions"));
});
