import { expect, test } from "vitest";
import { safeAddress } from "./safe-address";

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://a.example/x",
  "//evil.example",
  "/relative",
  "https://",
  "https://good.example@evil.example/",
  "https://good.example:pass@evil.example/",
  `https://a.example/${"x".repeat(5_000)}`,
  "",
])("%j leads nowhere", (text) => {
  expect(safeAddress(text)).toBeNull();
});

test("the host is the one a browser goes to, and letters that can look like others are named", () => {
  expect(safeAddress("https://one.example:8443/a?b#c")).toEqual({
    href: "https://one.example:8443/a?b#c",
    host: "one.example:8443",
    warning: "",
  });
  const lookalike = safeAddress("https://аpple.com/"); // the first letter is Cyrillic
  expect(lookalike?.host).toBe("xn--pple-43d.com");
  expect(lookalike?.warning).not.toBe("");
});
