import { expect, test } from "vitest";
import { TitleMark } from "./title-mark";

test("a mark takes the place of the one before, and goes", () => {
  const page = { title: "Fix the bug" };
  const mark = new TitleMark(page);
  mark.put("(•) ");
  mark.put("(!) ");
  expect(page.title).toBe("(!) Fix the bug");
  mark.remove();
  mark.remove();
  expect(page.title).toBe("Fix the bug");
});

test("a session that was renamed out of sight keeps its new name", () => {
  const page = { title: "New session" };
  const mark = new TitleMark(page);
  mark.put("(•) ");
  page.title = "Fix the bug";
  mark.put("(!) ");
  expect(page.title).toBe("(!) Fix the bug");
  page.title = "Fix both bugs";
  mark.remove();
  expect(page.title).toBe("Fix both bugs");
});
