import { expect, test } from "vitest";
import { dateFormat, dollarFormat } from "./intl-formats";

test("a format is made once for all rows that ask for it, and is another where anything of it is", () => {
  const day = () => dateFormat({ day: "numeric", month: "short" });
  expect(day()).toBe(day());
  expect(dateFormat({ day: "numeric", month: "short", year: undefined })).toBe(day());
  expect(dateFormat({ day: "numeric", month: "short", timeZone: "UTC" })).not.toBe(day());
  expect(dateFormat({ day: "numeric", month: "short", timeZone: "UTC" }).resolvedOptions()).toMatchObject({
    locale: "en-GB",
    timeZone: "UTC",
  });
  expect(dollarFormat(4)).toBe(dollarFormat(4));
  expect(dollarFormat(2).format(1.5)).toBe("$1.50");
});
