import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TableBody } from "./table-body";

test("a field that is nothing is told from an empty text, and from the word", () => {
  const markup = renderToStaticMarkup(<TableBody as="table" columns={["a", "b", "c"]} rows={[[null, "", "null"]]} />);
  const cells = [...markup.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(cells).toEqual([expect.stringMatching(/^<i [^>]*>null<\/i>$/), "", "null"]);
});
