import { expect, test } from "@playwright/test";
import { type App, endApp, killApp, restartApp, startApp, stopApp } from "./app-process";
import { databaseOf } from "./held-table";
import { expectTurnEnd, lastTurn, newSession, send, signIn, stopButton, turns } from "./people";

let app: App;

test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(() => stopApp(app));

test("the server is restarted in the middle of a turn: everything is there, and the next message is answered", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.url });
  await signIn(page);
  await newSession(page, "Restarted");
  await send(page, '[tool view {"path":"README.md"}] [hold] look around');
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toBeVisible();
  await restartApp(app);
  await expectTurnEnd(lastTurn(page), "Interrupted");
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toHaveCount(1);
  await send(page, "are you back?");
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.reload();
  await expect(turns(page)).toHaveCount(2);
  await page.close();
});

test("R16 a command that waited for a turn when the server was killed is said not to have been sent, to everybody who looks", async ({
  browser,
}) => {
  const page = await browser.newPage({ baseURL: app.url });
  await signIn(page);
  const address = await newSession(page, "Killed");
  await send(page, "[hold] think");
  await expect(stopButton(page)).toBeVisible();
  await send(page, "/plan");
  await expect(page.getByText("When the turn has ended: /plan")).toBeVisible();
  const other = await browser.newPage({ baseURL: app.url });
  await signIn(other);
  await other.goto(address);
  await expect(other.getByText("When the turn has ended: /plan")).toBeVisible();
  await killApp(app);
  await restartApp(app);
  for (const one of [page, other]) {
    await expect(one.getByText("It was not sent: the dashboard was restarted.")).toHaveCount(1);
    await expect(one.getByText("When the turn has ended: /plan")).toHaveCount(0);
    await expectTurnEnd(lastTurn(one), "Interrupted");
  }
  await page.reload();
  await expect(page.getByText("It was not sent: the dashboard was restarted.")).toHaveCount(1);
  await Promise.all([page.close(), other.close()]);
});

test("a server that cannot be reached ends no open page, and what is done meanwhile says so", async ({ page, context }) => {
  await signIn(page);
  await newSession(page, "Kept open");
  await page.goto("/sessions");
  const row = page.getByRole("listitem").filter({ hasText: "Kept open" }).last();
  await row.getByRole("button", { name: /^Actions/ }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await context.setOffline(true);
  const asked = page.waitForEvent("requestfailed");
  // As when one comes back to the tab: the list is fetched again.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await asked;
  await undo.click();
  await expect(page.getByText("The dashboard could not be reached.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1, name: "Sessions" })).toBeVisible();
});

test("a page that failed and is tried again while the server is away stays, says so, and comes when it is back", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.url });
  await signIn(page);
  const database = await databaseOf(app.dataDir);
  await database.query("ALTER TABLE upstream RENAME TO upstream_away");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects" }).click();
  const failed = page.getByRole("heading", { name: "This page could not be shown" });
  await expect(failed).toBeVisible();
  const again = page.getByRole("button", { name: "Try again" });
  await page.context().setOffline(true);
  await again.press("Enter");
  await expect(page.getByText("It still does not answer.")).toBeVisible();
  await expect(failed).toBeVisible();
  await page.context().setOffline(false);
  await database.query("ALTER TABLE upstream_away RENAME TO upstream");
  await again.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  // Not even the frame around a page can be made.
  await database.query("ALTER TABLE project RENAME TO project_away");
  await page.goto("/account");
  await expect(failed).toBeVisible();
  await database.query("ALTER TABLE project_away RENAME TO project");
  await database.end();
  await again.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await page.close();
});

test("a link that is followed while the server is away leaves the page as it is, and leads on once it is back", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: app.url });
  // What shows notes comes after the page, and from nowhere once the server is away.
  const notes = page.waitForResponse(async (file) => file.url().endsWith(".js") && (await file.text()).includes("--toast-icon-margin"));
  await signIn(page);
  await newSession(page, "Left open");
  const address = page.url();
  await notes;
  const projects = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects" });
  const note = page.getByText("This page stays as it is");
  await endApp(app);
  await projects.click();
  await expect(note).toHaveCount(1);
  // It goes by itself; to close it by hand is a race with that.
  await expect(note).toHaveCount(0, { timeout: 30_000 });
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(note).toHaveCount(1);
  expect(page.url()).toBe(address);
  const tab = page.context().waitForEvent("page");
  await projects.click({ modifiers: ["ControlOrMeta"] });
  await (await tab).close();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible();
  await restartApp(app);
  await projects.click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await page.close();
});
