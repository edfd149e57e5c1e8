import { describe, expect, test } from "vitest";
import { fits, fittingProjects } from "./palette-fits";

const page = "Pages and more People";

describe("what fits in the palette", () => {
  test("a page or a project by its words, in any case and order", () => {
    expect(fits(page, "peop", ["People"])).toBe(0.5);
    expect(fits(page, "PEOPLE more", ["People"])).toBe(0.5);
    expect(fits(page, "costs", ["People"])).toBe(0);
  });

  test("before all else what was named whole", () => {
    expect(fits(page, " people ", ["People"])).toBe(1);
    expect(fits("project About people 3", "people", ["About people"])).toBe(0.5);
    expect(fits("id", "people", ["people", "people"])).toBe(0.5);
  });

  test("a session by the words that the server found it by, whatever its title is", () => {
    expect(fits("id", "İstanbul", ["İstanbul", "istanbul trip"])).toBe(0.5);
    expect(fits("id", " a trip ", ["a trip", "A  trip"])).toBe(0.5);
  });

  test("no session by the words before: what is typed next may mean a page", () => {
    expect(fits("id", "people", ["", "Fix the login"])).toBe(0);
    expect(fits("id", "log", ["lo", "Fix the login"])).toBe(0.5);
    expect(fits("id", "logs", ["log", "Fix the login"])).toBe(0);
  });
});

test("of many projects the first are shown, the one that is named by what is typed among them, and the others counted", () => {
  const projects = Array.from({ length: 300 }, (_, no) => ({ name: `Tower ${no}` }));
  expect(fittingProjects(projects, "")).toEqual({ shown: projects.slice(0, 12), more: 288 });
  const { shown, more } = fittingProjects(projects, "tower 29");
  expect(shown[0]?.name).toBe("Tower 29");
  expect([shown.length, more]).toEqual([12, 1]);
  expect(fittingProjects(projects, "bridge")).toEqual({ shown: [], more: 0 });
});
