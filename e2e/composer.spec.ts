import { expect, test } from "@playwright/test";
import { violationsOn } from "./axe";
import { composer, expectTurnEnd, lastTurn, send, stopButton, turns } from "./people";
import { openSession } from "./prepared";

test("arrow up brings back what was sent, down comes back to what was being written", async ({ page }) => {
  await openSession(page, "History");
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
  await openSession(page, "Pastes");
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
  await openSession(page, "Stopped by keys");
  await send(page, "[slow 60000] count to a million");
  await expect(stopButton(page)).toBeVisible();
  await page.getByRole("button", { name: "Outline" }).first().click();
  const filter = page.getByRole("searchbox", { name: "Filter turns" });
  for (let time = 0; time < 2; time += 1) {
    await filter.press("Escape");
    await expect(page.getByRole("main")).toBeFocused();
  }
  await send(page, "second");
  const edit = page.getByRole("list", { name: "Queue" }).getByRole("button", { name: "Edit" });
  await edit.click();
  await page.getByRole("textbox", { name: "Queued message" }).press("Escape");
  await expect(edit).toBeFocused();
  await composer(page).press("Escape");
  await expect(page.getByText("Press Esc again to stop").first()).toBeVisible();
  await composer(page).press("Escape");
  await expectTurnEnd(turns(page).first(), "Stopped");
});

