// Pictures in a tool's answer: drawn from the bytes that are there, never fetched from anywhere.
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { readPictures } from "@/lib/domain/tools/tool-images";
import { readResult } from "@/lib/domain/tools/tool-result";
import { NoPicture, Picture } from "./picture";
import { PicturesBody } from "./pictures-body";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const JPEG = `/9j/4AAQSkZJRgABAQ${"A".repeat(60)}`;
const WHOLE_JPEG = btoa(`${atob(JPEG)}\xff\xd9and what a camera adds`);
const read = (content: string, params: unknown = {}, tool = "browser_take_screenshot") =>
  readResult({ tool, server: "browser", params, result: { content, success: true } });

const blocks = JSON.stringify([
  { type: "text", text: "Took a screenshot." },
  { type: "image", data: PNG, mimeType: "image/png" },
]);

describe("pictures are found", () => {
  test.each([
    ["in the blocks of an answer", blocks, "Took a screenshot."],
    ["inside an object", JSON.stringify({ content: [{ type: "image", data: PNG }] }), ""],
    ["as an address in text", `Saved.\ndata:image/png;base64,${PNG}`, "Saved.\npicture 1"],
    ["as nothing else", PNG, ""],
  ])("%s", (_, content, text) => {
    expect(read(content)).toEqual({ as: "pictures", content });
    expect(readPictures(content)).toMatchObject({ pictures: [{ source: `data:image/png;base64,${PNG}`, isWhole: true }], text });
  });

  test("several, each of its own kind, whatever type was claimed", () => {
    const content = JSON.stringify([
      { type: "image", data: PNG, mimeType: "text/html" },
      { type: "image", source: { type: "base64", data: JPEG } },
    ]);
    expect(readPictures(content).pictures.map(({ source }) => source.slice(0, 16))).toEqual(["data:image/png;b", "data:image/jpeg;"]);
  });

  test("one whose end was cut off is its beginning", () => {
    const content = blocks.slice(0, 130);
    expect(readPictures(content).pictures).toMatchObject([{ isWhole: false }]);
    const markup = renderToStaticMarkup(<PicturesBody content={content} />);
    expect(markup).toContain("Picture cannot be shown: only its beginning is here, ");
    expect(markup).toMatch(/<button[^>]*>Show the data<\/button>/);
    expect(markup).not.toContain("<img");
  });

  test("one whose text stands beside it offers it no second time", () => {
    expect(renderToStaticMarkup(<NoPicture words="logo.svg cannot be shown." data={null} />)).not.toContain("<button");
  });

  test("one that is cut anywhere, or filled up wrongly, is read all the same", () => {
    for (let length = 52; length <= PNG.length; length += 1)
      for (const fill of ["", "=", "=="]) {
        const data = `${PNG.slice(0, length)}${fill}`;
        for (const content of [`"${data}`, `"${data}"`, `data:image/png;base64,${data}`, JSON.stringify([{ type: "image", data }])])
          expect(readPictures(content).pictures, content).toHaveLength(1);
      }
  });

  test.each([
    ["PNG", PNG],
    ["JPEG", WHOLE_JPEG],
  ])("a %s without its end is its beginning, however well the answer goes on", (_, data) => {
    const isWhole = (base64: string) => readPictures(JSON.stringify([{ type: "image", data: base64 }])).pictures[0]?.isWhole;
    expect(isWhole(data)).toBe(true);
    expect(isWhole(data.slice(0, -40))).toBe(false);
  });
});

test("a page of the web, a file and a command stay what they are", () => {
  const page = `# A page\n\n![x](data:image/png;base64,${PNG})`;
  expect(read(page, { url: "https://example.com" }, "fetch")).toMatchObject({ as: "sources" });
  expect(read(`1:83|<img src="data:image/png;base64,${PNG}">`, { path: "a.html" }, "view")).toMatchObject({ as: "code" });
  expect(read(PNG, { command: "base64 a.png" }, "shell")).toMatchObject({ as: "terminal" });
});

test("a picture is a button that opens it large; its address is its bytes, no other", () => {
  const markup = renderToStaticMarkup(<PicturesBody content={blocks} />);
  expect(markup).toContain(`src="data:image/png;base64,${PNG}"`);
  expect(markup).toMatch(/<button[^>]*aria-haspopup="dialog"[^>]*aria-label="Picture, open large"/);
  expect(markup).toContain("Took a screenshot.");
  expect(renderToStaticMarkup(<Picture source="https://evil.example/x.png" name="x" />)).toBe("");
});
