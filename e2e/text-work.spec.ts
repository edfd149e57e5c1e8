// Colours of code and words of changes come from a worker: after the text, without moving it; without the worker all the same.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectTurnEnd, send, turnNo } from "./people";
import { openSession } from "./prepared";

const WORKER = "**/_next/static/**/turbopack-worker*";
const CODE = "const one = 1;\nfunction two() {\n  return one; // two\n}";
const EDIT =
  '[tool text_editor {"command":"str_replace","path":"src/greet.ts","old_text":"const first = 1;","new_text":"const second = 1;"}]';
const MAKE = '[tool text_editor {"command":"create","path":"src/greet.ts","content":"const first = 1;\\n"}]';
/** The code first: an answer repeats only the beginning. */
const message = (code: string) => `Look:\n\`\`\`ts\n${code}\n\`\`\`\n${MAKE} ${EDIT}`;

const keywords = (place: Page | Locator) => place.locator("pre .text-code-keyword");
const marks = (place: Page | Locator) => place.getByRole("region", { name: "Change" }).locator("mark");

async function write(page: Page, code: string, no = 1): Promise<Locator> {
  await send(page, message(code));
  const turn = turnNo(page, no);
  await expectTurnEnd(turn, "Answered");
  return turn;
}

async function expectDone(turn: Locator): Promise<void> {
  await expect(keywords(turn)).not.toHaveCount(0);
  await expect(marks(turn)).toHaveText(["first", "second"]);
}

/** Where everything stands that is drawn in a turn. */
const boxes = (turn: Locator) =>
  turn.evaluate((element) =>
    [...element.querySelectorAll("figure, fieldset, section, pre, section > div")].map((one) => one.getBoundingClientRect().toJSON()),
  );

test("the text is there before its colours and its marks, and they move nothing", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(WORKER, async (route) => {
    await held;
    await route.continue();
  });
  await openSession(page, "Before its colours");
  const turn = await write(page, CODE);
  await expect(turn.locator("pre")).toContainText("return one; // two");
  await expect(turn.getByRole("region", { name: "Change" }).last()).toContainText("const second = 1;");
  expect([await keywords(page).count(), await marks(page).count()]).toEqual([0, 0]);
  const before = await boxes(turn);
  release();
  await expectDone(turn);
  expect(await boxes(turn)).toEqual(before);
  expect(page.workers()).toHaveLength(1);
});

test("a worker that answers no more is replaced, and what it was asked has its colours", async ({ page }) => {
  await openSession(page, "Answers no more");
  await expectDone(await write(page, CODE));
  await page.workers()[0]?.evaluate(() => close());
  await expect.poll(() => page.workers().length).toBe(0);
  const turn = await write(page, "const after = 1;", 2);
  await expect(keywords(turn).first()).toHaveText("const");
  expect(page.workers()).toHaveLength(1);
});

test("where no worker can be had, the page does it itself", async ({ page }) => {
  await page.route(WORKER, (route) => route.abort());
  await openSession(page, "No worker");
  await expectDone(await write(page, CODE));
});
