// What must hold of the looks where few look: on a tablet, on paper, and where a system has its own few colours.
import { expect, type Locator, test } from "@playwright/test";
import { violationsOn } from "./axe";
import { composer, expectAwake, expectTurnEnd, lastTurn, send, turns } from "./people";
import { beAdministrator, madeSession, newColleague, openSession, tellSession } from "./prepared";

const heightOf = async (what: Locator): Promise<number> => (await what.boundingBox())?.height ?? 0;
const middleOf = async (what: Locator): Promise<number> => ((await what.boundingBox())?.y ?? 0) + (await heightOf(what)) / 2;
const groundOf = (what: Locator): Promise<string> => what.evaluate((element) => getComputedStyle(element).backgroundColor);

test("in the list a session is two lines high, on a tablet too, and its title has most of the room", async ({ page }) => {
  const title = `Free shipping from 50 euros ${Date.now() % 10_000}`;
  await madeSession(title);
  await beAdministrator(page);
  await page.goto("/sessions");
  const row = page.getByRole("list", { name: "Sessions" }).getByRole("listitem").filter({ hasText: title });
  for (const width of [768, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await heightOf(row), `${width} px`).toBeLessThanOrEqual(64);
    const link = row.getByRole("link", { name: title });
    expect(await link.evaluate((element) => element.scrollWidth <= element.clientWidth), `${width} px`).toBe(true);
  }
});

test("where a system has its own few colours, what is chosen and what runs is still told apart", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  const url = await openSession(page, "In few colours");
  await send(page, "[think] [tool echo {}] [hold] wait");
  const thought = lastTurn(page).getByRole("button", { name: /^Thought/ });
  const step = thought.locator("xpath=ancestor::*[@data-seq]/..");
  await expect(step).toBeVisible();
  expect(await step.evaluate((element) => getComputedStyle(element, "::before").borderLeftWidth)).toBe("2px");
  const here = page.getByRole("complementary", { name: "Navigation" }).locator(`a[href="${new URL(url).pathname}"]`);
  await expect(here).toHaveAttribute("aria-current", "page");
  const elsewhere = page.getByRole("link", { name: "Projects", exact: true }).first();
  expect(await groundOf(here)).not.toBe(await groundOf(elsewhere));
  const dot = here.locator("[data-filled]").first();
  await expect(dot).toBeVisible();
  expect(await groundOf(dot)).not.toBe(await groundOf(here));
  await page.goto("/account");
  const theme = page.getByRole("radiogroup", { name: "Theme" });
  await expect(theme.getByRole("radio", { name: "System" })).toBeChecked();
  const other = await groundOf(theme.getByRole("radio", { name: "Dark" }));
  await expect.poll(() => groundOf(theme.getByRole("radio", { name: "System" }))).not.toBe(other);
});

test("where a system has its own few colours, a menu has an edge", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openSession(page, "A menu in few colours");
  await page.getByRole("button", { name: "Session menu" }).press("Enter");
  await expect(page.getByRole("menu")).toHaveCSS("outline-style", "solid");
});

test("who asks for more contrast gets 7 to 1 for what is read", async ({ page }) => {
  const url = await openSession(page, "Read with effort");
  await send(page, '[think] [tool view {"path":"README.md"}] [fail 500] go');
  await expectTurnEnd(lastTurn(page), "Failed");
  for (const address of [url, "/sessions", "/people"]) {
    if (page.url() !== address) await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ contrast: "more", colorScheme });
      await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
      expect(await violationsOn(page, { type: "rule", values: ["color-contrast-enhanced"] }), `${address}, ${colorScheme}`).toEqual([]);
    }
  }
});

test("what the keys do is said whole, or not at all where there is no room for it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openSession(page, "What the keys do");
  await send(page, "[hold] wait");
  const hint = page.getByText("Enter adds it to the queue");
  const isWhole = async () => {
    const [line, own] = await Promise.all([hint.locator("..").boundingBox(), hint.boundingBox()]);
    if (!line || !own) return "not there";
    if (own.y >= line.y + line.height) return "out of sight";
    return own.x + own.width <= line.x + line.width ? "whole" : "cut";
  };
  await expect.poll(isWhole).toBe("whole");
  await page.getByRole("button", { name: "Outline" }).click();
  await expect.poll(isWhole).toBe("out of sight");
});

test("what is too long in a script that runs to the left is cut at its end, not at its beginning", async ({ page }) => {
  const title = "أصلح حساب الشحن المجاني من خمسين يورو لكل الطلبات القديمة";
  await openSession(page, title);
  const shown = page.getByRole("complementary", { name: "Navigation" }).getByText(title);
  const beginning = await shown.evaluate((element) => {
    const first = document.createRange();
    if (element.firstChild) first.setStart(element.firstChild, 0);
    if (element.firstChild) first.setEnd(element.firstChild, 1);
    const [box, own] = [element.getBoundingClientRect(), first.getBoundingClientRect()];
    return { isCut: element.scrollWidth > element.clientWidth, isSeen: own.left >= box.left && own.right <= box.right + 1 };
  });
  expect(beginning).toEqual({ isCut: true, isSeen: true });
});

test("a role that is given or taken moves no button, and the roles of all stand below one another", async ({ page }) => {
  const { name } = await newColleague(`Steady ${Date.now() % 100_000}`, ["developer"]);
  await beAdministrator(page);
  await page.goto(`/projects/1?q=${encodeURIComponent(name)}`);
  const buttons = ["Developer", "Reviewer", "Manager"].map((role) => page.getByRole("button", { name: `${name}: ${role}` }));
  const places = () => Promise.all(buttons.map((button) => button.boundingBox()));
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const before = await places();
    const reviewer = buttons[1] ?? page.locator("none");
    const isOn = (await reviewer.getAttribute("aria-pressed")) === "true";
    await reviewer.click();
    await expect(reviewer).toHaveAttribute("aria-pressed", String(!isOn));
    expect(await places(), `${width} px`).toEqual(before);
    expect(new Set(before.map((box) => box?.width)).size, `${width} px`).toBe(1);
  }
});

