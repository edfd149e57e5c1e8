// The card of an undo shows what it took back; that of a new file whether its path was known.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SceneProvider } from "@/components/transcript/scene";
import type { CallTrace, ToolItem } from "@/lib/domain/transcript/transcript-types";
import { quietScene } from "@/lib/testing/quiet-scene";
import { BeforeBody } from "./before-body";

/** As a server draws it: no address is known there. */
const scene = { ...quietScene, linkTo: (seq: number) => `${location.origin}/s?at=${seq}` };
const call = (params: Record<string, unknown>, content: string, tool = "text_editor"): ToolItem => ({
  type: "tool",
  seq: 7,
  at: 1,
  tool,
  toolId: "a",
  server: "octofs",
  params,
  cut: undefined,
  result: { seq: 8, at: 2, content, success: true, cut: undefined },
  trace: null,
});
const shown = (before: NonNullable<CallTrace["before"]>): string =>
  renderToStaticMarkup(
    <SceneProvider value={scene}>
      <BeforeBody before={before}>what it did</BeforeBody>
    </SceneProvider>,
  );

test("an undo shows the edit that it took back, the other way round, and leads to it", () => {
  const params = { command: "str_replace", path: "notes.md", old_text: "second line", new_text: "2nd line" };
  const markup = shown({ how: "undid", call: call(params, "1:83|# Notes\n2:da|first line\n-3:23 (1 line)\n+3:35|2nd line") });
  expect(markup).toContain('href="?at=7"');
  expect(markup).toMatch(/data-no="[^"]*−"[^>]*>(?:<mark[^>]*>)?2nd/);
  expect(markup).toMatch(/data-no="[^"]*\+"[^>]*>(?:<mark[^>]*>)?second/);
  expect(markup).not.toContain("what it did");
});

test("of an edit without lines it says which, and what the tool said", () => {
  const markup = shown({ how: "undid", call: call({ command: "delete", path: "notes.md" }, "deleted") });
  for (const words of ["Took back", "Delete", "what it did"]) expect(markup).toContain(words);
});

test("a new file whose path was known says how", () => {
  expect(shown({ how: "existed", call: call({ path: "notes.md" }, "1:83|x", "view") })).toMatch(/Existed before: .*was read.*what it did/);
  expect(shown({ how: "existed", call: null })).toContain("Existed before: the tool says so.");
});

test("a file that was deleted is red, with its lines as far as they were seen", () => {
  const markup = shown({ how: "deleted", call: call({ path: "notes.md" }, "1:83|# Notes\n2:da|first line", "view") });
  expect(markup).toMatch(/bg-diff-del.*Deleted\..*was read.*# Notes.*first line/s);
  expect(shown({ how: "deleted", call: null })).toMatch(/Deleted\..*what it did/);
});
