// The hints of a first visit: in order, usable with a keyboard, in nobody's way, and gone for ever once dismissed.
import { expect, type Page, test } from "@playwright/test";
import { violationsOn } from "./axe";
import { administrator, expectAwake, expectTurnEnd, lastTurn, newSession, send, signIn } from "./people";

const hint = (page: Page) => page.getByRole("region", { name: /^Hint \d of \d$/ });
const titles = ["Write to the agent here", "Your sessions", "Go anywhere", "What was changed", "What it costs"];

/** The whole card is in the window, and on it nothing else lies. */
async function expectOnTop(page: Page): Promise<void> {
  await expect(hint(page)).toBeVisible();
  const top = () =>
    hint(page).evaluate((card) => {
      const { left, top, right, bottom } = card.getBoundingClientRect();
      const corners = [
        [left + 12, top + 12],
        [right - 12, bottom - 12],
      ] as const;
      return corners.every(([x, y]) => card.contains(document.elementFromPoint(x, y)));
    });
  await expect.poll(top).toBe(true);
}

test("five hints, one after the other; what is dismissed stays away", async ({ page }) => {
  test.slow();
  await signIn(page, administrator, { withHints: true });
  await expect(hint(page)).toHaveCount(0);
  await newSession(page, "First visit");
  await expect(hint(page)).toContainText(titles[0] ?? "");
  await expectOnTop(page);
  expect(await violationsOn(page)).toEqual([]);

  await send(page, "while a hint is there");
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  // What lies over the page lies over the hint.
  await expectCovered(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(hint(page)).toHaveAccessibleName("Hint 1 of 5");

  for (const [index, title] of titles.entries()) {
    await expect(hint(page)).toHaveAccessibleName(`Hint ${index + 1} of 5`);
    await expect(hint(page)).toContainText(title);
    await expectOnTop(page);
    if (index === 2) {
      await page.reload();
      await expect(hint(page)).toContainText(title);
    }
    const next = hint(page).getByRole("button", { name: index === titles.length - 1 ? "Done" : "Next" });
    if (index % 2 === 0) await next.press("Enter");
    else await next.press("Escape");
  }
  await expect(hint(page)).toHaveCount(0);
  await expect(page.locator("#main")).toBeFocused();
  await page.reload();
  await expectAwake(page);
  await expect(hint(page)).toHaveCount(0);
});

async function expectCovered(page: Page): Promise<void> {
  const isCovered = () =>
    page.evaluate(() => {
      const card = document.querySelector('section[aria-label^="Hint "]');
      if (!card) return false;
      const { left, top, width, height } = card.getBoundingClientRect();
      return !card.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
  await expect.poll(isCovered).toBe(true);
}

test("on a phone they stand in the window, and one click ends all of them", async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, administrator, { withHints: true });
  await newSession(page, "First visit on a phone");
  await expect(hint(page)).toHaveAccessibleName("Hint 1 of 4");
  for (const [width, colorScheme] of [
    [390, "light"],
    [320, "dark"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 700 });
    await expectOnTop(page);
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await hint(page).getByRole("button", { name: "Next" }).click();
  await expect(hint(page)).toContainText("Your sessions");
  await expectOnTop(page);
  await hint(page).getByRole("button", { name: "No more hints" }).click();
  await expect(hint(page)).toHaveCount(0);
  await page.reload();
  await expectAwake(page);
  await expect(hint(page)).toHaveCount(0);
});
