// What is done twice, too soon or meanwhile on the pages around the sessions.
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { holdVerbs } from "./held-verbs";
import { hideHints, newSession, signIn } from "./people";
import { beAdministrator, newColleague } from "./prepared";

async function newProject(page: Page, name: string): Promise<void> {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(name);
  await page.getByText("The demo agent", { exact: true }).click();
}

test.beforeEach(async ({ page }) => {
  await hideHints(page);
  await beAdministrator(page);
});

test("a form that is sent twice makes one project, and a role that is clicked after another leaves that one", async ({ page }) => {
  const name = `Once ${randomUUID().slice(0, 8)}`;
  await newProject(page, name);
  const letGo = await holdVerbs(page);
  const create = page.getByRole("button", { name: "Create project" });
  await create.click();
  await expect(page.getByText("The demo agent is always there.")).toBeVisible();
  await create.press("Enter");
  const isNext = (address: URL) => /^\/projects\/\d+$/.test(address.pathname);
  let showNext = () => {};
  const shown = new Promise<void>((resolve) => {
    showNext = resolve;
  });
  await page.route(isNext, (route) => shown.then(() => route.continue()));
  const made = page.waitForRequest((request) => isNext(new URL(request.url())));
  letGo();
  // It is made, and its page is on its way.
  await made;
  await create.press("Enter");
  showNext();
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  const own = page.url();
  await page.goto("/projects");
  await expect(page.getByRole("main").getByRole("link", { name, exact: true })).toHaveCount(1);

  await page.goto(own);
  const letRolesGo = await holdVerbs(page);
  const role = (which: string) => page.getByRole("button", { name: `Administrator: ${which}` });
  await role("Reviewer").click();
  await role("Manager").click();
  letRolesGo();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.reload();
  for (const which of ["Developer", "Reviewer", "Manager"]) await expect(role(which)).toHaveAttribute("aria-pressed", "true");
});

test("what was tested is not said of another address that was typed meanwhile", async ({ page }) => {
  await newProject(page, "Never made");
  await page.getByText("An address", { exact: true }).click();
  const silent = createServer((socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const at = silent.address();
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill(`ws://127.0.0.1:${typeof at === "object" ? at?.port : 0}/`);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("button", { name: "Testing…" })).toBeVisible();
  await address.fill("ws://127.0.0.1:9/");
  await expect(page.getByRole("button", { name: "Create project" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main").getByText("did not answer")).toHaveCount(0);
  silent.close();
});

test("the form for a person opens without what was wrong before", async ({ page }) => {
  await page.goto("/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Again");
  await dialog.getByLabel("Email").fill("admin@example.test");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("has an account already")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Add person" }).click();
  await expect(dialog.getByText("has an account already")).toHaveCount(0);
});

test("a one-time link that the browser does not let be copied stands marked in its field", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("", "NotAllowedError"));
  });
  await page.goto("/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Not copied");
  await dialog.getByLabel("Email").fill(`copied.${randomUUID()}@example.test`);
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("The link is marked in its field")).toBeVisible();
  const field = dialog.getByLabel("One-time link");
  await expect(field).toBeFocused();
  const link = await field.inputValue();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link);
});

test("the filter says what the list is filtered by, and a click right after typing counts", async ({ page }) => {
  await newSession(page, "To be filtered");
  await page.goto("/sessions");
  const filter = page.getByRole("searchbox", { name: "Filter by title" });
  await filter.fill("to be filtered");
  await expect(page).toHaveURL(/q=to/);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sessions", exact: true }).click();
  await expect(page).toHaveURL(/\/sessions$/);
  await expect(filter).toHaveValue("");

  await filter.pressSequentially("no");
  await page.getByRole("link", { name: "Archived", exact: true }).click();
  await expect(page).toHaveURL(/archived=1/);
  const { searchParams } = new URL(page.url());
  await expect(filter).toHaveValue(searchParams.get("q") ?? "");
});

