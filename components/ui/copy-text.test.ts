// What a browser lets be copied, and when: the old way of pages without TLS, and what has yet to be fetched in a browser that takes nothing after the click.
import { afterEach, expect, test, vi } from "vitest";
import { copyText, markIt, takeLink } from "./copy-text";
import { showNotes } from "./overlays/toast";

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
  expect(await copyText("secret", takeLink)).toBe(false);
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.resolve() } });
  expect(await copyText("secret", markIt)).toBe(true);
  expect(said).toEqual(["error: This browser did not let us copy. Copy it from here: secret"]);
  stop();
});

/** Like Safari: a text is taken within the click only, and then a promise of one too. */
function aStrictClipboard() {
  const isInClick = { value: true };
  const taken: string[] = [];
  const refusal = new Error("NotAllowedError");
  const write = async ([item]: { "text/plain": Promise<Blob> }[]) => {
    if (!isInClick.value) throw refusal;
    taken.push((await (await item?.["text/plain"])?.text()) ?? "");
  };
  const writeText = async (text: string) => {
    if (!isInClick.value) throw refusal;
    taken.push(text);
  };
  vi.stubGlobal("navigator", { clipboard: { write, writeText } });
  vi.stubGlobal("ClipboardItem", function item(this: object, parts: object) {
    Object.assign(this, parts);
  });
  return { isInClick, taken };
}

test("a text that is fetched is copied where nothing can be copied after the click", async () => {
  const { isInClick, taken } = aStrictClipboard();
  let come = (_text: string) => {};
  const fetched = new Promise<string>((resolve) => {
    come = resolve;
  });
  const copied = copyText(fetched, markIt);
  isInClick.value = false;
  come("a long answer");
  expect(await copied).toBe(true);
  expect(taken).toEqual(["a long answer"]);
});

test("a browser that takes no promise of a text is given it when it is there", async () => {
  const taken: string[] = [];
  const writeText = async (text: string) => void taken.push(text);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copyText(Promise.resolve("late"), markIt)).toBe(true);
  expect(taken).toEqual(["late"]);
});

test("a text that does not come is said to be missing, not to be refused", async () => {
  const said: string[] = [];
  const stop = showNotes(({ kind, words }) => said.push(`${kind}: ${words}`));
  const { taken } = aStrictClipboard();
  expect(await copyText(Promise.reject(new Error("away")), markIt)).toBe(false);
  expect([said, taken]).toEqual([["error: It could not be loaded. Try again."], []]);
  stop();
});
