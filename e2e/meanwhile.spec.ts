// What somebody does while an answer is on its way, or beside what stands open.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { holdVerbs } from "./held-verbs";
import { signIn } from "./people";
import { beAdministrator, newColleague } from "./prepared";

test("who goes back while a session is being started stays there", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/1");
  await page.getByRole("link", { name: "Start a session" }).click();
  const title = `Left behind ${randomUUID().slice(0, 8)}`;
  await page.getByLabel("Title").fill(title);
  const letGo = await holdVerbs(page);
  await page.getByRole("button", { name: "Start session" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Demo" })).toBeVisible();
  letGo();
  // It is made: the rail has it.
  await expect(page.getByRole("complementary", { name: "Navigation" }).getByText(title)).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/projects\/1$/);
  await expect(page.getByRole("heading", { level: 1, name: "Demo" })).toBeVisible();
});

test("a device that is signed out by two quick presses is signed out, and nothing else is said", async ({ page, browser }) => {
  const person = await newColleague("Quick with the mouse", ["developer"], page);
  const other = await browser.newPage({ userAgent: "Other" });
  await signIn(other, person);
  await other.close();
  await page.goto("/account");
  const letGo = await holdVerbs(page);
  let asked = 0;
  page.on("request", (request) => {
    if (request.headers()["next-action"] !== undefined) asked += 1;
  });
  const out = page.getByRole("button", { name: /^Sign out Other, / });
  await out.dblclick();
  await expect(out).toHaveAttribute("aria-disabled", "true");
  letGo();
  await expect(out).toHaveCount(0);
  expect(asked).toBe(1);
  await expect(page.getByText("There is nothing here that you may see.")).toHaveCount(0);
});

test("a note is closed, and a press goes beside, without what stands open and is nowhere else", async ({ page }) => {
  const { name } = await newColleague(`Noted ${randomUUID().slice(0, 8)}`, ["manager"]);
  await beAdministrator(page);
  await page.goto("/people");
  const choose = async (choice: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: choice, exact: true }).click();
  };
  await choose("Disable");
  const note = page.getByText("Disabled. What they have open");
  await expect(note).toBeVisible();
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Half of a name");
  // What stands open hides it from a screen reader, not from a hand.
  await page.locator("[data-sonner-toast] [data-close-button]").first().click();
  await expect(note).toHaveCount(0);
  await expect(dialog.getByLabel("Name")).toHaveValue("Half of a name");
  await page.mouse.click(5, 5);
  await expect(dialog.getByLabel("Name")).toHaveValue("Half of a name");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await choose("Enable");
  await expect(page.getByText("Enabled.")).toBeVisible();
  await choose("New one-time link");
  await expect(dialog.getByLabel("One-time link")).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(dialog.getByLabel("One-time link")).toBeVisible();
});
