/** What opens over a page is fetched after it: whoever is quicker than it loses neither click, nor focus, nor keys. */
import { expect, type Page, test } from "@playwright/test";
import { beAdministrator, openSession } from "./prepared";
import { tryAll, withhold } from "./withheld-code";

// What moves is part of what is tried here.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

/** Holds all scripts that are asked for from now on until they are let come. */
async function holdScripts(page: Page): Promise<() => void> {
  let letCome = () => {};
  const isLetCome = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await isLetCome;
    await route.continue();
  });
  return letCome;
}

test("a menu that is opened by a key before it is there has its first line ready for the next key", async ({ page }) => {
  await openSession(page, "Early by key");
  await page.reload();
  const letCome = await holdScripts(page);
  const button = page.getByRole("button", { name: "Session menu" });
  await expect(async () => {
    await button.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  letCome();
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Title")).toBeFocused();
});

test("a menu that is clicked before it is there opens when it is, and gives the focus back", async ({ page }) => {
  await openSession(page, "Early");
  await page.reload();
  const letCome = await holdScripts(page);
  const button = page.getByRole("button", { name: "Session menu" });
  const rename = page.getByRole("menuitem", { name: "Rename" });
  await expect(async () => {
    await button.click();
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  letCome();
  await expect(rename).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rename).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rename).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Title")).toBeFocused();
});

test("a menu whose code cannot be fetched leaves the page as it is, and opens when the server is back", async ({ page }) => {
  await openSession(page, "Away at the first click");
  await page.reload();
  let isAway = true;
  await page.route("**/*.js", (route) => (isAway ? route.abort() : route.continue()));
  const button = page.getByRole("button", { name: "Session menu" });
  const refused = page.waitForEvent("requestfailed");
  await expect(async () => {
    await button.click();
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  await refused;
  await expect(page.getByRole("log", { name: "Transcript" })).toBeVisible();
  isAway = false;
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeVisible();
});

test("on a phone the drawer opens, and gives the focus back", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await beAdministrator(page);
  await page.goto("/sessions");
  const button = page.getByRole("button", { name: "Menu", exact: true });
  const drawer = page.getByRole("dialog", { name: "Navigation" });
  await expect(async () => {
    await button.click();
    await expect(drawer).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("a note whose code never comes is said plainly, and the page stays", async ({ page }) => {
  await page.clock.install();
  await beAdministrator(page);
  const refused = await withhold(page, "--toast-icon-margin");
  await page.goto("/projects/1");
  // Asked for ahead: the page's scripts are there.
  await expect.poll(refused).toBeGreaterThan(0);
  const save = page.getByRole("button", { name: "Save", exact: true });
  await save.click();
  const plain = page.getByRole("status").filter({ hasText: "Saved." });
  await expect(plain).toBeVisible();
  await tryAll(page, refused);
  await expect(plain).toHaveCount(0);
  await save.click();
  await page.clock.runFor(1_000);
  await expect(plain).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Demo" })).toBeVisible();
});

test("a menu whose code never comes says so each time, and the page stays", async ({ page }) => {
  await page.clock.install();
  await beAdministrator(page);
  const refused = await withhold(page, '"menu-item"');
  await page.goto("/people");
  await expect.poll(refused).toBeGreaterThan(0);
  const menu = page.getByRole("button", { name: "Actions for Administrator" });
  await menu.click();
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(menu).toHaveAttribute("aria-expanded", "false", { timeout: 100 });
  }).toPass();
  // It was said, and is put away again.
  const words = page.getByText("This part of the page cannot be fetched.");
  await page.clock.runFor(60_000);
  await expect(words).toHaveCount(0);
  await menu.click();
  await expect(words).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
});
