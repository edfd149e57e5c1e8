// The card of a file that was made: what it is, not only its lines.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { previewOf } from "@/lib/domain/tools/tool-preview";
import { readResult } from "@/lib/domain/tools/tool-result";
import { CreatedBody } from "./created-body";

const shown = (path: string, content: string): string =>
  renderToStaticMarkup(<CreatedBody params={{ command: "create", path, content }}>its lines</CreatedBody>);
const made = (path: string) =>
  readResult({ tool: "text_editor", server: "octofs", params: { command: "create", path, content: "x\n" }, result: null });

test("a file with a preview says so, beside its lines; another has its lines alone", () => {
  expect(made("notes.md")).toMatchObject({ as: "diff", diff: { added: 1 }, more: "preview" });
  expect(made("notes.ts")).toEqual({ as: "diff", diff: expect.anything(), note: "" });
});

test("Markdown stands as it reads, without HTML, remote pictures and scripts, its source one click away", () => {
  const markup = shown("notes.md", "# Notes\n\n<script>alert(1)</script> ![x](https://evil.example/x.png) [y](javascript:alert(1))\n");
  expect(markup).toMatch(/<h\d[^>]*>.*Notes/);
  expect(markup).toContain("Show the source");
  for (const bad of ["<script", "<img", 'href="javascript']) expect(markup).not.toContain(bad);
  // What only shows the source has no place on paper.
  expect(markup).toMatch(/print:hidden"><button/);
});

test("JSON stands in order; one that is in order, is none, or has numbers that would change stands as its lines", () => {
  expect(previewOf("a.json", '{"a":1,"b":[2]}')).toEqual({ as: "json", text: '{\n  "a": 1,\n  "b": [\n    2\n  ]\n}' });
  for (const text of ['{\n  "a": 1\n}\n', "{ no", '{"id":12345678901234567890}']) expect(shown("a.json", text)).toBe("its lines");
});

test("a picture that is text is drawn as a picture, where it can run nothing", () => {
  const svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>\ud800';
  const markup = shown("art/logo.svg", svg);
  expect(markup).toContain('<img src="data:image/svg+xml;charset=utf-8,%3C%3Fxml');
  for (const bad of ["<script", "<svg", "onload="]) expect(markup).not.toContain(bad);
  expect(shown("art/logo.svg", "no picture")).toBe("its lines");
  expect(shown("empty.md", "\n")).toBe("its lines");
});
