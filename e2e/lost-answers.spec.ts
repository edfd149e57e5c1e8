// What was done and its answer lost, and what is done while no page can be fetched: the page stays, and shows how things are.
import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { beAdministrator, newColleague, openSession } from "./prepared";

/** Verbs reach the server, and their answers come to nothing. */
async function loseAnswers(page: Page): Promise<void> {
  await page.route("**/*", async (route) => {
    if (route.request().headers()["next-action"] === undefined) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
}

/** From now on the server's verbs are answered, and none of its pages is. */
async function cutPages(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { isOld: true }));
  const isPage = (url: URL) => !/^\/(_next|socket\.io|api)\//.test(url.pathname);
  await page.route(isPage, (route) => (route.request().headers()["next-action"] === undefined ? route.abort() : route.continue()));
}

const isOld = (page: Page): Promise<boolean> => page.evaluate(() => "isOld" in window);

test("somebody who was added, disabled or let into a project is on the page though the answer was lost", async ({ page }) => {
  const name = `Added in vain ${randomUUID().slice(0, 8)}`;
  await beAdministrator(page);
  await page.goto("/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Email").fill(`vain.${Date.now()}@example.test`);
  await loseAnswers(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByRole("alert")).toContainText("could not be reached");
  const row = page.locator("li").filter({ hasText: name });
  await expect(row).toBeVisible();
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(row.getByText("disabled", { exact: true })).toBeVisible();

  const other = await newColleague(`Removed in vain ${randomUUID().slice(0, 8)}`, ["manager"]);
  await page.goto(`/projects/1?q=${encodeURIComponent(other.name)}`);
  await page.getByRole("button", { name: `Remove ${other.name}` }).click();
  await expect(page.getByRole("heading", { name: "Nobody has this in name or email" })).toBeVisible();
});

test("a project that is archived and restored while no page can be fetched stays on its page", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill("Put away and taken back");
  await page.getByText("The demo agent", { exact: true }).click();
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  await cutPages(page);
  await page.getByRole("button", { name: "Archive project" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  const restore = page.getByRole("button", { name: "Restore project" });
  await expect(restore).toBeFocused();
  await restore.press("Enter");
  await expect(page.getByRole("button", { name: "Archive project" })).toBeFocused();
  await expect(page.getByText("The project is active again.")).toBeVisible();
  expect(await isOld(page)).toBe(true);
});

test("a session that is archived and restored while no page can be fetched stays on its page", async ({ page }) => {
  await openSession(page, "Put away and taken back");
  const menu = page.getByRole("button", { name: "Session menu" });
  const restore = page.getByRole("button", { name: "Restore", exact: true });
  const field = page.getByRole("textbox", { name: "Message" });
  await cutPages(page);
  await menu.click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await restore.click();
  await expect(field).toBeFocused();
  await menu.click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(restore).toBeVisible();
  await expect(menu).not.toHaveAttribute("aria-busy");
  expect(await isOld(page)).toBe(true);
});
