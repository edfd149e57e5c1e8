import { expect, test } from "vitest";
import { isBinary, visibleText } from "./visible-text";

test("what hides is shown, tabs and accents stay", () => {
  expect(visibleText("a\tb é 漢 👩‍💻\u200b\u0000\u007f")).toBe("a\tb é 漢 👩‍💻⟨U+200B⟩␀␡");
});

test("bytes are told from text", () => {
  expect(isBinary("\u007fELF\u0002\u0001\u0001\u0000\u0000")).toBe(true);
  expect(isBinary("\ufffdPNG\r\n\ufffd\ufffdIHDR\ufffd")).toBe(true);
  expect(isBinary("\u001b[31mred\u001b[0m plain, ümlaut\n".repeat(9))).toBe(false);
});
