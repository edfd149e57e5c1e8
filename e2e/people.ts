// Who signs in during the browser tests, and the few steps every test begins with; everything is found by role and name.
import { expect, type Locator, type Page } from "@playwright/test";

export const administrator = { email: "admin@example.test", password: "correct-horse-battery" };

/** To a test everybody has seen the hints of a first visit, except where they are what is tested. */
export async function hideHints(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const kept = Storage.prototype.getItem;
    Storage.prototype.getItem = function (key) {
      return key.startsWith("octomind.hints.") ? "composer rail palette changes cost" : kept.call(this, key);
    };
  });
}

/** In the first project, on the demo agent: without a word of it the form begins with where one worked last, which may be another test's. */
const START = "/sessions/new?project=1";

async function fillIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in by the form and stays at the form of a new session. */
export async function signIn(page: Page, person = administrator, { withHints = false }: { withHints?: boolean } = {}): Promise<void> {
  if (!withHints) await hideHints(page);
  await page.goto(START);
  await fillIn(page, person);
  await expect(page.getByRole("heading", { level: 1, name: "New session" })).toBeVisible();
}

/** Starts a session on the demo agent and waits until a message may be sent. */
export async function newSession(page: Page, title: string): Promise<string> {
  if (!page.url().endsWith(START)) await page.goto(START);
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Start session" }).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/);
  await expectAwake(page);
  return page.url();
}

export const composer = (page: Page): Locator => page.getByRole("textbox", { name: "Message" });
const transcript = (page: Page): Locator => page.getByRole("log", { name: "Transcript" });
export const turns = (page: Page): Locator => transcript(page).getByRole("article");
/** By its number: of a long conversation only what is near the view is on the page. */
export const turnNo = (page: Page, no: number): Locator => transcript(page).locator(`article[data-turn="${no}"]`);
export const lastTurn = (page: Page): Locator => turns(page).last();
export const sessionCost = (page: Page): Locator => page.getByRole("status", { name: "Session cost" });
const sendButton = (page: Page): Locator => page.getByRole("button", { name: "Send", exact: true });
/** The page's scripts are there, and what is written can be sent. */
export const expectAwake = (page: Page): Promise<void> => expect(sendButton(page)).toBeEnabled();
export const stopButton = (page: Page): Locator => page.getByRole("button", { name: "Stop", exact: true });

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await sendButton(page).click();
  await expect(composer(page)).toHaveValue("");
}

/** Sends it and gives its turn, when that has begun. */
export async function sendTurn(page: Page, text: string): Promise<Locator> {
  const before = (await turns(page).count()) === 0 ? 0 : Number(await lastTurn(page).getAttribute("data-turn"));
  await send(page, text);
  const turn = turnNo(page, before + 1);
  await expect(turn).toBeVisible();
  return turn;
}

/** The pill at the end of a turn. */
export async function expectTurnEnd(turn: Locator, outcome: "Answered" | "Failed" | "Stopped" | "Interrupted"): Promise<void> {
  await expect(turn.getByText(outcome, { exact: true })).toBeVisible({ timeout: 20_000 });
}

/** An administrator makes an account, and the new person sets a password by the one-time link. */
export async function createPerson(admin: Page, guest: Page, person: { name: string; email: string; password: string }): Promise<void> {
  await admin.goto("/people");
  await admin.getByRole("button", { name: "Add person" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name").fill(person.name);
  await dialog.getByLabel("Email").fill(person.email);
  await dialog.getByRole("button", { name: "Create" }).click();
  const link = await admin.getByRole("textbox", { name: "One-time link" }).inputValue();
  await guest.goto(link);
  await guest.getByLabel("New password", { exact: true }).fill(person.password);
  await guest.getByLabel("Repeat password").fill(person.password);
  await guest.getByRole("button", { name: "Set password" }).click();
  await expect(guest).toHaveURL(/\/sign-in/);
}

/** An administrator lets a person into the demo project, as a reviewer and nothing else. */
export async function addReviewer(admin: Page, person: { name: string; email: string }): Promise<void> {
  await admin.goto("/projects");
  await admin.getByRole("main").getByRole("link", { name: "Demo" }).first().click();
  await admin.getByRole("button", { name: "Add person" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Person").selectOption({ label: `${person.name} (${person.email})` });
  for (const one of ["Developer", "Reviewer", "Manager"]) await dialog.getByLabel(one).setChecked(one === "Reviewer");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(admin.getByRole("button", { name: `${person.name}: Reviewer` })).toHaveAttribute("aria-pressed", "true");
}