test("Enter that ends a composition does not send", async ({ page }) => {
  await openSession(page, "Composition");
  await composer(page).fill("かな");
  await composer(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await composer(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await expect(composer(page)).toHaveValue("かな");
  await composer(page).press("Shift+Enter");
  await expect(composer(page)).toHaveValue("かな\n");
  await composer(page).press("Enter");
  await expect(turns(page)).toHaveCount(1);
});

test("the palette completes commands and their arguments by keys, and the answer is a table", async ({ page }) => {
  await openSession(page, "Commands");
  await expect(composer(page)).toHaveAttribute("placeholder", /commands/);
  await composer(page).pressSequentially("/mc");
  const palette = page.getByRole("listbox", { name: "Commands" });
  await expect(palette.getByRole("option", { name: /\/mcp/ })).toHaveAttribute("aria-selected", "true");
  await composer(page).press("Enter");
  await expect(composer(page)).toHaveValue("/mcp ");
  const choices = page.getByRole("listbox", { name: /\/mcp/ });
  await expect(choices.getByRole("option", { selected: true })).toHaveCount(0);
  await composer(page).press("ArrowDown");
  await composer(page).press("Tab");
  await expect(composer(page)).toHaveValue("/mcp list");
  await composer(page).press("Enter");
  await expect(page.getByRole("row", { name: /filesystem/ })).toContainText("view");
  await expect(composer(page)).toHaveValue("");
});

test("what is scheduled is listed, and removed from there", async ({ page }) => {
  await openSession(page, "Schedules");
  await send(page, '[tool schedule {"when":"in 2h","message":"run the tests"}] later');
  await expectTurnEnd(lastTurn(page), "Answered");
  await send(page, "/schedule");
  const scheduled = page.getByRole("list", { name: "Scheduled" });
  await expect(scheduled.getByRole("listitem")).toContainText("run the tests");
  await expect(scheduled.getByRole("listitem")).toContainText(/Next: .* in (2 h|1 h 59 min)/);
  await scheduled.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByRole("button", { name: /\/schedule remove/ })).toBeVisible();
  // On a phone all of a long command is read.
  await page.setViewportSize({ width: 390, height: 844 });
  await send(page, '/schedule add when="in 2h" message="run all of the tests again"');
  const asked = page.getByText('/schedule add when="in 2h" message="run all of the tests again"', { exact: true });
  await expect.poll(() => asked.evaluate((words) => words.getBoundingClientRect().right)).toBeLessThanOrEqual(390);
});

test("@ offers the paths that the session has seen, and puts one in at the caret", async ({ page }) => {
  await openSession(page, "Paths");
  await send(page, '[tool view {"path":"."}] look around');
  await expectTurnEnd(lastTurn(page), "Answered");
  await composer(page).pressSequentially("what does @cart");
  const path = page.getByRole("option", { name: /cart/ }).first();
  await path.click({ button: "right" });
  await expect(composer(page)).toHaveValue("what does @cart");
  await path.click();
  await expect(composer(page)).toHaveValue(/^what does \S*cart\S* $/);
  await expect(composer(page)).toBeFocused();
});

test("queued messages are put in order by the arrow keys and by dragging", async ({ page }) => {
  await openSession(page, "An order");
  await send(page, "[slow 60000] first");
  for (const text of ["second", "third", "fourth", "fifth"]) await send(page, text);
  const rows = page.getByRole("list", { name: "Queue" }).getByRole("listitem");
  await expect(rows).toHaveCount(4);
  await expect(page.getByText("4 queued")).toBeVisible();
  await rows
    .nth(2)
    .getByRole("button", { name: /arrow keys/ })
    .press("Home");
  await expect(rows.first()).toContainText("fourth");
  await expect(rows.first().getByRole("button", { name: /arrow keys/ })).toBeFocused();
  const grip = await rows
    .first()
    .getByRole("button", { name: /arrow keys/ })
    .boundingBox();
  const last = await rows.last().boundingBox();
  if (!grip || !last) throw new Error("the queue is not drawn");
  await page.mouse.move(grip.x + 5, grip.y + 5);
  await page.mouse.down();
  await page.mouse.move(grip.x + 5, last.y + last.height - 2, { steps: 4 });
  await page.mouse.up();
  await expect(rows.last()).toContainText("fourth");
  // The third is being dragged to the top, and goes.
  await rows
    .nth(2)
    .getByRole("button", { name: /arrow keys/ })
    .hover();
  await page.mouse.down();
  await page.mouse.move(grip.x + 5, grip.y, { steps: 4 });
  await expect(rows.first()).not.toHaveCSS("box-shadow", "none");
  await rows.nth(2).getByRole("button", { name: "Remove" }).press("Enter");
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toHaveCSS("box-shadow", "none");
  await page.mouse.up();
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(rows.last().getByRole("button", { name: "Remove" })).toHaveCount(0);
  for (const row of await rows.all()) expect((await row.boundingBox())?.height, "a row is one line").toBeLessThan(48);
  await rows.last().getByRole("button", { name: "Message 3: what can be done" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(rows).toHaveCount(2);
  await stopButton(page).click();
});

test("effort and role are changed under the text, and stay", async ({ page }) => {
  await openSession(page, "Settings");
  await page.getByRole("button", { name: /^Effort/ }).click();
  await page.getByRole("menuitem", { name: "high", exact: true }).click();
  await expect(page.getByText("Effort is now high; it was medium.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Effort: high" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Effort: high" })).toBeVisible();
});

test("a schema that no form can show is shown as data and answered as JSON", async ({ page }) => {
  await openSession(page, "Odd schema");
  await send(page, '[ask {"properties":{"where":{"type":"object","properties":{"host":{"type":"string"}}}}}] Deploy');
  const form = page.getByRole("form", { name: /go on/i });
  await expect(form.getByRole("region", { name: "Text" })).toContainText('"host"');
  const answer = form.getByRole("textbox", { name: "Answer as JSON" });
  await answer.fill("[1]");
  await form.getByRole("button", { name: "Accept" }).click();
  await expect(form.getByRole("alert")).toContainText("object");
  await answer.fill('{"where":{"host":"a.example"}}');
  await form.getByRole("button", { name: "Accept" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByText(/Accepted by/)).toBeVisible();
});

test("a form's numbers stay numbers, and what is wrong is said at its field", async ({ page }) => {
  await openSession(page, "A form");
  const schema = {
    type: "object",
    properties: {
      replicas: { type: "integer", title: "Replicas", minimum: 1, maximum: 9 },
      port: { type: "integer", title: "Port", enum: [80, 443] },
      parts: { type: "array", title: "Parts", items: { enum: ["api", "web"] } },
    },
    required: ["replicas"],
  };
  await send(page, `[ask ${JSON.stringify(schema)}] Deploy`);
  const form = page.getByRole("form", { name: /go on/i });
  await form.getByRole("button", { name: "Accept" }).click();
  await expect(form.getByRole("alert")).toContainText("needed");
  await form.getByRole("textbox", { name: /Replicas/ }).fill("3");
  await form.getByRole("combobox", { name: "Port" }).selectOption("443");
  await form.getByRole("checkbox", { name: "web" }).check();
  await form.getByRole("button", { name: "Accept" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByText("443").first()).toBeVisible();
});

test("what is written is saved as a prompt, found in the palette of another session, and removed", async ({ page }) => {
  await openSession(page, "Prompts");
  await composer(page).fill("Review the last change.\nSay what is missing.");
  await page.getByRole("button", { name: "Saved prompts" }).click();
  await page.getByRole("menuitem", { name: "Save what is written…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Review it");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await openSession(page, "Another");
  await composer(page).pressSequentially("/rev");
  await page.getByRole("option", { name: /Review it/ }).click();
  await expect(composer(page)).toHaveValue("Review the last change.\nSay what is missing.");
  await page.getByRole("button", { name: "Saved prompts" }).click();
  await page.getByRole("menuitem", { name: "Remove one…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove Review it" }).click();
  await expect(page.getByRole("dialog")).toContainText("None is saved.");
});

test("palette, queue, form and answers have no accessibility violation", async ({ page }) => {
  await openSession(page, "For everybody");
  await expect(composer(page)).toHaveAttribute("placeholder", /commands/);
  await send(page, "/mcp");
  await expect(page.getByRole("row", { name: /filesystem/ })).toBeVisible();
  await send(page, '[ask {"properties":{"level":{"enum":["low","high"]},"parts":{"type":"array","items":{"enum":["a","b"]}}}}] Deploy');
  await expect(page.getByRole("form", { name: /go on/i })).toBeVisible();
  for (const text of ["second", "third"]) await send(page, text);
  await composer(page).pressSequentially("/m");
  await expect(page.getByRole("listbox", { name: "Commands" })).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await stopButton(page).click();
});
