// What Safari does otherwise, taken away from the browser at hand: before 26.2 no field grows by itself and no scroll says that it has come to rest, what is
// pressed gets no focus, and a page begins at its top.
import { expect, type Page, test } from "@playwright/test";
import { beganAtEnd, watchBeginning } from "./beginning";
import { composer, expectAwake, expectTurnEnd, lastTurn, send, turns } from "./people";
import { beAdministrator, madeSession, openSession, tellSession } from "./prepared";

/** Before the page's own scripts ask. */
async function takeAway(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const supports = CSS.supports.bind(CSS);
    const gone = ["field-sizing", "scroll-initial-target"];
    CSS.supports = ((name: string, value: string) => !gone.includes(name) && supports(name, value)) as typeof CSS.supports; // as: the form that is used
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("textarea { field-sizing: fixed !important } * { scroll-initial-target: none !important }");
    document.adoptedStyleSheets = [sheet];
    for (const owner of [window, Window.prototype, Document.prototype, HTMLElement.prototype]) Reflect.deleteProperty(owner, "onscrollend");
    window.addEventListener("scrollend", (event) => event.stopImmediatePropagation(), true);
  });
}

test("a conversation begins at its end; the composer grows with its text, and what is read stays; a place is kept on the way to another page and back", async ({
  page,
}) => {
  const url = await madeSession("Read in an older browser");
  await tellSession(
    url,
    [1, 2, 3, 4].map((n) => `message ${n} [big 3000]`),
  );
  await takeAway(page);
  await watchBeginning(page);
  await beAdministrator(page);
  await page.goto(url);
  await expectAwake(page);
  expect(await beganAtEnd(page)).toBe(true);
  const height = async () => (await composer(page).boundingBox())?.height ?? 0;
  const line = await height();
  const last = page.getByText("Answered", { exact: true }).last();
  await expect(last).toBeInViewport();

  await composer(page).fill("one\ntwo\nthree\nfour");
  await expect.poll(height).toBe(4 * 21 + 14);
  await expect(last).toBeInViewport();
  await composer(page).fill("line\n".repeat(200));
  await expect.poll(height).toBeLessThan(400);
  await composer(page).fill("");
  await expect.poll(height).toBe(line);

  await page.mouse.move(700, 300);
  const seen = turns(page).filter({ hasText: "message 2" });
  await expect(async () => {
    await page.mouse.wheel(0, -300);
    await expect(seen.getByText("message 2", { exact: false }).first()).toBeInViewport({ timeout: 100 });
  }).toPass();
  const top = async () => Math.round((await seen.boundingBox())?.y ?? Number.NaN);
  // The last turn of the wheel may still be on its way.
  let before = Number.NaN;
  const rests = async () => {
    const was = before;
    before = await top();
    return before === was;
  };
  await expect.poll(rests, { intervals: [300] }).toBe(true);
  const kept = () => page.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith("place:")));
  await expect.poll(kept).toBe(true);
  await page.getByRole("link", { name: "Projects", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await page.goBack();
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
});

test("a page that has no conversation is not searched for its end once it was read", async ({ page }) => {
  await takeAway(page);
  await page.addInitScript(() => {
    const find = document.querySelector.bind(document);
    let looks = 0;
    document.querySelector = ((selector: string) => {
      if (selector === "[data-begins-here]") looks += 1;
      return find(selector);
    }) as typeof document.querySelector; // as: the form that is used
    Object.assign(window, { looked: () => looks });
  });
  await beAdministrator(page);
  await page.goto("/projects");
  const later = await page.evaluate(async () => {
    const looked = Reflect.get(window, "looked") as () => number; // as: set above
    await new Promise(requestAnimationFrame);
    const before = looked();
    for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
    return looked() - before;
  });
  expect(later).toBe(0);
});

test("who leaves in the middle of a scroll comes back to where that had brought them", async ({ page }) => {
  const url = await madeSession("Left while it scrolls");
  await tellSession(
    url,
    [1, 2, 3, 4].map((n) => `message ${n} [big 3000]`),
  );
  await takeAway(page);
  // No scroll of this page comes to rest.
  await page.addInitScript(() => {
    const wait = window.setTimeout.bind(window);
    window.setTimeout = ((act: () => void, ms?: number) => wait(act, ms === 150 ? 3_600_000 : ms)) as typeof window.setTimeout; // as: the form that is used
  });
  await beAdministrator(page);
  await page.goto(url);
  await expectAwake(page);
  const seen = turns(page).filter({ hasText: "message 2" });
  await page.mouse.move(700, 300);
  await expect(async () => {
    await page.mouse.wheel(0, -300);
    await expect(seen.getByText("message 2", { exact: false }).first()).toBeInViewport({ timeout: 100 });
  }).toPass();
  const kept = () => page.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith("place:")));
  expect(await kept()).toBe(false);
  await page.getByRole("link", { name: "Projects", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  expect(await kept()).toBe(true);
  await page.goBack();
  await expect(seen.getByText("message 2", { exact: false }).first()).toBeInViewport();
});

test("what is pressed has the focus where the browser gives it none, and what goes leads on from there; a menu keeps it", async ({
  page,
}) => {
  // After the press the focus is around what was pressed.
  await page.addInitScript(() => {
    window.addEventListener("mouseup", ({ target }) => {
      const pressed = target instanceof Element ? target.closest<HTMLElement>("button, a[href]") : null;
      if (!pressed?.contains(document.activeElement)) return;
      pressed.blur();
      pressed.parentElement?.closest<HTMLElement>("[tabindex]")?.focus({ preventScroll: true });
    });
  });
  await openSession(page, "Pressed");
  await send(page, '[ask {"type":"object","properties":{"size":{"type":"integer","title":"Size"}}}] go on');
  await page.getByRole("form").getByRole("button", { name: "Accept" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page)).toBeFocused();

  const changes = page.getByRole("button", { name: /^Changes/ });
  await changes.click();
  await page.getByRole("button", { name: "Close changes" }).click();
  await expect(changes).toBeFocused();

  const menu = page.getByRole("button", { name: "Session menu" });
  await menu.click();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toBeFocused();
});
