// The old way to copy, of pages without TLS: it needs the focus for a moment, and gives it back.
import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./copy-text";

afterEach(() => vi.unstubAllGlobals());

class Focusable {
  style = {};
  value = "";
  focus = () => {
    page.activeElement = this;
  };
  select = this.focus;
  addEventListener = () => {};
  remove = () => {
    if (page.activeElement === this) page.activeElement = page.body;
  };
}
const page = {
  activeElement: null as object | null,
  body: { append: () => {} },
  querySelector: () => null,
  createElement: () => new Focusable(),
  execCommand: () => true,
};

test("what had the focus has it again", async () => {
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("HTMLElement", Focusable);
  const button = new Focusable();
  button.focus();
  expect(await copyText("a")).toBe(true);
  expect(page.activeElement === button).toBe(true);
});
