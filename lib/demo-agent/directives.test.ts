// The test language: which tags a text holds.
import { describe, expect, it } from "vitest";
import { parseDirectives } from "./directives";

describe("parseDirectives", () => {
  it("keeps the order and reads arguments with brackets and quoted brackets in them", () => {
    const text = '[think] [tool view {"path":"a]b","lines":[1,2]}] then [ask {"type":"object","required":["x"]}] [par] done';
    expect(parseDirectives(text)).toEqual([
      { name: "think", argument: "" },
      { name: "tool", argument: 'view {"path":"a]b","lines":[1,2]}' },
      { name: "ask", argument: '{"type":"object","required":["x"]}' },
      { name: "par", argument: "" },
    ]);
  });

  it("tells a question with an address from one with a form", () => {
    expect(parseDirectives("[ask-url https://[::1]/a?b=[c]] [ask]")).toEqual([
      { name: "ask-url", argument: "https://[::1]/a?b=[c]" },
      { name: "ask", argument: "" },
    ]);
  });

  it("leaves brackets alone that are no tag of ours", () => {
    expect(parseDirectives("a list[0], a [link](x), [costly] and [toolbox]")).toEqual([]);
  });

  it.each([
    ['[raw {"type":"assis]', '{"type":"assis'],
    ['[raw {"type":"novel","list":[1]}]', '{"type":"novel","list":[1]}'],
  ])("lets raw hold broken JSON: %s", (text, argument) => {
    expect(parseDirectives(text)).toEqual([{ name: "raw", argument }]);
  });
});