test("on a phone the header says whole that the demo agent is scripted", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSession(page, "A title that is longer than there is room for on a phone");
  await send(page, "say something");
  await expectTurnEnd(lastTurn(page), "Answered");
  const words = page.locator("header").getByText("demo agent: scripted, no model");
  await expect(words).toBeVisible();
  expect(await words.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test.describe("with fingers on a tablet", () => {
  test.use({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });

  test("fields and rows are as high as a finger needs, and no keys are spoken of that are not there", async ({ page }) => {
    await openSession(page, "By fingers");
    await expect(page.getByText("Enter sends")).toBeHidden();
    await send(page, "[think] [edits 2 0] change them");
    await expectTurnEnd(lastTurn(page), "Answered");
    const thought = lastTurn(page).getByRole("button", { name: /^Thought/ });
    const mark = lastTurn(page).locator('[data-mark="thinking"]');
    expect(Math.abs((await middleOf(mark)) - (await middleOf(thought)))).toBeLessThanOrEqual(1);
    expect(await composer(page).evaluate((element) => getComputedStyle(element).fontSize)).toBe("16px");
    await page.getByRole("button", { name: /^Changes/ }).tap();
    const file = page.getByRole("navigation", { name: "Changed files" }).getByRole("button").first();
    expect(await heightOf(file)).toBeGreaterThanOrEqual(44);
    await page.goto("/sessions");
    expect(await heightOf(page.getByRole("searchbox", { name: "Filter by title" }))).toBeGreaterThanOrEqual(44);
  });
});

test("on paper nothing stands for the buttons of a preview", async ({ page }) => {
  const url = await madeSession("A printed preview");
  await tellSession(url, ['[tool text_editor {"command":"create","path":"note.md","content":"# A heading\\n"}] make it']);
  await beAdministrator(page);
  await page.goto(url);
  const strip = page.getByText("Show the source").locator("..");
  await expect(strip).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("region", { name: "Preview" })).toBeVisible();
  await expect(strip).toBeHidden();
});

test("what is printed is all of a conversation that is loaded, dark on white, and nothing that is clicked", async ({ page }) => {
  const url = await madeSession("Printed");
  await tellSession(
    url,
    Array.from({ length: 50 }, (_, n) => `message ${n + 1}`),
  );
  await beAdministrator(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(url);
  await expectAwake(page);
  const words = page.getByText(/^Only turns \d+ to 50: the rest of the conversation is not loaded\.$/);
  await expect(words).toBeHidden();
  const loaded = 51 - Number(/\d+/.exec((await words.textContent()) ?? "")?.[0]);
  const drawn = () => turns(page).count();
  expect(await drawn()).toBeLessThan(loaded);
  const drawnFor = (event: string) =>
    page.evaluate((name) => {
      dispatchEvent(new Event(name));
      return document.querySelectorAll("article").length;
    }, event);
  expect(await drawnFor("beforeprint")).toBe(loaded);
  await drawnFor("afterprint");
  await expect.poll(drawn, "how many more stand around the view depends on the time there was").toBeLessThan(loaded);

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(words).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Printed" })).toBeVisible();
  for (const gone of [
    page.getByRole("complementary", { name: "Navigation" }),
    composer(page),
    page.getByRole("button", { name: "Session menu" }),
    lastTurn(page).getByRole("button", { name: "Copy answer" }),
  ])
    await expect(gone).toBeHidden();
  expect(await groundOf(page.locator("body"))).toBe("rgb(255, 255, 255)");
  const cut = await page
    .getByRole("log", { name: "Transcript" })
    .evaluate((log) => log.getBoundingClientRect().bottom > document.documentElement.scrollHeight);
  expect(cut).toBe(false);
});

test("at 200 and 400 % zoom what is written and what waits leave Send and Stop in sight", async ({ page }) => {
  await openSession(page, "Looked at closely");
  await send(page, "[hold] wait");
  await expect(lastTurn(page)).toBeVisible();
  const rows = page.getByRole("list", { name: "Queue" }).getByRole("listitem");
  for (let waiting = 1; waiting <= 4; waiting += 1) {
    await send(page, `message ${waiting}`);
    await expect(rows).toHaveCount(waiting);
  }
  await composer(page).fill("a line\n".repeat(30));
  for (const [width, height] of [
    [640, 400],
    [640, 360],
    [320, 256],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const name of ["Send", "Stop"])
      await expect(page.getByRole("button", { name, exact: true }), `${name}, ${width} × ${height}`).toBeInViewport({ ratio: 1 });
    await expect(rows.first().getByRole("button").last()).toBeInViewport({ ratio: 0.9 });
  }
  await composer(page).fill("/");
  await expect(page.getByRole("option", { selected: true })).toBeInViewport({ ratio: 1 });
});

test("at 400 % zoom a question before something is done is read whole, and answered", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/1");
  await page.setViewportSize({ width: 320, height: 160 });
  await page.getByRole("button", { name: "Archive project" }).click();
  const dialog = page.getByRole("alertdialog");
  const cancel = dialog.getByRole("button", { name: "Cancel" });
  await cancel.scrollIntoViewIfNeeded();
  await expect(cancel).toBeInViewport({ ratio: 1 });
  await dialog.getByRole("heading").scrollIntoViewIfNeeded();
  await expect(dialog.getByRole("heading")).toBeInViewport({ ratio: 1 });
});
