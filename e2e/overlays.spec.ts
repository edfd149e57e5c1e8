/** What opens over a page is fetched after it: whoever is quicker than it loses neither click, nor focus, nor keys. */
import { expect, test } from "@playwright/test";
import { composer, expectAwake } from "./people";
import { beAdministrator, madeSession, openSession } from "./prepared";
import { holdBack, tryAll, withhold } from "./withheld-code";

const OF_PALETTE = "A session, a project, a page, a command";

// What moves is part of what is tried here.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a menu that is opened by a key before it is there has its first line ready for the next key", async ({ page }) => {
  await openSession(page, "Early by key");
  await page.reload();
  const letGo = await holdBack(page);
  const button = page.getByRole("button", { name: "Session menu" });
  await expect(async () => {
    await button.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  await letGo();
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Title")).toBeFocused();
});

test("a menu that is clicked before it is there opens when it is, and gives the focus back", async ({ page }) => {
  await openSession(page, "Early");
  await page.reload();
  const letGo = await holdBack(page);
  const button = page.getByRole("button", { name: "Session menu" });
  const rename = page.getByRole("menuitem", { name: "Rename" });
  await expect(async () => {
    await button.click();
    await expect(button).toHaveAttribute("aria-expanded", "true", { timeout: 500 });
  }).toPass();
  await letGo();
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
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "New one-time link" })).toBeVisible();
});

test("what is typed before the palette is there stands in it, and nowhere else", async ({ page }) => {
  await beAdministrator(page);
  const url = await madeSession("Typed early");
  const letGo = await holdBack(page, OF_PALETTE);
  await page.goto(url);
  await composer(page).fill("half a message");
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("acd");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await letGo();
  const field = page.getByRole("dialog", { name: "Search or jump to" }).getByRole("combobox");
  await expect(field).toBeFocused();
  await page.keyboard.type("count");
  await expect(field).toHaveValue("account");
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(composer(page)).toHaveValue("half a message");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(field).toHaveValue("");
});

test("a palette that does not come is given up by Escape", async ({ page }) => {
  await beAdministrator(page);
  const url = await madeSession("Given up early");
  const letGo = await holdBack(page, OF_PALETTE);
  await page.goto(url);
  await expectAwake(page);
  await composer(page).focus();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("acc");
  await page.keyboard.press("Escape");
  await page.keyboard.type("a message");
  await expect(composer(page)).toHaveValue("a message");
  await letGo();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
