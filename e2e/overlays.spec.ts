/** What opens over a page is fetched after it: whoever is quicker than it loses neither click, nor focus, nor keys. */
import { expect, test } from "@playwright/test";
import { beAdministrator, openSession } from "./prepared";

// What moves is part of what is tried here.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a menu that is clicked before it is there opens when it is, and gives the focus back", async ({ page }) => {
  await openSession(page, "Early");
  let letCome = () => {};
  const isLetCome = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.reload();
  await page.route("**/*.js", async (route) => {
    await isLetCome;
    await route.continue();
  });
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
