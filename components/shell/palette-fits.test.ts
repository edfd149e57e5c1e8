import { describe, expect, test } from "vitest";
import { fits } from "./palette-fits";

const page = "Pages and more People";

describe("what fits in the palette", () => {
  test("a page or a project by its words, in any case and order", () => {
    expect(fits(page, "people")).toBe(1);
    expect(fits(page, "PEOPLE more")).toBe(1);
    expect(fits(page, "costs")).toBe(0);
  });

  test("a session by the words that the server found it by, whatever its title is", () => {
    expect(fits("id", "İstanbul", ["İstanbul", "istanbul trip"])).toBe(1);
    expect(fits("id", " a trip ", ["a trip", "A  trip"])).toBe(1);
  });

  test("no session by the words before: what is typed next may mean a page", () => {
    expect(fits("id", "people", ["", "Fix the login"])).toBe(0);
    expect(fits("id", "log", ["lo", "Fix the login"])).toBe(1);
    expect(fits("id", "logs", ["log", "Fix the login"])).toBe(0);
  });
});
