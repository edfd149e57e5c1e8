import { describe, expect, test } from "vitest";
import { emptyTranscript } from "@/lib/domain/transcript/transcript";
import { readSettings } from "./agent-settings";
import { suggest } from "./suggestions";

const commands = [
  { name: "model", description: "View or change the model", hint: "[provider:model]" },
  { name: "mcp", description: "Tool servers", hint: "[list|info|full]" },
  { name: "info", description: "Token and cost breakdown", hint: "" },
];
const prompts = [{ id: 7, name: "Review well", text: "Review this\nwell." }];
const sources = {
  commands,
  prompts: [],
  settings: () => readSettings(emptyTranscript),
  paths: () => ["lib/auth.ts", "lib/domain/author.ts", "README.md"],
};
const labels = (text: string, caret = text.length) => suggest(text, caret, sources)?.items.map(({ label }) => label) ?? null;

describe("commands", () => {
  test("first those that begin so, then those whose words say it", () => {
    expect(labels("/")).toEqual(["/model", "/mcp", "/info"]);
    expect(labels("/m")).toEqual(["/model", "/mcp"]);
    expect(labels("/cost")).toEqual(["/info"]);
    expect(labels("m")).toBeNull();
    expect(labels("/zzz")).toBeNull();
  });

  test("one with arguments is filled in with a space, one without is ready to go", () => {
    expect(suggest("/mc", 3, sources)?.items[0]).toMatchObject({ text: "/mcp ", caret: 5 });
    expect(suggest("/in", 3, sources)?.items[0]?.text).toBe("/info");
  });

  test("arguments come from the hint and the allow-list; none is chosen until letters or arrows ask", () => {
    expect(labels("/mcp ")).toEqual(["list", "info"]);
    expect(suggest("/mcp ", 5, sources)?.isOptional).toBe(true);
    expect(suggest("/mcp l", 6, sources)).toMatchObject({ isOptional: false, items: [{ text: "/mcp list" }] });
    expect(labels("/mcp list")).toBeNull();
    expect(labels("/info ")).toBeNull();
  });
});

describe("paths after an @", () => {
  test("the name counts most, letters in order least", () => {
    expect(labels("see @auth")).toEqual(["lib/auth.ts", "lib/domain/author.ts"]);
    expect(labels("@ldau")).toEqual(["lib/domain/author.ts"]);
    expect(labels("mail@auth")).toBeNull();
  });

  test("it goes in at the caret without its @, and what follows stays, behind one blank or none", () => {
    const taken = (text: string, caret: number) => suggest(text, caret, sources)?.items[0];
    expect(taken("look at @read now", 13)).toMatchObject({ text: "look at README.md now", caret: 18 });
    expect(taken("look at @read", 13)).toMatchObject({ text: "look at README.md ", caret: 18 });
    expect(taken("look at @readnow", 13)).toMatchObject({ text: "look at README.md now", caret: 18 });
    expect(taken("look (@read), now", 11)).toMatchObject({ text: "look (README.md), now", caret: 15 });
    expect(taken("@read\nnow", 5)).toMatchObject({ text: "README.md\nnow", caret: 9 });
  });
});

test("saved prompts stand behind the commands, and one takes the place of what was typed", () => {
  const offered = suggest("/rev", 4, { ...sources, prompts });
  expect(offered).toMatchObject({ title: "Commands and your prompts", items: [{ label: "Review well", text: prompts[0]?.text }] });
  expect(suggest("/", 1, { ...sources, prompts })?.items).toHaveLength(4);
});
