import { expect, test } from "@playwright/test";
import { composer, expectTurnEnd, lastTurn, newSession, send, sendTurn, sessionCost, signIn, stopButton, turns } from "./people";
import { openSession } from "./prepared";

// What moves is part of what is tried here.
test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a message is answered with thinking, a tool and a cost", async ({ page }) => {
  await signIn(page);
  await newSession(page, "First talk");
  await send(page, '[think] [tool view {"path":"README.md"}] [cost 0.02] What is this project?');
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toBeVisible();
  await expect(lastTurn(page).getByRole("button", { name: /Thought/ })).toBeVisible();
  await expect(sessionCost(page)).toContainText("$0.04");
  await expect(page.getByText("scripted, no model").first()).toBeVisible();
});

test("Stop ends a running turn", async ({ page }) => {
  await openSession(page, "To be stopped");
  await send(page, "[slow 60000] count to a million");
  await stopButton(page).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  await send(page, "and now?");
  await expectTurnEnd(lastTurn(page), "Answered");
});

test("what a stopped turn left running is listed and ended", async ({ page }) => {
  await openSession(page, "Left running");
  await send(page, '[tool shell {"command":"npm run take-stock"}] count it');
  await expect(lastTurn(page).getByRole("group", { name: /take-stock/ })).toBeVisible();
  await stopButton(page).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  await expect(page.getByText("1 command still running", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("ended by Administrator")).toBeVisible();
  await expect(page.getByRole("button", { name: /^End (it|them)$/ })).toHaveCount(0);
});

test("a question from a tool is answered in a form and the turn goes on", async ({ page }) => {
  await openSession(page, "A question");
  await send(page, "[ask] Please deploy");
  const form = page.getByRole("form", { name: /go on/i });
  await expect(form).toBeVisible();
  await form.getByRole("button", { name: "Decline" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(
    lastTurn(page)
      .getByText(/declined/i)
      .first(),
  ).toBeVisible();
});

test("a question that is answered in another tab gives the focus that it had to its turn", async ({ page }) => {
  const url = await openSession(page, "Answered elsewhere");
  await send(page, "[ask] Please deploy");
  await page.getByLabel("Why").focus();
  const other = await page.context().newPage();
  await other.goto(url);
  await other.getByRole("form").getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("form")).toHaveCount(0);
  await expect(lastTurn(page)).toBeFocused();
});

test("messages sent while a turn runs wait in a queue that can be changed, and go out in order", async ({ page }) => {
  await openSession(page, "A queue");
  await send(page, "[slow 12000] first");
  for (const text of ["second", "third", "fourth"]) await send(page, text);
  const queue = page.getByRole("list", { name: "Queue" });
  await expect(queue.getByRole("listitem")).toHaveCount(3);
  await queue.getByRole("listitem").filter({ hasText: "third" }).getByRole("button", { name: "Remove" }).click();
  await expect(queue.getByRole("listitem")).toHaveCount(2);
  await queue.getByRole("listitem").filter({ hasText: "fourth" }).getByRole("button", { name: "Move up" }).click();
  await expect(queue.getByRole("listitem").first()).toContainText("fourth");
  await expect(turns(page)).toHaveCount(3, { timeout: 20_000 });
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(turns(page).nth(1)).toContainText("fourth");
  await expect(turns(page).nth(2)).toContainText("second");
});

test("what is changed in the queue leaves the focus beside it, and what is being written there is kept over a reload", async ({ page }) => {
  await openSession(page, "A queue by keys");
  await sendTurn(page, "[hold] first");
  await send(page, "second");
  const queue = page.getByRole("list", { name: "Queue" });
  const edit = queue.getByRole("button", { name: "Edit" });
  const field = page.getByRole("textbox", { name: "Queued message" });
  await edit.press("Enter");
  await page.getByRole("button", { name: "Keep as it was" }).press("Enter");
  await expect(edit).toBeFocused();
  await edit.press("Enter");
  await field.fill(" ");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(field).toHaveAccessibleDescription(/nothing to send/);
  await field.fill("another");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(queue).toContainText("another");
  await expect(edit).toBeFocused();
  await edit.press("Enter");
  await field.fill("another, and more");
  await page.reload();
  await expect(page.getByText("another, and more")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "not saved" })).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(composer(page)).toBeFocused();
  await queue.getByRole("button", { name: "Remove" }).press("Enter");
  await expect(queue).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await stopButton(page).click();
});

