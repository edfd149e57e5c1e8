import { expect, test } from "@playwright/test";
import { composer, expectAwake, send, turnNo, turns } from "./people";
import { beAdministrator, madeSession, tellSession } from "./prepared";

const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test("a session of ten thousand events opens at its end, is read back to its beginning, and is never whole on the page", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const url = await madeSession("Long");
  await tellSession(url, [
    ...times(12).map((n) => `first part, message ${n} [repeat 20 schedule {"command":"list"}]`),
    '[repeat 4700 schedule {"command":"list"}] the long one',
    ...times(8).map((n) => `second part, message ${n}`),
  ]);
  await beAdministrator(page);
  await page.goto(url);
  await expect(page.getByText("Answer to: second part, message 8")).toBeInViewport();
  await expectAwake(page);
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  expect(await nodes()).toBeLessThan(3_000);
  const loaded: string[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/events?")) loaded.push(response.url());
  });

  await test.step("upwards, the long turn shows its end, and more on demand without moving what is read", async () => {
    await page.mouse.move(700, 300);
    await page.mouse.wheel(0, -100_000);
    const steps = page.getByRole("article", { name: /^Turn 13/ }).locator("[data-seq]");
    const more = page.getByRole("button", { name: /earlier steps/i }).first();
    await expect(more).toBeInViewport();
    const first = steps.nth(1); // the opening comes first
    const seq = Number(await first.getAttribute("data-seq"));
    const top = (await first.boundingBox())?.y ?? Number.NaN;
    const same = page.locator(`[data-seq="${seq}"]`);
    await more.click();
    await expect(page.locator(`[data-seq="${seq - 2}"]`)).toBeAttached(); // a call and its result
    await expect.poll(async () => Math.abs(((await same.boundingBox())?.y ?? Number.NaN) - top)).toBeLessThanOrEqual(2);
    expect(await nodes()).toBeLessThan(3_000);
  });

  await test.step("what came before the long turn is reached without reading all of it", async () => {
    await page.mouse.wheel(0, -100_000);
    await page.getByRole("button", { name: "Show what came before" }).click();
    await expect(page.getByText(/events between/)).toBeAttached();
    await expect(async () => {
      await page.mouse.wheel(0, -5_000);
      await expect(turns(page).first()).toHaveAccessibleName(/^Turn 1,/, { timeout: 300 });
      await expect(page.getByText("Session started by Administrator")).toBeInViewport({ timeout: 300 });
    }).toPass();
    expect(loaded.length).toBeLessThan(12);
  });

  await test.step("a link opens an event far above without what is between, and marks it", async () => {
    await page.goto(`${url}?at=60`);
    const marked = page.locator("[data-seq].outline-2");
    await expect(marked).toBeInViewport();
    await expect(page.getByText("first part, message 2").first()).toBeVisible();
    await expect(page.getByText(/[\d,]+ events between/)).toHaveCount(0);
    expect(await nodes()).toBeLessThan(3_000);
    await page.mouse.wheel(0, -100_000);
    await expect(page.getByText("first part, message 1", { exact: false }).first()).toBeVisible();
    await expect(turns(page).first()).toHaveAccessibleName(/^Turn 1,/);
  });

  await test.step("to the end, and what is written there arrives there", async () => {
    await page.getByRole("button", { name: /To the end|new below/ }).click();
    await expect(page.getByText("Answer to: second part, message 8")).toBeInViewport();
    await composer(page).fill("and one more");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Answer to: and one more")).toBeInViewport();
  });
});

