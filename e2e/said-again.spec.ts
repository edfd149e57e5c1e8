// What is refused again for the same reason is said again: a screen reader reads out what comes, not what stays.
import { expect, type Page, test } from "@playwright/test";
import { composer, lastTurn, send } from "./people";
import { beAdministrator, newColleague, openSession } from "./prepared";

/** From now on no verb of the server's is reached. */
async function cutVerbs(page: Page): Promise<void> {
  await page.route("**/*", (route) => (route.request().headers()["next-action"] === undefined ? route.continue() : route.abort()));
}

async function expectSaidAgain(page: Page, words: string, act: () => Promise<void>): Promise<void> {
  const said = page.getByRole("alert").filter({ hasText: words });
  await act();
  await said.evaluate((element) => Object.assign(element, { isOld: true }));
  await act();
  await expect.poll(() => said.evaluate((element) => "isOld" in element)).toBe(false);
}

const CUT = "The dashboard could not be reached.";
/** Before the page's scripts are there a form's button takes no key. */
const press = (page: Page, name: string) => async () => {
  const button = page.getByRole("button", { name, exact: true });
  await expect(button).toBeEnabled();
  await button.press("Enter");
};
const inDialog = (page: Page, name: string) => () => page.getByRole("dialog").getByRole("button", { name, exact: true }).press("Enter");

test.beforeEach(({ page }) => beAdministrator(page));

test("in the forms of the account, in their fields and of what they send", async ({ page }) => {
  await page.goto("/account");
  await cutVerbs(page);
  const save = page.getByRole("button", { name: "Save" });
  await expectSaidAgain(page, CUT, () => save.press("Enter"));
  const name = page.getByLabel("Name");
  await name.fill("");
  await expectSaidAgain(page, "This cannot be empty.", () => name.press("Enter"));
  for (const field of ["Current password", "New password"]) await page.getByLabel(field, { exact: true }).fill("a-long-enough-password");
  const again = page.getByLabel("Repeat new password");
  await again.fill("another-long-password");
  await expectSaidAgain(page, "The two new passwords differ.", () => again.press("Enter"));
  await again.fill("a-long-enough-password");
  await expectSaidAgain(page, CUT, () => again.press("Enter"));
});

test("in the forms of people and projects", async ({ page }) => {
  await page.goto("/people");
  await press(page, "Add person")();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Twice");
  await dialog.getByLabel("Email").fill("admin@example.test");
  await expectSaidAgain(page, "has an account already", inDialog(page, "Create"));
  await newColleague("Known twice", ["manager"]);
  await page.goto("/projects/new");
  await cutVerbs(page);
  await page.getByLabel("Name").fill("Never made");
  await page.getByText("The demo agent", { exact: true }).click();
  await expectSaidAgain(page, CUT, press(page, "Create project"));
  await page.goto("/projects/1");
  await expectSaidAgain(page, CUT, press(page, "Save"));
});

test("where somebody is added to a project as nothing", async ({ page }) => {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill("To add to");
  await page.getByText("The demo agent", { exact: true }).click();
  await press(page, "Create project")();
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  await newColleague("To be added", ["manager"]);
  await page.reload();
  await press(page, "Add person")();
  const role = page.getByRole("dialog").getByLabel("Developer");
  await role.setChecked(false);
  await expectSaidAgain(page, "Choose at least one.", inDialog(page, "Add"));
  await role.setChecked(true);
  await cutVerbs(page);
  await expectSaidAgain(page, CUT, inDialog(page, "Add"));
});

test("where a session begins", async ({ page }) => {
  await page.goto("/sessions/new");
  await cutVerbs(page);
  await expectSaidAgain(page, CUT, press(page, "Start session"));
});

test("where a session is named, given away and archived", async ({ page }) => {
  const colleague = await newColleague("Next of them", ["developer"]);
  await openSession(page, "Said again");
  const choose = async (name: string) => {
    await page.getByRole("button", { name: "Session menu" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await choose("Hand over…");
  await page.getByLabel("New owner").selectOption({ label: `${colleague.name} (${colleague.email})` });
  await inDialog(page, "Next")();
  await cutVerbs(page);
  await expectSaidAgain(page, CUT, inDialog(page, "Hand over"));
  await page.keyboard.press("Escape");
  await choose("Rename…");
  await expectSaidAgain(page, CUT, inDialog(page, "Rename"));
  await page.keyboard.press("Escape");
  await expectSaidAgain(page, CUT, () => choose("Archive"));
});

test("where a saved prompt is removed, and a waiting message is saved empty", async ({ page }) => {
  await openSession(page, "Prompts and a queue");
  await composer(page).fill("to be kept");
  const menu = page.getByRole("button", { name: "Saved prompts" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Save what is written…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Kept");
  await inDialog(page, "Save")();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await menu.click();
  await page.getByRole("menuitem", { name: "Remove one…" }).click();
  await cutVerbs(page);
  await expectSaidAgain(page, CUT, inDialog(page, "Remove Kept"));
  await page.keyboard.press("Escape");

  await send(page, "[hold] work");
  await expect(lastTurn(page)).toBeVisible();
  await send(page, "waits");
  await press(page, "Edit")();
  await page.getByRole("textbox", { name: "Queued message" }).fill(" ");
  await expectSaidAgain(page, "There is nothing to send.", press(page, "Save"));
});

test("in a tool's question", async ({ page }) => {
  await openSession(page, "Asked");
  await send(page, '[ask {"type":"object","properties":{"place":{"type":"string"}},"required":["place"]}]');
  const place = page.getByRole("textbox", { name: "Place" });
  await expectSaidAgain(page, "This is needed.", () => place.press("Enter"));
});

test("at the two doors", async ({ page, browser }) => {
  const guest = await (await browser.newContext()).newPage();
  await guest.goto("/sign-in");
  await guest.getByLabel("Email").fill(`nobody.${Date.now()}@example.test`);
  await guest.getByLabel("Password").fill("wrong");
  await expectSaidAgain(guest, "Email or password is not right.", () => guest.getByLabel("Password").press("Enter"));

  await page.goto("/people");
  await press(page, "Add person")();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("At the door");
  await dialog.getByLabel("Email").fill(`door.${Date.now()}@example.test`);
  await inDialog(page, "Create")();
  await guest.goto(await page.getByRole("textbox", { name: "One-time link" }).inputValue());
  await guest.getByLabel("New password", { exact: true }).fill("a-long-enough-password");
  const again = guest.getByLabel("Repeat password");
  await again.fill("another-long-password");
  await expectSaidAgain(guest, "The two passwords differ.", () => again.press("Enter"));
  await guest.context().close();
});

test("where the browser blocks notifications, in a place that stood there before", async ({ page }) => {
  await page.goto("/account");
  const words = page.getByText("This browser blocks notifications of this page.");
  await expect(words).toBeVisible();
  const region = page.getByRole("radiogroup", { name: "Notifications" }).locator("xpath=..").getByRole("status");
  await expect(region).toHaveCount(1);
  await expect(region).toBeEmpty();
  const on = page.getByRole("radiogroup", { name: "Notifications" }).getByRole("radio", { name: "On" });
  await region.evaluate((element) => Object.assign(element, { isOld: true }));
  await on.click();
  await expect(region).toHaveText(/^This browser blocks/);
  expect(await region.evaluate((element) => "isOld" in element)).toBe(true);
  await words.evaluate((element) => Object.assign(element, { isOld: true }));
  await on.click();
  await expect.poll(() => words.evaluate((element) => "isOld" in element)).toBe(false);
});
