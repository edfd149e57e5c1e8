import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, fitsIn } from "./axe";
import { composer, expectTurnEnd, lastTurn, send, turns } from "./people";
import { openSession } from "./prepared";

const edit = (oldText: string, newText: string) =>
  `[tool text_editor ${JSON.stringify({ command: "str_replace", path: "src/shipping.mjs", old_text: oldText, new_text: newText })}]`;
const FIRST = '[tool view {"path":"."}] look around';
const SECOND = `change it ${edit("orderCents > FREE_FROM_CENTS", "orderCents >= FREE_FROM_CENTS")} ${edit("no such text", "x")}`;

async function say(page: Page, text: string, turn: number, outcome: "Answered" | "Failed" = "Answered"): Promise<void> {
  await send(page, text);
  await expect(turns(page)).toHaveCount(turn);
  await expectTurnEnd(lastTurn(page), outcome);
}

const outside = (page: Page) => page.getByRole("heading", { level: 1 }).click();
const rows = (page: Page) => page.getByRole("list", { name: "Turns" }).getByRole("listitem");
const shown = (page: Page) => page.getByRole("status", { name: "Turns shown" });
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test("the outline finds a turn by words, chips and keys, follows what is read, and is live", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  await openSession(page, "Outlined");
  await outside(page);
  await page.keyboard.press("o");
  const outline = page.getByRole("complementary", { name: "Outline" });
  await expect(outline.getByRole("heading", { name: "No turns yet" })).toBeVisible();
  await say(page, FIRST, 1);
  await say(page, SECOND, 2);
  await say(page, "thanks", 3);
  await expect(shown(page)).toHaveText("3 turns");
  await expect(rows(page)).toHaveText([/3.*thanks/, /2.*change it.*2 tools.*1 failed.*1 edit.*shipping\.mjs/, /1.*look around.*1 tool/]);
  await expect(outline.getByRole("img", { name: /^Cost so far: \$[\d.]+ play money, half of it by turn \d/ })).toBeVisible();
  await expectAccessible(page, "the outline");

  await outline.getByRole("button", { name: "Failed", exact: true }).click();
  await expect(shown(page)).toHaveText("1 of 3 turns");
  await expect(rows(page)).toHaveText([/change it/]);
  await outline.getByRole("button", { name: "Failed", exact: true }).click();
  await outline.getByRole("searchbox", { name: "Filter turns" }).fill("around LOOK");
  await expect(rows(page)).toHaveText([/look around/]);
  await outline.getByRole("searchbox", { name: "Filter turns" }).fill("nobody said this");
  await expect(outline.getByText("No turn is like that.")).toBeVisible();
  await outline.getByRole("searchbox", { name: "Filter turns" }).fill("");

  await outside(page);
  await page.keyboard.press("o");
  await expect(outline).toHaveCount(0);
  await page.keyboard.press("o");
  const current = outline.locator("[aria-current=true]");
  await expect(current).toHaveAccessibleName(/Turn 3/);
  await expect(current).toBeFocused();
  await page.keyboard.press("End");
  await expect(outline.getByRole("button", { name: /Turn 1 .*look around/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(turns(page).first()).toBeFocused();
  await expect(current).toHaveAccessibleName(/Turn 1/);

  await page.keyboard.press("d");
  await expect(page.getByRole("complementary", { name: "Changes" })).toBeVisible();
  await expect(outline).toHaveCount(0);
  await page.getByRole("button", { name: "Outline", exact: true }).click();
  await expect(outline).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Changes" })).toHaveCount(0);

  await send(page, '[tool view {"path":"README.md"}] [hold] work on');
  await expect(rows(page).first()).toHaveText(/4.*work on.*1 tool/);
  await expect(rows(page).first().getByText("running")).toBeAttached();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(rows(page).first().getByText("stopped")).toBeAttached();
  await expect(shown(page)).toHaveText("4 turns");
});

test("the inspector shows every event of a turn with its frame, and links to it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1440, height: 700 });
  const url = await openSession(page, "Inspected");
  await say(page, FIRST, 1);
  await say(page, SECOND, 2);
  const button = lastTurn(page).getByRole("button", { name: "Inspect turn" });
  await button.click();
  const inspector = page.getByRole("complementary", { name: "Events of turn 2" });
  const events = inspector.getByRole("list", { name: "Events of turn 2" }).locator("> li");
  await expect(events.first()).toHaveText(/message_sent/);
  await expect(events.last()).toHaveText(/usage_reported/);
  await events
    .first()
    .getByRole("button", { name: /message_sent/ })
    .click();
  await expect(events.first().getByText(/"requestId":/)).toBeVisible();
  await expect(events.first().getByText(/no frame of the agent/)).toBeVisible();
  const called = events.filter({ hasText: "tool_called" }).first();
  await called.getByRole("button", { name: /tool_called/ }).click();
  await expect(called.getByRole("heading", { name: "The frame as it came" })).toBeVisible();
  await expect(called.getByText(/"type": ?"tool_use"/)).toBeVisible();
  await called.getByRole("button", { name: "Copy JSON" }).click();
  await expect.poll(() => copied(page)).toContain('"tool": "text_editor"');
  await expectAccessible(page, "the inspector");

  await called.getByRole("button", { name: /^Copy link to event/ }).click();
  await expect.poll(() => copied(page)).toMatch(new RegExp(`^${url}\\?at=\\d+$`));
  const ofCall = await copied(page);
  await turns(page).first().getByRole("button", { name: "Copy link to this turn" }).click();
  await expect.poll(() => copied(page)).not.toBe(ofCall);
  const ofTurn = await copied(page);

  await inspector.getByRole("button", { name: "Back to the outline" }).click();
  await rows(page).last().getByRole("button", { name: "Inspect turn 1" }).click();
  await expect(page.getByRole("list", { name: "Events of turn 1" })).toContainText("tool_returned");
  await page.getByRole("button", { name: "Close events of turn 1" }).click();
  await expect(page.getByRole("complementary", { name: "Events of turn 1" })).toHaveCount(0);
  await expect(button).toBeFocused();

  const marked = page.locator("[data-seq].outline-2");
  await page.goto(ofCall);
  await expect(marked).toHaveCount(1);
  await expect(marked).toHaveText(/shipping\.mjs/);
  await expect(marked).toBeInViewport();
  await marked.getByRole("button", { name: "Copy link to this call" }).click();
  await expect.poll(() => copied(page)).toBe(ofCall);
  await page.goto(ofTurn);
  await expect(marked).toHaveCount(1);
  await expect(marked).toHaveText(/look around/);
});

test("the words beside a cost are explained under the pointer, with the focus, and in the help", async ({ page }) => {
  await openSession(page, "Explained");
  await say(page, "hello", 1);
  const word = lastTurn(page).getByRole("button", { name: "play money" });
  const means = page.locator("[data-radix-popper-content-wrapper]").getByText("The demo agent made this number up. Nobody pays it.");
  await expect(word).toHaveAccessibleDescription("The demo agent made this number up. Nobody pays it.");
  await word.hover();
  await expect(means).toBeVisible();
  await means.hover();
  await expect(means).toBeVisible();
  await composer(page).hover();
  await expect(means).toHaveCount(0);
  await word.focus();
  await expect(means).toBeVisible();
  await expectAccessible(page, "an explained word");
  await page.keyboard.press("Escape");
  await expect(means).toHaveCount(0);
  await outside(page);
  await page.keyboard.press("?");
  const help = page.getByRole("region", { name: "What is said of costs" });
  for (const said of ["unpriced", "cost untracked", "play money"]) await expect(help.getByText(said, { exact: true })).toBeVisible();
  await expectAccessible(page, "the help");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("outline and inspector are pages of their own that close again", async ({ page }) => {
    await openSession(page, "Phone outline");
    await say(page, FIRST, 1);
    await say(page, SECOND, 2);
    const way = page.getByRole("button", { name: "Outline: 2 turns" });
    await way.click();
    const outline = page.getByRole("dialog", { name: "Outline" });
    await expect(rows(page)).toHaveCount(2);
    await expectAccessible(page, "the outline on a phone");
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await fitsIn(page)).toBe(true);
    await page.keyboard.press("Escape");
    await expect(outline).toBeHidden();
    await expect(way).toBeFocused();
    await expect(way).toBeInViewport({ ratio: 1 });
    expect(await fitsIn(page)).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    await way.click();
    await outline.getByRole("button", { name: /Turn 1 .*look around/ }).click();
    await expect(outline).toBeHidden();
    await expect(turns(page).first()).toBeFocused();

    const inspect = lastTurn(page).getByRole("button", { name: "Inspect turn" });
    await inspect.click();
    const inspector = page.getByRole("dialog", { name: "Events of turn 2" });
    await inspector.getByRole("button", { name: /message_sent/ }).click();
    await expect(inspector.getByText(/"requestId":/)).toBeVisible();
    await expectAccessible(page, "the inspector on a phone");
    await inspector.getByRole("button", { name: "Close events of turn 2" }).click();
    await expect(inspect).toBeFocused();
    await lastTurn(page).getByRole("button", { name: "play money" }).tap();
    await expect(page.locator("[data-radix-popper-content-wrapper]").getByText(/made this number up/)).toBeVisible();
  });

  test("what a key opened leaves the focus on the page when it is closed", async ({ page }) => {
    await openSession(page, "Keys on a phone");
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    for (const [key, name] of [
      ["o", "Outline"],
      ["d", "Changes"],
    ] as const) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog", { name })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.locator("#main")).toBeFocused();
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    }
  });

  test("what was asked, what failed and what was changed is said below the header, each the way to it", async ({ page }) => {
    await openSession(page, "At a glance");
    await expect(page.getByRole("button", { name: "Outline", exact: true })).toBeVisible();
    await say(page, edit("orderCents > FREE_FROM_CENTS", "orderCents >= FREE_FROM_CENTS"), 1);
    await say(page, "[fail 500] fail", 2, "Failed");
    await say(page, '[tool view {"path":"no-such-file"}] look', 3);
    for (const [width, height, colorScheme] of [
      [390, 844, "light"],
      [320, 568, "dark"],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      for (const name of ["Outline: 3 turns", "2 failed turns", /^Changes: 1 file/])
        await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
      expect(await fitsIn(page)).toBe(true);
      await expectAccessible(page, `what is below the header, ${width} px`);
    }
    await page.getByRole("button", { name: "2 failed turns" }).tap();
    await expect(page.getByRole("dialog", { name: "Outline" }).getByRole("button", { name: "Failed", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await expect(rows(page)).toHaveCount(2);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Changes: 1 file/ }).tap();
    await expect(page.getByRole("dialog", { name: "Changes" })).toBeVisible();
    await page.getByRole("button", { name: "Close changes" }).tap();
    await expect(page.getByRole("button", { name: /^Changes: 1 file/ })).toBeFocused();
  });
});

test("a turn that runs has its link already, by its button and by its key", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const url = await openSession(page, "Link while it runs");
  await send(page, "[slow 60000] [tool echo {}] go");
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await lastTurn(page).getByRole("button", { name: "Copy link to this turn" }).click();
  await expect.poll(() => copied(page)).toMatch(/\?at=\d+$/);
  const link = await copied(page);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Shift+C");
  await expect.poll(() => copied(page)).toBe(link);
  await expect(page.getByText("Link to turn 1 copied")).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  expect(link.startsWith(`${url}?at=`)).toBe(true);
});
