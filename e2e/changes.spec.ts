import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, fitsIn } from "./axe";
import { expectTurnEnd, lastTurn, send, turns } from "./people";
import { openSession } from "./prepared";

const editor = (params: object) => `[tool text_editor ${JSON.stringify(params)}]`;
const replace = (path: string, oldText: string, newText: string) =>
  editor({ command: "str_replace", path, old_text: oldText, new_text: newText });

const FIRST = [
  '[tool view {"path":"src/shipping.mjs"}]',
  replace("src/shipping.mjs", "orderCents > FREE_FROM_CENTS", "orderCents >= FREE_FROM_CENTS"),
  editor({ command: "create", path: "CHANGES.md", content: "# Changes\n\n- Free from exactly 50 euros.\n" }),
];
const SECOND = [
  '[tool shell {"command":"true"}]',
  replace("src/shipping.mjs", ">= FREE_FROM_CENTS", ">= FREE_FROM"),
  replace("src/cart.mjs", "no such text", "x"),
  replace("src/discounts.mjs", "10_000", "20_000"),
  editor({ command: "undo_edit", path: "src/discounts.mjs" }),
];

async function say(page: Page, calls: string[], turn: number): Promise<void> {
  await send(page, `${calls.join(" ")} go`);
  await expect(turns(page)).toHaveCount(turn);
  await expectTurnEnd(lastTurn(page), "Answered");
}

/** The sample project after the patch: what git makes of it. */
function patched(patch: string, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), "patched-"));
  try {
    cpSync("lib/demo-agent/sample-project", folder, { recursive: true });
    writeFileSync(join(folder, "session.patch"), patch);
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() };
    execFileSync("git", ["apply", "session.patch"], { cwd: folder, env });
    return readFileSync(join(folder, path), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a turn sums up its changes and opens them in place, the changed words marked", async ({ page }) => {
  await openSession(page, "Turn changes");
  await say(page, FIRST, 1);
  const sum = lastTurn(page).getByRole("button", { name: /2 files \+4 −1/ });
  await sum.click();
  const file = lastTurn(page).getByRole("region", { name: "src/shipping.mjs" });
  await expect(file.locator("mark")).toHaveText(["="]);
  await expect(lastTurn(page).getByRole("region", { name: "CHANGES.md" }).getByText("new", { exact: true })).toBeVisible();
  await expectAccessible(page, "an open turn");
  await sum.click();
  await expect(file).toBeHidden();
});

test("the panel has every change of the session, what was undone, failed or may be from outside, and a patch that git takes", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSession(page, "All changes");
  await expect(page.getByRole("button", { name: "Changes", exact: true })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("d");
  const panel = page.getByRole("complementary", { name: "Changes" });
  await expect(panel.getByRole("heading", { name: "No file was changed" })).toBeVisible();
  await say(page, FIRST, 1);
  await expect(panel.getByText("2 files +4 −1")).toBeVisible();
  await say(page, SECOND, 2);

  const files = panel.getByRole("navigation", { name: "Changed files" });
  await expect(panel.getByText("2 files +4 −1 · 1 undone, 1 failed", { exact: true })).toBeVisible();
  await expect(panel.getByText(/^\d of 4$/)).toBeVisible();
  await expect(files.getByRole("button", { name: /cart\.mjs failed/ })).toBeVisible();
  await expect(files.getByRole("button", { name: /discounts\.mjs undone/ })).toBeVisible();
  await expect(files.getByRole("button", { name: /CHANGES\.md new \+3/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Changes: 2 files \+4 −1/ })).toBeVisible();

  await files.getByRole("button", { name: /shipping\.mjs may have changed outside/ }).click();
  const shipping = panel.getByRole("region", { name: "src/shipping.mjs" });
  await expect(shipping.getByText(/May have changed outside/)).toBeVisible();
  const heard = await shipping.getByRole("region", { name: "Change", exact: true }).ariaSnapshot();
  expect(heard.match(/added: /g)).toHaveLength(1);
  await panel.getByRole("radio", { name: "Split" }).click();
  await expect(shipping.getByRole("region", { name: "Change, side by side" })).toBeVisible();
  await expectAccessible(page, "the panel, split");

  await panel.getByRole("button", { name: "Copy as patch" }).click();
  await expect(page.getByText("Patch of 2 files copied", { exact: true })).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());
  expect(patched(patch, "src/shipping.mjs")).toContain("orderCents >= FREE_FROM ");
  expect(patched(patch, "CHANGES.md")).toBe("# Changes\n\n- Free from exactly 50 euros.\n");

  await page.keyboard.press("]");
  await expect(panel.getByRole("region", { name: "CHANGES.md" })).toBeVisible();
  await page.keyboard.press("[");
  await shipping.getByRole("button", { name: "Edit, turn 1" }).click();
  await expect(turns(page).first()).toBeFocused();

  await page.reload();
  await page.getByRole("button", { name: /Changes: 2 files \+4 −1/ }).click();
  await expect(files.getByRole("button", { name: /discounts\.mjs undone/ })).toBeVisible();
});

