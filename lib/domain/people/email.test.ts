import { describe, expect, test } from "vitest";
import { emailSchema, parseEmail } from "./email";

describe("an address has one spelling", () => {
  test.each([
    ["Ada@Example.COM", "ada@example.com"],
    ["  ada@example.com ", "ada@example.com"],
    ["admin@localhost", "admin@localhost"],
    ["ada+agents@mail.example.co.uk", "ada+agents@mail.example.co.uk"],
    ["ａｄａ＠example.com", "ada@example.com"],
  ])("%s", (typed, email) => expect(parseEmail(typed)).toBe(email));
});

describe("what mail programs could read in two ways is none", () => {
  test.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    '"e@attacker.example"@victim.example',
    "ada@victim.example@attacker.example",
    "ada＠victim.example@attacker.example",
    "ada @example.com",
    "ada@exa mple.com",
    "ada@example..com",
    ".ada@example.com",
    "ada@-example.com",
    "ada@example.com\nBcc: eve@attacker.example",
    "ada@example.com,eve@attacker.example",
    "<ada@example.com>",
    "ada\0@example.com",
    `${"a".repeat(250)}@example.com`,
  ])("%j", (typed) => expect(parseEmail(typed)).toBeNull());
});

test("the schema says so in words", () => {
  expect(emailSchema.parse("Ada@example.com")).toBe("ada@example.com");
  expect(emailSchema.safeParse("ada").error?.issues[0]?.message).toBe("This is not an e-mail address.");
});