test("what one reads stays where it is when more comes, and after a reload", async ({ page }) => {
  const url = await madeSession("Reading");
  await tellSession(
    url,
    times(14).map((n) => `message ${n} [big 3000]`),
  );
  await beAdministrator(page);
  await page.goto(url);
  await expect(turns(page).last()).toHaveAccessibleName(/^Turn 14,/);
  await page.mouse.move(700, 300);
  const seen = page.getByRole("article", { name: /^Turn 7,/ });
  await expect(async () => {
    await page.mouse.wheel(0, -300);
    await expect(seen.getByText("message 7", { exact: false }).first()).toBeInViewport({ timeout: 100 });
  }).toPass();
  const top = async () => Math.round((await seen.boundingBox())?.y ?? Number.NaN);
  const before = await top();
  await tellSession(url, ["one more [slow 300] [tool view {}]"], { ended: 15 });
  await expect(page.getByRole("button", { name: /new below/ })).toBeVisible();
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  await page.reload();
  await expect(seen).toBeInViewport();
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2);
  await page.keyboard.press("j");
  await expect(page.locator("article:focus")).toHaveCount(1);

  await test.step("the wheel turns it also where the way to the end lies under the pointer", async () => {
    await page.getByRole("button", { name: /To the end|new below/ }).hover();
    const at = await top();
    await page.mouse.wheel(0, -200);
    await expect.poll(top).toBe(at + 200);
  });

  await test.step("who writes from there is brought to what comes of it", async () => {
    await send(page, "from further up");
    await expect(page.getByText("Answer to: from further up")).toBeInViewport();
  });
});

test("what was opened, and an answer that is being written, come back as they were left", async ({ page }) => {
  const url = await madeSession("Left open");
  await tellSession(
    url,
    ["look [think I should look first.]", ...times(3).map((n) => `steps ${n} [repeat 60 schedule {"command":"list"}]`), "[ask] deploy"],
    { ended: 4 },
  );
  await beAdministrator(page);
  await page.goto(url);
  await page.getByRole("textbox", { name: "Why" }).fill("half an answer");
  await page.mouse.move(700, 300);
  const thought = turnNo(page, 1).getByRole("button", { name: /Thought/ });
  await expect(async () => {
    await page.mouse.wheel(0, -20_000);
    await expect(thought).toBeInViewport({ timeout: 300 });
  }).toPass();
  await thought.click();
  await expect(page.getByText("I should look first.", { exact: true })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click(); // the row of what has the focus stays on the page anyway

  await page.getByRole("button", { name: /To the end|new below/ }).click();
  await expect(page.getByLabel("Why")).toHaveValue("half an answer");
  await page.getByLabel("Why").focus();
  await expect(turnNo(page, 1)).toHaveCount(0);
  await page.mouse.move(700, 300);
  await expect(async () => {
    await page.mouse.wheel(0, -20_000);
    await expect(thought).toBeInViewport({ timeout: 300 });
  }).toPass();
  await expect(thought).toHaveAttribute("aria-expanded", "true");

  // Also of a turn that is longer than what stands on the page all folds are opened.
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(turnNo(page, 2)).toBeFocused();
  await page.keyboard.press("e");
  await page.keyboard.press("j");
  await expect(turnNo(page, 3)).toBeFocused();
  // The newest call stands open anyway.
  const lastButOne = turnNo(page, 2).getByRole("group").nth(-2);
  await expect(lastButOne.getByRole("button", { expanded: true }).first()).toBeVisible();
  await expect(turnNo(page, 3).getByRole("group").first().getByRole("button", { expanded: false }).first()).toBeVisible();
});

test("a reload leads back to what was read, far from the end, and keys go on from there without skipping a turn", async ({ page }) => {
  const url = await madeSession("Read far up");
  await tellSession(
    url,
    times(4).map((n) => `steps ${n} [repeat 60 schedule {"command":"list"}]`),
  );
  await beAdministrator(page);
  await page.goto(url);
  await page.mouse.move(700, 300);
  const first = turnNo(page, 1).getByText("steps 1", { exact: false }).first();
  await expect(async () => {
    await page.mouse.wheel(0, -20_000);
    await expect(first).toBeInViewport({ timeout: 300 });
  }).toPass();
  await page.reload();
  await expect(first).toBeInViewport();
  for (const no of [1, 2, 3, 4]) {
    await page.keyboard.press("j");
    await expect(turnNo(page, no)).toBeFocused();
  }
});

test("a session full of open changes keeps only those near the view on the page", async ({ page }) => {
  const url = await madeSession("Full of changes");
  await tellSession(
    url,
    times(10).map((n) => `[edits 6 ${n * 6}] message ${n}`),
  );
  await beAdministrator(page);
  await page.goto(url);
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  await page.mouse.move(700, 300);
  for (let notch = 0; notch < 12; notch += 1) {
    expect(await nodes()).toBeLessThan(3_000);
    await page.mouse.wheel(0, -900);
    await expect(page.getByRole("region", { name: "Change" }).first()).toBeAttached();
  }
});
