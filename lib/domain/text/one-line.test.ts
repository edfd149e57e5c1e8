import { describe, expect, test } from "vitest";
import { savedPromptSchema } from "@/lib/domain/projects/saved-prompt";
import { titleFromFirstMessage, titleSchema } from "@/lib/domain/sessions/title";
import { personNameSchema } from "@/lib/services/people/person-name";
import { projectNameSchema } from "@/lib/services/projects/create-project";

describe.each([
  ["a person's name", personNameSchema],
  ["a project's name", projectNameSchema],
  ["a session's title", titleSchema],
  ["a prompt's name", savedPromptSchema.shape.name],
])("%s", (_, schema) => {
  test("turns no words around that stand beside it", () => {
    expect(schema.parse("\u202Enimda\u202C \u2067one\u2069")).toBe("nimda one");
  });

  test("may be in any script, with joined signs", () => {
    for (const name of ["עברית", "می‌خواهم", "👩‍👩‍👧", "Zoë"]) expect(schema.parse(name)).toBe(name);
  });

  test("is refused where nothing of it can be seen", () => {
    for (const name of ["\u200B", " \u2060\u200D ", "\u202E", "\u00AD", ""]) expect(schema.safeParse(name).success).toBe(false);
  });
});

test("the title of a first message turns no words around either", () => {
  expect(titleFromFirstMessage("\u202Eread me\nand more")).toBe("read me");
});
