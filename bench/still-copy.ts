/** What scrolling costs the browser alone: a page with the same look, and rows as far as one scrolls, that has no script and need not make any row. */
import type { Page } from "@playwright/test";

/** Reads the rows of the open session upwards from its end, some thousand pixels of them, and gives the page as a document without scripts. */
function readStill(page: Page, pixels: number): Promise<string> {
  return page.evaluate(async (wanted) => {
    const log = document.querySelector<HTMLElement>("[role=log]");
    let box = log?.parentElement ?? null;
    while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
    if (!log || !box) throw new Error("this page shows no session");
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
    /** Without the distances that stand for what is not on the page. */
    const copyOf = (element: Element, isDeep: boolean): Element => {
      const copy = element.cloneNode(isDeep) as Element; // as: an element's copy is one
      copy.removeAttribute("style");
      return copy;
    };
    const rows = new Map<number, { frame: Element | null; row: Element }>();
    for (let read = 0; read <= wanted; read += 300) {
      box.scrollTop = Math.max(0, box.scrollHeight - box.clientHeight - read);
      await drawn();
      for (const row of log.querySelectorAll("[data-index]")) {
        rows.set(Number(row.getAttribute("data-index")), { frame: row.closest("article"), row: copyOf(row, true) });
      }
    }
    const page = document.documentElement.cloneNode(true) as Element; // as: the same
    for (const script of page.querySelectorAll("script, link[rel=preload], link[rel=modulepreload]")) script.remove();
    const list = page.querySelector("[role=log] > div");
    list?.removeAttribute("style");
    list?.replaceChildren();
    const frames = new Map<string, Element>();
    for (const [, { frame, row }] of [...rows].sort(([one], [other]) => one - other)) {
      const around = frame ? (frames.get(frame.id) ?? copyOf(frame, false)) : list;
      if (frame && around && !frames.has(frame.id)) {
        frames.set(frame.id, around);
        list?.append(around);
      }
      around?.append(row);
    }
    return `<!doctype html>${page.outerHTML}`;
  }, pixels);
}

/** A tab with that document, at the end of its session. */
export async function openStill(page: Page, pixels: number): Promise<Page> {
  const html = await readStill(page, pixels);
  const still = await page.context().newPage();
  await still.route("**/still", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
  await still.goto(new URL("/still", page.url()).href);
  await still.evaluate(() => {
    for (const box of document.querySelectorAll("*")) if (box.querySelector("[role=log]")) box.scrollTop = box.scrollHeight;
  });
  return still;
}
