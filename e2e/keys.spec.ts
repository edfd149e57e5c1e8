import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { composer, expectAwake, expectTurnEnd, lastTurn, send, stopButton, turns } from "./people";
import { beAdministrator, openSession } from "./prepared";

async function openPalette(page: Page): Promise<Locator> {
  const palette = page.getByRole("dialog", { name: "Search or jump to" });
  // The first press may come before the page is live.
  await expect(async () => {
    if (!(await palette.isVisible())) await page.keyboard.press("ControlOrMeta+k");
    await expect(palette.getByRole("combobox")).toBeFocused({ timeout: 1_000 });
  }).toPass();
  return palette;
}

test("how long ago goes by the server's clock: in the palette, the rail and the list", async ({ page }) => {
  const title = `On a wrong clock ${randomUUID().slice(0, 8)}`;
  await page.clock.setSystemTime(Date.now() + 3 * 86_400_000);
  await openSession(page, title);
  await page.goto("/sessions");
  const rail = page.getByRole("complementary", { name: "Navigation" }).getByRole("link", { name: title });
  await expect(rail.getByRole("time")).toHaveText("now");
  await expect(page.getByRole("main").getByRole("listitem").filter({ hasText: title }).getByRole("time").last()).toHaveText("now");
  const palette = await openPalette(page);
  await expect(palette.getByRole("option", { name: title }).getByRole("time")).toHaveText("now");
});

test("arrow up goes on past a command that was sent", async ({ page }) => {
  await openSession(page, "A command before");
  await send(page, "first words");
  await expectTurnEnd(lastTurn(page), "Answered");
  await send(page, "/info");
  await expect(page.getByRole("button", { name: /^\/info/ })).toBeVisible();
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("/info");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("first words");
});

test("a question is gone to by its key, and from the composer by typing what one wants", async ({ page }) => {
  await openSession(page, "Asked by key");
  await send(page, "[ask] Please deploy");
  const field = page.getByRole("form").getByLabel("Confirm");
  await expect(field).toBeVisible();
  await composer(page).focus();
  const palette = await openPalette(page);
  await page.keyboard.type("answer");
  await expect(palette.getByRole("option", { name: "Answer the question" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).not.toBeFocused();
  await page.keyboard.press("a");
  await expect(field).toBeFocused();
  await page.getByRole("form").getByRole("button", { name: "Decline" }).press("Enter");
  await expectTurnEnd(lastTurn(page), "Answered");
});

test("an Esc that gives up a composition, as Safari tells it, does not count", async ({ page }) => {
  await openSession(page, "Given up");
  await send(page, "[hold] wait");
  await expect(stopButton(page)).toBeVisible();
  await composer(page).dispatchEvent("keydown", { key: "Escape", keyCode: 229, bubbles: true });
  await composer(page).press("Escape");
  await expect(page.getByText("Press Esc again to stop").first()).toBeVisible();
  await composer(page).press("Escape");
  await expectTurnEnd(lastTurn(page), "Stopped");
});

test("everything is found and done by typing", async ({ page }, { retry, repeatEachIndex }) => {
  const name = `Aardvark ${retry}-${repeatEachIndex} hunting`;
  const url = await openSession(page, name);
  await send(page, "first");
  await expectTurnEnd(lastTurn(page), "Answered");
  await send(page, "second");
  await expect(turns(page)).toHaveCount(2);
  await expectTurnEnd(lastTurn(page), "Answered");

  await page.goto("/account");
  await expect(page.getByRole("button", { name: "Search or jump to" })).toBeVisible();
  const palette = await openPalette(page);
  await page.keyboard.type(`aardvark ${retry}-${repeatEachIndex}`);
  await expect(palette.getByRole("option", { name })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(url);
  await expect(palette).toHaveCount(0);

  await expectAwake(page);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect(turns(page).first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(turns(page).last()).toBeFocused();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard and words" });
  await expect(help.getByRole("region", { name: "Transcript" }).getByText("Next turn")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("i");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("?jk");
  await expect(composer(page)).toHaveValue("?jk");
  await composer(page).fill("");

  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/projects$/);
});

test("a session is begun by its name and Enter", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/sessions");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "New session" }).click();
  await expect(page).toHaveURL(/\/sessions\/new$/);
  const [projects, title] = [page.getByLabel("Project").getByRole("option"), page.getByLabel("Title")];
  await expect(title).toBeVisible();
  // Where there are several projects, which one it is comes first.
  if ((await projects.count()) > 1) {
    await expect(page.getByLabel("Project")).toBeFocused();
    await page.keyboard.press("Tab");
  }
  await expect(title).toBeFocused();
  await page.keyboard.type("Begun by keys");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Begun by keys" })).toBeVisible();
  await expect(composer(page)).toBeFocused();
});

test("words that nothing has say so", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/sessions");
  await openPalette(page);
  await page.keyboard.type("zzzz \\%_ nothing");
  const found = page.getByRole("listbox", { name: "Found" });
  await expect(found.getByText("Nothing with these words. Sessions are found by their title.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
