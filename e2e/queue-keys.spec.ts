// The queue with the keyboard alone, and with a screen reader's words: nothing that is pressed loses the focus or stays unsaid.
import { expect, type Page, test } from "@playwright/test";
import { composer, expectTurnEnd, lastTurn, send } from "./people";
import { openSession } from "./prepared";

const rows = (page: Page) => page.getByRole("list", { name: "Queue" }).getByRole("listitem");
const said = (page: Page, words: string) => expect(page.getByRole("status").filter({ hasText: words })).toHaveCount(1);

async function fillQueue(page: Page): Promise<void> {
  await send(page, "[hold] first");
  for (const [index, text] of ["second", "third", "fourth"].entries()) {
    await send(page, text);
    await expect(rows(page)).toHaveCount(index + 1);
  }
}

test("a message that a button moves is said to have moved, and the button keeps the focus where it can move it no further", async ({
  page,
}) => {
  await openSession(page, "Moved by buttons");
  await fillQueue(page);
  const up = rows(page).filter({ hasText: "third" }).getByRole("button", { name: "Move up" });
  await up.press("Enter");
  await expect(rows(page).first()).toContainText("third");
  await said(page, "Moved to place 1 of 3");
  await expect(up).toBeFocused();
  await expect(up).toBeDisabled();
  await expect(up, "it waits for nothing").not.toHaveAttribute("aria-busy");
  const down = rows(page).filter({ hasText: "third" }).getByRole("button", { name: "Move down" });
  await down.press("Enter");
  await said(page, "Moved to place 2 of 3");
  await expect(down).toBeFocused();
  await down.press("Enter");
  await said(page, "Moved to place 3 of 3");
  await expect(rows(page).last()).toContainText("third");
  await expect(down).toBeFocused();
});

test("the arrows of a grip that is at the end say so", async ({ page }) => {
  await openSession(page, "At the end");
  await fillQueue(page);
  const grip = rows(page)
    .filter({ hasText: "second" })
    .getByRole("button", { name: /arrow keys/ });
  await grip.press("ArrowUp");
  await said(page, "It is at place 1 of 3");
  await grip.press("End");
  await said(page, "Moved to place 3 of 3");
  await expect(grip).toBeFocused();
});

test("keys that are pressed faster than the server answers each take the message further", async ({ page }) => {
  await openSession(page, "Pressed fast");
  await fillQueue(page);
  const grip = rows(page)
    .filter({ hasText: "second" })
    .getByRole("button", { name: /arrow keys/ });
  await grip.focus();
  await grip.evaluate((button) => {
    for (let times = 0; times < 2; times += 1) button.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  });
  await expect(rows(page)).toHaveText([/third/, /fourth/, /second/]);
  await said(page, "Moved to place 3 of 3");
  await expect(grip).toBeFocused();
});

test("who edits a waiting message goes on behind what stands there", async ({ page }) => {
  await openSession(page, "Edited by keys");
  await fillQueue(page);
  await rows(page).nth(1).getByRole("button", { name: "Edit" }).press("Enter");
  await expect(page.getByRole("textbox", { name: "Queued message" })).toBeFocused();
  await page.keyboard.type(" and more");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(rows(page).nth(1)).toContainText("third and more");
  await expect(rows(page).nth(1).getByRole("button", { name: "Edit" })).toBeFocused();
});

test("what is sent before others, and what is removed, is said", async ({ page }) => {
  await openSession(page, "Sent first");
  await fillQueue(page);
  await rows(page).filter({ hasText: "fourth" }).getByRole("button", { name: "Send now" }).press("Enter");
  await expect(rows(page).first()).toContainText("fourth");
  await said(page, "It goes out next");
  await rows(page).first().getByRole("button", { name: "Remove" }).press("Enter");
  await expect(rows(page)).toHaveCount(2);
  await said(page, "Removed from the queue");
});

test("a setting that is chosen while a turn runs says that it waits, until it holds", async ({ page }) => {
  await openSession(page, "Chosen meanwhile");
  await send(page, "[hold] work");
  await expect(lastTurn(page)).toBeVisible();
  const effort = page.getByRole("button", { name: /^Effort/ });
  const choose = async (level: string) => {
    await effort.click();
    await page.getByRole("menuitem", { name: level }).click();
  };
  await choose("max");
  await expect(effort).toHaveAccessibleName("Effort: max, once the agent has answered");
  await said(page, "When the turn has ended: /effort max");
  await effort.click();
  await expect(page.getByRole("menuitem", { name: "max asked for" })).toBeVisible();
  await page.keyboard.press("Escape");
  await choose("low");
  await said(page, "When the turn has ended: /effort max, /effort low");
  await page.reload();
  await expect(effort).toHaveAccessibleName("Effort: low, once the agent has answered");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(effort).toHaveAccessibleName("Effort: low");
  await expect(page.getByText("When the turn has ended")).toHaveCount(0);
  await send(page, "[hold] work on");
  await choose("max");
  await expect(effort).toHaveAccessibleName("Effort: low → max, once the agent has answered");
});

test("@ offers what a long listing has far down, and what is chosen stays chosen when newer paths come", async ({ page }) => {
  await openSession(page, "Far down");
  const content = Array.from({ length: 900 }, (_, no) => `src/generated/part-${no}.rs\t${no}L\t~13t`).join("\n");
  await send(page, `[play ${JSON.stringify({ tool: "view", server: "octofs", params: { path: "." }, content })}] look`);
  await expectTurnEnd(lastTurn(page), "Answered");
  await composer(page).pressSequentially("see @part-899");
  await page.getByRole("option", { name: "src/generated/part-899.rs" }).waitFor();
  await page.keyboard.press("Enter");
  await expect(composer(page)).toHaveValue("see src/generated/part-899.rs ");
  await composer(page).fill('[slow 900] [tool view {}] [tool view {"path":"src/generated/part-11-newer.rs"}]');
  await composer(page).press("Enter");
  await composer(page).pressSequentially("@part-11");
  await page.keyboard.press("ArrowDown");
  const chosen = page.getByRole("option", { selected: true });
  const words = (await chosen.textContent()) ?? "";
  await expect(page.getByRole("option", { name: "part-11-newer" })).toBeVisible();
  await expect(chosen).toHaveText(words);
});
