// `node --import tsx bench/screenshots.ts [--readme]` (after `npm start` or `npm test` built the pages): the main states of the pages as pictures, in both themes, on a
// desktop and on a phone; for review into test-results/screenshots, and the README's own into docs/screenshots with `--readme`.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { expectAwake, expectTurnEnd, lastTurn, newSession, send, sendTurn, signIn, stopButton } from "@/e2e/people";
import { withRealApp } from "./real-app";

const ROOT = path.resolve(import.meta.dirname, "..");
const isForReadme = process.argv.includes("--readme");
const FOLDER = path.join(ROOT, isForReadme ? "docs/screenshots" : "test-results/screenshots");
const IN_README = new Set(["session", "changes", "session-phone"]);

/** The demo agent as everybody meets it, not as tests steer it. */
const TOUR = { DEMO_DIRECTIVES: "" };
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** The page as it is now, in both themes; what moves stands still meanwhile. */
async function shoot(page: Page, name: string): Promise<void> {
  if (isForReadme && !IN_README.has(name)) return;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.screenshot({ path: path.join(FOLDER, `${name}-${colorScheme}.png`), animations: "disabled", caret: "hide" });
  }
}

/** A piece of work as a developer would do it: look, fail, mend, have it looked at. */
async function work(page: Page): Promise<string> {
  const url = await newSession(page, "Free shipping at exactly 50 euros");
  const asked = ["list the files", "run the tests", "search for FREE_FROM_CENTS", "fix the bug in src/shipping.mjs", "delegate a review"];
  for (const text of asked) await expectTurnEnd(await sendTurn(page, text), "Answered");
  return url;
}

async function shootStates(page: Page): Promise<void> {
  const slow = await sendTurn(page, "do something slow");
  await expect(stopButton(page)).toBeVisible();
  await send(page, "and then run the tests again");
  await expect(page.getByRole("list", { name: "Queue" }).getByRole("listitem")).toHaveCount(1);
  await shoot(page, "running");
  await page.getByRole("button", { name: "Remove" }).click();
  await stopButton(page).click();
  await expectTurnEnd(slow, "Stopped");
  await shoot(page, "stopped");
  await expectTurnEnd(await sendTurn(page, "fail with an error"), "Failed");
  await shoot(page, "failed");
  const question = await sendTurn(page, "deploy");
  await expect(page.getByRole("form")).toBeVisible();
  await shoot(page, "question");
  await page.getByRole("form").getByRole("button", { name: "Decline" }).click();
  await expectTurnEnd(question, "Answered");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await shoot(page, "palette");
  await page.keyboard.press("Escape");
}

async function shootDesktop(page: Page): Promise<string> {
  await page.setViewportSize(SIZES.desktop);
  await page.goto("/sign-in");
  await shoot(page, "sign-in");
  await signIn(page);
  await shoot(page, "sessions-empty");
  const url = await work(page);
  await page.getByRole("button", { name: "Outline" }).click();
  await expect(page.getByRole("complementary", { name: "Outline" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Outline" }).getByRole("button", { name: /delegate a review/ })).toBeVisible();
  await shoot(page, "session");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Changes/ }).click();
  await expect(page.getByRole("complementary", { name: "Changes" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Changes" })).toContainText("FREE_FROM_CENTS");
  await shoot(page, "changes");
  await page.keyboard.press("Escape");
  await shootStates(page);
  for (const place of ["sessions", "projects", "people", "account"]) {
    await page.goto(`/${place}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await shoot(page, place);
  }
  return url;
}

async function shootPhone(page: Page, url: string): Promise<void> {
  await page.setViewportSize(SIZES.phone);
  await page.goto(url);
  await expectTurnEnd(lastTurn(page), "Answered");
  await expectAwake(page);
  await shoot(page, "session-phone");
  await page.goto("/sessions");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await shoot(page, "sessions-phone");
}

mkdirSync(FOLDER, { recursive: true });
await withRealApp(async ({ freshPage }) => {
  const page = await freshPage();
  const url = await shootDesktop(page);
  await shootPhone(page, url);
  console.log(`pictures are in ${path.relative(ROOT, FOLDER)}`);
}, TOUR);