test("when all of a long change is shown, the keyboard is on its lines", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSession(page, "A long change");
  await say(page, [editor({ command: "create", path: "long.md", content: "a line\n".repeat(300) })], 1);
  await page.getByRole("button", { name: /Changes: 1 file/ }).click();
  const lines = page.getByRole("complementary", { name: "Changes" }).getByRole("region", { name: "Lines" });
  await lines.getByRole("button", { name: "Show all 300 lines" }).press("Enter");
  await expect(lines).toBeFocused();
  await expect(lines).toHaveAttribute("tabindex", "0");
});

test("on a phone the panel is a page of its own that closes again", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openSession(page, "Phone changes");
  await say(page, FIRST, 1);
  const button = page.getByRole("button", { name: /^Changes/ });
  await button.click();
  const panel = page.getByRole("dialog", { name: "Changes" });
  await expect(panel.getByRole("button", { name: /CHANGES\.md new/ })).toBeVisible();
  await expect(panel.getByRole("radio", { name: "Split" })).toHaveCount(0);
  await expectAccessible(page, "the panel on a phone");
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await fitsIn(page)).toBe(true);
  await expect(panel.getByRole("button", { name: "Close changes" })).toBeInViewport({ ratio: 1 });
  await panel.getByRole("button", { name: "Close changes" }).click();
  await expect(panel).toBeHidden();
  await expect(button).toBeFocused();
});

test("what a delegated run edits counts in the turn that delegated it and says whose it is", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSession(page, "Delegated changes");
  const created = { tool: "text_editor", params: { command: "create", path: "REVIEW.md", content: "# Review\n\nFine.\n" } };
  const missed = { tool: "text_editor", params: { command: "str_replace", path: "src/cart.mjs", old_text: "no such text", new_text: "x" } };
  const order = { action: "run", role: "reviewer", prompt: "write it down", calls: [created, missed] };
  await send(page, `[tool tap ${JSON.stringify(order)}] go`);
  await expect(turns(page)).toHaveCount(2);
  await expectTurnEnd(lastTurn(page), "Answered");
  await turns(page)
    .first()
    .getByRole("button", { name: /1 file \+3/ })
    .click();
  const file = turns(page).first().getByRole("region", { name: "REVIEW.md" });
  await expect(file.getByText("reviewer", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: /Changes: 1 file \+3/ }).click();
  const panel = page.getByRole("complementary", { name: "Changes" });
  await panel.getByRole("button", { name: /cart\.mjs failed edited by reviewer/ }).click();
  await panel.getByRole("button", { name: "Edit by reviewer, turn 1" }).click();
  await expect(turns(page).first()).toBeFocused();
  await expectAccessible(page, "changes of a delegated run");

  await page.keyboard.press("o");
  const outline = page.getByRole("complementary", { name: "Outline" });
  await expect(outline.getByText("1 edit", { exact: true })).toBeVisible();
  await expect(outline.getByText("REVIEW.md, cart.mjs")).toBeVisible();
});

test("a patch keeps CR LF line ends through the clipboard, and can be had for a file that has them", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openSession(page, "Line ends");
  const created = editor({ command: "create", path: "WINDOWS.md", content: "# One\r\n\r\nTwo.\r\n" });
  await say(page, [created, replace("src/cart.mjs", "export", "export ")], 1);
  await page.getByRole("button", { name: /Changes: 2 files/ }).click();
  const panel = page.getByRole("complementary", { name: "Changes" });
  await panel.getByRole("button", { name: "WINDOWS.md new +3" }).click();
  await panel.getByRole("button", { name: "Copy the patch of WINDOWS.md" }).click();
  await expect(panel.getByRole("button", { name: "Copied" })).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());
  expect(patched(patch, "WINDOWS.md")).toBe("# One\r\n\r\nTwo.\r\n");

  await panel.getByRole("button", { name: /cart\.mjs/ }).click();
  await panel.getByRole("button", { name: "Copy it for CR LF" }).click();
  await expect(page.getByText("Patch with CR LF line ends copied")).toBeVisible();
  const forCrlf = await page.evaluate(() => navigator.clipboard.readText());
  expect(forCrlf).toMatch(/^\+export .*\r$/m);
  expect(forCrlf).toMatch(/^@@ [^\r]+$/m);
});

test("beside a panel the conversation keeps its width; where it could not, the panel is a drawer", async ({ page }) => {
  await openSession(page, "Widths");
  await say(page, FIRST, 1);
  const width = async () => (await page.getByRole("log", { name: "Transcript" }).locator("xpath=../..").boundingBox())?.width ?? 0;
  for (const size of [1240, 1280, 1440, 1920]) {
    await page.setViewportSize({ width: size, height: 800 });
    await page.getByRole("button", { name: /^Changes/ }).click();
    await expect(page.getByRole("complementary", { name: "Changes" })).toBeVisible();
    await expect.poll(width).toBeGreaterThanOrEqual(560);
    await page.getByRole("button", { name: "Close changes" }).click();
  }
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.getByRole("button", { name: /^Changes/ }).click();
  await expect(page.getByRole("dialog", { name: "Changes" })).toBeVisible();
});
