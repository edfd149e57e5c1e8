import { expect, test } from "@playwright/test";
import { composer, expectTurnEnd, lastTurn, newSession, send, signIn, stopButton, turns } from "./people";

test.beforeEach(async ({ page }) => signIn(page));

test("arrow up brings back what was sent, down comes back to what was being written", async ({ page }) => {
  await newSession(page, "History");
  await send(page, "first words");
  await expectTurnEnd(lastTurn(page), "Answered");
  await send(page, "second words");
  await expect(turns(page)).toHaveCount(2);
  await expectTurnEnd(lastTurn(page), "Answered");
  await composer(page).fill("half a thought");
  await composer(page).press("Home");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("second words");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("first words");
  await composer(page).press("ArrowDown");
  await composer(page).press("ArrowDown");
  await expect(composer(page)).toHaveValue("half a thought");
});

test("a long paste can be made a code block; one above the limit is refused with its size", async ({ page }) => {
  await newSession(page, "Pastes");
  const paste = (text: string) =>
    composer(page).evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      // A made-up paste inserts nothing by itself.
      if (field.dispatchEvent(event)) document.execCommand("insertText", false, pasted);
    }, text);
  await composer(page).focus();
  await paste("x".repeat(300 * 1024));
  await expect(page.getByRole("alert").filter({ hasText: "300 KiB" })).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await paste(Array.from({ length: 12 }, (_, line) => `line ${line}`).join("\n"));
  await page.getByRole("button", { name: "Make it a code block" }).click();
  await expect(composer(page)).toHaveValue(/^```\nline 0\n[\s\S]*line 11\n```\n$/);
  await expect(composer(page)).toBeFocused();
});

test("Esc twice stops the running turn, once does not", async ({ page }) => {
  await newSession(page, "Stopped by keys");
  await send(page, "[slow 60000] count to a million");
  await expect(stopButton(page)).toBeVisible();
  await composer(page).press("Escape");
  await expect(page.getByText("Press Esc again to stop").first()).toBeVisible();
  await composer(page).press("Escape");
  await expectTurnEnd(lastTurn(page), "Stopped");
});

test("Enter that ends a composition does not send", async ({ page }) => {
  await newSession(page, "Composition");
  await composer(page).fill("かな");
  await composer(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await composer(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await expect(composer(page)).toHaveValue("かな");
  await composer(page).press("Shift+Enter");
  await expect(composer(page)).toHaveValue("かな\n");
  await composer(page).press("Enter");
  await expect(turns(page)).toHaveCount(1);
});
