// What a screen reader hears of lists, names and buttons, and what belongs to an input method alone.
import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { composer, expectAwake, expectTurnEnd, lastTurn, newSession, send } from "./people";
import { beAdministrator, newColleague, openSession } from "./prepared";

/** The key as it comes while an input method composes. */
const composing = (field: Locator, key: string) =>
  field.evaluate(
    (element, pressed) =>
      element.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, isComposing: true, bubbles: true, cancelable: true })),
    key,
  );

const said = (page: Page, words: string) => expect(page.getByRole("main").getByRole("status").filter({ hasText: words })).toHaveCount(1);
const times = (text: string, name: string) => text.split(name).length - 1;

test("how much a filter leaves of a list is said", async ({ page }) => {
  const { name } = await newColleague(`Counted ${randomUUID().slice(0, 8)}`, ["manager"]);
  await beAdministrator(page);
  const title = `Counted ${randomUUID().slice(0, 8)}`;
  await newSession(page, title);
  await page.goto("/sessions");
  const filter = page.getByRole("searchbox", { name: "Filter by title" });
  await filter.fill(title);
  await said(page, "1 session");
  await filter.fill(`${title} no more`);
  await said(page, "No title has these words");
  await page.goto("/people");
  const people = page.getByRole("searchbox", { name: "Filter people" });
  await people.fill(name);
  await said(page, "1 person");
  await people.fill(`${name} no more`);
  await said(page, "Nobody has this in name or email");
});

test("an empty list that nobody filtered is said to have no sessions, not to have none with these words", async ({ page }) => {
  await newColleague(`Without any ${randomUUID().slice(0, 8)}`, ["developer"], page);
  await page.goto("/sessions");
  await expect(page.getByRole("heading", { name: "No session yet" })).toBeVisible();
  await said(page, "0 sessions");
});

test("of two people of one name the buttons say which one they are for, and each name is read once", async ({ page }) => {
  const name = `Namesake ${randomUUID().slice(0, 8)}`;
  const both = [await newColleague(name, ["manager"]), await newColleague(name, ["manager"])];
  const emails = both.map(({ email }) => email).toSorted();
  await beAdministrator(page);
  for (const [address, button] of [
    ["/people", `Actions for ${name}`],
    ["/projects/1", `Remove ${name}`],
  ] as const) {
    await page.goto(`${address}?q=${encodeURIComponent(name)}`);
    const rows = page.getByRole("list", { name: "People" }).getByRole("listitem");
    for (const email of emails) {
      const row = rows.filter({ hasText: email });
      await expect(row.getByRole("button", { name: button })).toHaveAccessibleDescription(email);
      const words = (await row.ariaSnapshot()).split("\n").filter((line) => !line.includes("button"));
      expect(times(words.join("\n"), name), address).toBe(1);
    }
  }
});

test("the buttons of a waiting message say which one they are for", async ({ page }) => {
  await openSession(page, "Which of them");
  await send(page, "[hold] first");
  const rows = page.getByRole("list", { name: "Queue" }).getByRole("listitem");
  for (const [index, text] of ["second", "third"].entries()) {
    await send(page, text);
    await expect(rows).toHaveCount(index + 1);
  }
  for (const [index, text] of ["second", "third"].entries())
    for (const button of await rows.nth(index).getByRole("button").all()) await expect(button).toHaveAccessibleDescription(text);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(rows.nth(1).getByRole("button", { name: "Message 2: what can be done" })).toHaveAccessibleDescription("third");
  const words = page.getByText("one by one, each when the turn before it has ended");
  expect(await words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), "all of it is to be read").toBeLessThanOrEqual(
    0,
  );
});

test("what is sent while a turn runs, and what becomes of the session, is said", async ({ page }) => {
  await openSession(page, "Heard of");
  const happened = page.getByRole("status", { name: "What happened" });
  await send(page, "[hold] first");
  await expect(lastTurn(page)).toBeVisible();
  await composer(page).fill("second");
  await composer(page).press("Enter");
  await expect(happened).toHaveText("A message waits at place 1 of 1");
  const menu = page.getByRole("button", { name: "Session menu" });
  for (const [choice, words] of [
    ["Let the project write", "The project's developers write here too"],
    ["Archive", "Archived: it can be read and not continued"],
  ] as const) {
    await menu.press("Enter");
    await page.getByRole("menuitem", { name: choice }).press("Enter");
    await expect(happened).toHaveText(words);
  }
});

test("that the palette finds nothing is said", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/account");
  await page.getByRole("button", { name: "Search or jump to" }).click();
  const palette = page.getByRole("dialog", { name: "Search or jump to" });
  await palette.getByRole("combobox").fill("no such thing");
  await expect(palette.getByRole("status")).toHaveText("Nothing with these words. Sessions are found by their title.");
  await palette.getByRole("combobox").fill("account");
  await expect(palette.getByRole("status")).toBeEmpty();
});

test("the changes that a key opens beside the session have the focus, and give it back", async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 800 });
  await openSession(page, "Looked at by keys");
  await page.keyboard.press("Escape");
  const main = page.locator("#main");
  await expect(main).toBeFocused();
  await page.keyboard.press("d");
  await expect(page.getByRole("complementary", { name: "Changes" })).toBeFocused();
  await page.keyboard.press("d");
  await expect(main).toBeFocused();
});

test("the Escape that gives up a composition closes no dialog and no form", async ({ page }) => {
  await openSession(page, "Composed");
  await page.getByRole("button", { name: "Session menu" }).press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  const title = page.getByRole("dialog").getByLabel("Title");
  await title.fill("半分");
  await composing(title, "Escape");
  await expect(title).toHaveValue("半分");
  await title.press("Escape");
  await expect(title).toHaveCount(0);
  await expectAwake(page);
});

test("an input method's Escape closes no drawer, and its Enter leads to no other hit", async ({ page }) => {
  await openSession(page, "Composed elsewhere");
  await send(page, '[tool shell {"command":"seq 1 400"}] count');
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.getByRole("button", { name: "Full screen and search" }).click();
  const searched = page.getByRole("searchbox", { name: "Search in the output" });
  await searched.fill("99");
  await composing(searched, "Enter");
  await expect(page.getByText("1 of 4 lines")).toBeVisible();
  await searched.press("Escape");
  await expect(searched).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Outline: 1 turn" }).click();
  const filter = page.getByRole("dialog", { name: "Outline" }).getByRole("searchbox", { name: "Filter turns" });
  await filter.fill("半分");
  await composing(filter, "Escape");
  await expect(filter).toHaveValue("半分");
  await filter.press("Escape");
  await expect(filter).toHaveCount(0);
});

test("the button that shows a password says so, and what it does next", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Show password" }).click();
  const hide = page.getByRole("button", { name: "Hide password" });
  await expect(page.getByLabel("Password")).toHaveAttribute("type", "text");
  await expect(hide).not.toHaveAttribute("aria-pressed");
});
