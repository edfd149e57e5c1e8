import { expect, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expectTurnEnd, lastTurn, send, turns } from "./people";
import { openSession } from "./prepared";

test("what the demo agent does is drawn by what it is, readable for all in both themes and on a phone", async ({ page }) => {
  await openSession(page, "Cards");
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
  await expectAccessible(page, "cards", [1280, 390]);
});

test("the whole output of a command is searched: the first hit is in view at once, the next with Enter", async ({ page }) => {
  await openSession(page, "Searched output");
  await send(page, '[tool shell {"command":"seq 1 400"}] count');
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.getByRole("button", { name: "Full screen and search" }).click();
  const output = page.getByRole("dialog").getByRole("region", { name: "Output" });
  await page.getByRole("searchbox", { name: "Search in the output" }).fill("99");
  await expect(page.getByText("1 of 4 lines")).toBeVisible();
  await expect(output.getByText("99", { exact: true })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 4 lines")).toBeVisible();
  await expect(output.getByText("199", { exact: true })).toBeInViewport();
});