test("in an empty list the button that starts a session stands back behind the one that says so", async ({ page }) => {
  await newColleague("Without a session", ["developer"], page);
  await page.goto("/sessions");
  const isMain = (button: Locator) => button.evaluate((element) => element.classList.contains("bg-primary"));
  const start = page.getByRole("button", { name: "New session" });
  expect(await isMain(page.getByRole("link", { name: "Start one" }))).toBe(true);
  expect(await isMain(start)).toBe(false);
  // Nothing is there of what was asked for; that none was ever started is not said.
  for (const address of ["/sessions?archived=1", "/sessions?q=nothing"]) {
    await page.goto(address);
    await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toBeVisible();
    expect(await isMain(start), address).toBe(true);
  }
});

test("people are found by a part of their name or email, in their list and in a project", async ({ page }) => {
  const { name, email } = await newColleague(`Quetzal ${randomUUID().slice(0, 8)}`, ["developer"]);
  await beAdministrator(page);
  const filter = page.getByRole("searchbox", { name: "Filter people" });
  for (const [address, rows] of [
    ["/people", page.getByRole("button", { name: /^Actions for / })],
    ["/projects/1", page.getByRole("button", { name: /^Remove / })],
  ] as const) {
    await page.goto(address);
    // Other tests make people meanwhile.
    const hasOthers = () => expect.poll(() => rows.count()).toBeGreaterThan(1);
    await hasOthers();
    await filter.fill(name.toUpperCase());
    await expect(rows).toHaveCount(1);
    await filter.fill(email.slice(0, 30));
    await expect(page).toHaveURL(new RegExp(`q=${email.slice(0, 30)}$`));
    await page.reload();
    await expect(rows).toHaveCount(1);
    await filter.fill("nobody is called this");
    await expect(page.getByRole("heading", { name: "Nobody has this in name or email" })).toBeVisible();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await hasOthers();
    await expect(filter).toHaveValue("");
    await expect(filter).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`${address}\\??$`));
  }
});

test("what goes away with the focus in it leaves that on the page", async ({ page }) => {
  const byKey = async (name: string | RegExp) => {
    await page.getByRole("button", { name }).focus();
    await page.keyboard.press("Enter");
  };
  await page.goto("/people");
  await byKey("Add person");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Made by Keys");
  await dialog.getByLabel("Email").fill(`keys.${randomUUID()}@example.test`);
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("One-time link")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Add person" })).toBeFocused();

  await newProject(page, "Left one by one");
  await byKey("Create project");
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  await byKey("Remove Administrator");
  await expect(page.getByText("Nobody yet.")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  // Two notes are there: one stays when the other is answered.
  await byKey("Add person");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).press("Enter");
  await byKey("Remove Administrator");
  await expect(page.getByText("Nobody yet.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().press("Enter");
  await expect(page.getByRole("button", { name: "Remove Administrator" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await byKey("Archive project");
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Restore project" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Archive project" })).toBeFocused();
});

test("a device that is signed out leaves the focus to the one beside it", async ({ page, browser }) => {
  const person = await newColleague("On two devices", ["developer"], page);
  for (const agent of ["One", "Two"]) {
    const other = await browser.newPage({ userAgent: agent });
    await signIn(other, person);
    await other.close();
  }
  await page.goto("/account");
  const out = page.getByRole("button", { name: /^Sign out (One|Two), / });
  await expect(out).toHaveCount(2);
  await out.first().focus();
  await page.keyboard.press("Enter");
  await expect(out).toHaveCount(1);
  await expect(out.first()).toBeFocused();
});

test("Enter in the palette does not open a session that the words do not mean", async ({ page }) => {
  await newSession(page, "The newest of all");
  await page.goto("/account");
  await page.getByRole("button", { name: "Search or jump to" }).click();
  await expect(page.getByRole("option", { name: "The newest of all" }).first()).toBeVisible();
  await page.route("**/api/sessions?text=**", () => {});
  await page.keyboard.type("people");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people$/);
});

test("signing out that does not reach the server says so", async ({ page }) => {
  await page.goto("/account");
  await page.route("**/api/auth/**", (route) => route.abort());
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("The server cannot be reached")).toBeVisible();
});
