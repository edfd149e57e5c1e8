import { expect, test } from "vitest";
import { readSourcesJson, readWeb } from "./tool-web";

const two = [
  { title: "One", url: "https://one.example/a", excerpt: "first words" },
  { title: "Two", url: "https://two.example/", excerpt: "" },
];

test.each([
  [
    "a list of objects",
    JSON.stringify([
      { title: "One", url: two[0]?.url, snippet: "first  words" },
      { name: "Two", link: two[1]?.url },
    ]),
  ],
  [
    "results in an object",
    JSON.stringify({
      query: "x",
      results: [
        { title: "One", href: two[0]?.url, content: "first words" },
        { title: "Two", url: two[1]?.url },
      ],
    }),
  ],
  ["labelled lines", "Title: One\nURL: https://one.example/a\nDescription: first words\n\nTitle: Two\nURL: https://two.example/"],
  [
    "a numbered list",
    "Found 2 results:\n\n1. One\n   URL: https://one.example/a\n   Summary: first words\n\n2. Two\n   URL: https://two.example/",
  ],
  ["links of Markdown", "1. [One](https://one.example/a)\n   first words\n- [Two](<https://two.example/>)"],
])("%s", (_, content) => {
  expect(readWeb(content, "")?.sources).toEqual(two);
});

test("a page that was read stands under its own address", () => {
  expect(readWeb("# Hello", "https://one.example/a")).toEqual({
    sources: [{ title: "", url: "https://one.example/a", excerpt: "" }],
    text: "# Hello",
  });
});

test("rows that are no pages stay what they are", () => {
  expect(readSourcesJson('[{"title":"a","url":"https://a"},{"id":1}]')).toBeNull();
  expect(readSourcesJson('[{"id":1}]')).toBeNull();
  expect(readSourcesJson("[]")).toBeNull();
  expect(readWeb("nothing found", "")).toBeNull();
});

test("of very many only the first are read", () => {
  expect(readWeb("- [a](https://a.example/)\n".repeat(50_000), "")?.sources).toHaveLength(200);
  expect(readWeb(`1. ${"x".repeat(5_000_000)}`, "")).toBeNull();
  const long = readWeb(JSON.stringify([{ title: "t", url: "https://a.example/", content: "y ".repeat(500_000) }]), "");
  expect(long?.sources[0]?.excerpt.length).toBeLessThanOrEqual(401);
});
