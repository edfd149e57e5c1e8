// The old way to copy, of pages without TLS: it needs the focus for a moment, and gives it back.
import { afterEach, expect, test, vi } from "vitest";
import { copyText, markIt, takeLink } from "./copy-text";
import { showNotes } from "./toast";

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
  expect(await copyText("a", markIt)).toBe(true);
  expect(page.activeElement === button).toBe(true);
});

test("what a browser does not let be copied is said, with what to do instead", async () => {
  const said: string[] = [];
  const stop = showNotes(({ kind, words }) => said.push(`${kind}: ${words}`));
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("NotAllowedError")) } });
  expect(await copyText("secret", takeLink("secret"))).toBe(false);
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.resolve() } });
  expect(await copyText("secret", markIt)).toBe(true);
  expect(said).toEqual(["error: This browser did not let us copy. Copy it from here: secret"]);
  stop();
});
