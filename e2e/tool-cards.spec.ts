import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { expectTurnEnd, lastTurn, newSession, send, signIn, turns } from "./people";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("what the demo agent does is drawn by what it is, readable for all in both themes and on a phone", async ({ page }) => {
  await signIn(page);
  await newSession(page, "Cards");
  const calls = [
    'view {"path":"."}',
    'view {"path":".","content":"discount"}',
    'shell {"command":"npm test"}',
    'text_editor {"command":"create","path":"CHANGES.md","content":"# Changes"}',
  ];
  for (const [index, call] of calls.entries()) {
    await send(page, `[tool ${call}] go`);
    await expect(turns(page)).toHaveCount(index + 1);
    await expectTurnEnd(lastTurn(page), "Answered");
  }
  await expect(turns(page).nth(0).getByRole("group", { name: /View/ }).getByText("checkout.mjs")).toBeVisible();
  await expect(turns(page).nth(1).getByText("6 lines in 4 files")).toBeVisible();
  await expect(
    turns(page)
      .nth(2)
      .getByText(/1 failed/)
      .first(),
  ).toBeVisible();
  await expect(
    turns(page)
      .nth(3)
      .getByRole("group", { name: /Create CHANGES\.md/ }),
  ).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        `${colorScheme}, ${width}`,
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
  }
});