test("what was being written into a queued message in a tab that was closed is there again in another, until it is discarded", async ({
  page,
  context,
}) => {
  const url = await openSession(page, "Written in a tab that is closed");
  await sendTurn(page, "[hold] first");
  await send(page, "second");
  await page.getByRole("list", { name: "Queue" }).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Queued message" }).fill("second, and more");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
  const next = await context.newPage();
  await next.goto(url);
  await expect(next.getByText("second, and more")).toBeVisible();
  await expect(next.getByRole("alert").filter({ hasText: "not saved" })).toBeVisible();
  await next.getByRole("button", { name: "Discard" }).click();
  await expect(next.getByText("second, and more")).toHaveCount(0);
  await next.reload();
  await expect(next.getByRole("list", { name: "Queue" }).getByRole("button", { name: "Edit" })).toBeVisible();
  await expect(next.getByText("second, and more")).toHaveCount(0);
  await stopButton(next).click();
});

test("each move in the queue is told, the same words as well", async ({ page }) => {
  await openSession(page, "Moved twice");
  await sendTurn(page, "[hold] first");
  for (const text of ["second", "third"]) await send(page, text);
  const queue = page.getByRole("list", { name: "Queue" });
  const moved = page.getByText("Moved to place 2 of 2");
  const down = () => queue.getByRole("button", { name: "Order of message 1" }).press("ArrowDown");
  await down();
  await moved.evaluate((words) => Object.assign(words, { isOld: true }));
  // What is told may be ahead of the list.
  await expect(queue.getByRole("listitem").first()).toContainText("third");
  await down();
  await expect.poll(() => moved.evaluate((words) => "isOld" in words)).toBe(false);
  await stopButton(page).click();
});

test("what is written into a queued message while it is being saved stays", async ({ page, context }) => {
  const url = await openSession(page, "Saved while one writes on");
  await sendTurn(page, "[hold] first");
  await send(page, "second");
  const queue = page.getByRole("list", { name: "Queue" });
  const other = await context.newPage();
  await other.goto(url);
  await queue.getByRole("button", { name: "Edit" }).click();
  const field = page.getByRole("textbox", { name: "Queued message" });
  await field.fill("second, saved");
  await field.evaluate((written: HTMLTextAreaElement) => {
    written.form?.requestSubmit();
    written.setRangeText(", and more", written.value.length, written.value.length, "end");
    written.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await expect(other.getByRole("list", { name: "Queue" })).toContainText("second, saved");
  await expect(field).toHaveValue("second, saved, and more");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(queue).toContainText("second, saved, and more");
  await stopButton(page).click();
});

test("what was being written into a queued message when that went out is kept, not sent", async ({ page }) => {
  await openSession(page, "Edited too late");
  await send(page, "[slow 4000] first");
  await send(page, "second");
  await page.getByRole("list", { name: "Queue" }).getByRole("button", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Queued message" }).fill("second, and more");
  await expect(page.getByRole("alert").filter({ hasText: "already sent" })).toBeVisible();
  await expect(page.getByText("second, and more")).toBeVisible();
  await expect(turns(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Answer to: second, and more")).toBeVisible();
});

test("what is archived while one writes in it leaves the keyboard on the page, and keeps what was written", async ({ page, context }) => {
  const url = await openSession(page, "Archived under the hands");
  await composer(page).fill("half a sentence");
  const other = await context.newPage();
  await other.goto(url);
  await other.getByRole("button", { name: "Session menu" }).click();
  await other.getByRole("menuitem", { name: "Archive" }).click();
  await expect(page.getByText("This session is archived")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue("half a sentence");
});

test("a reload in the middle of a turn keeps the draft and misses nothing", async ({ page }) => {
  await openSession(page, "Reloaded");
  await send(page, '[tool view {"path":"README.md"}] [slow 2500] look around');
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toBeVisible();
  await composer(page).fill("a half-written thought");
  await page.reload();
  await expect(composer(page)).toHaveValue("a half-written thought");
  await expect(turns(page)).toHaveCount(1);
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toHaveCount(1);
});

test("a message above 256 KiB is refused in words before it is sent, and stays in the composer", async ({ page }) => {
  await openSession(page, "Too long");
  await composer(page).fill("a word ".repeat((256 * 1024) / 7 + 1)); // words: a browser takes many seconds to lay out one of this length
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "256" })).toBeVisible();
  await expect(turns(page)).toHaveCount(0);
});

test("what an agent sends is shown as data: markup does not run, broken frames are visible", async ({ page }) => {
  await openSession(page, "Hostile");
  await page.evaluate(() => Object.assign(window, { attacked: false }));
  await send(
    page,
    '[raw this is no frame] [raw {"type":"poem","verse":"<img src=x onerror=window.attacked=true>"}] <script>window.attacked = true</script> **bold**',
  );
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(page.getByText(/not valid JSON/).first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "attacked"))).toBe(false);
});
