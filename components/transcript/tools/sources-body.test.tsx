// The card of pages of the web: each with the host it really is; an answer without any stays what it is.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SourcesBody } from "./sources-body";

const shown = (content: string, url: string | null): string =>
  renderToStaticMarkup(
    <SourcesBody content={content} url={url}>
      as it was
    </SourcesBody>,
  );

test("pages stand with their host, and lead nowhere but to the web", () => {
  const markup = shown('[{"title":"Tea","url":"https://tea.example/a"},{"title":"Bad","url":"javascript:alert(1)"}]', null);
  expect(markup).toContain('href="https://tea.example/a"');
  expect(markup).not.toContain('href="javascript');
  expect(shown("# Hello", "https://tea.example/a")).toContain("Hello");
});

test("a page that gave nothing says so under its address", () => {
  for (const nothing of ["", "\n "]) {
    const markup = shown(nothing, "https://tea.example/a");
    expect(markup).toContain('href="https://tea.example/a"');
    expect(markup).toContain("The page gave no text.");
  }
});

test("rows that are no pages, and a search that found none, stay as they were", () => {
  expect(shown('[{"id":1,"url":"https://tea.example/"}]', null)).toBe("as it was");
  expect(shown("nothing found", "")).toBe("as it was");
});
