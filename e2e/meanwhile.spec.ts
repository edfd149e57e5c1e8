// What somebody does while an answer is on its way, or beside what stands open.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { holdVerbs } from "./held-verbs";
import { newSession, signIn } from "./people";
import { beAdministrator, newColleague } from "./prepared";

test("who goes back while a session is being started stays there", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/projects/1");
  await page.getByRole("link", { name: "Start a session" }).click();
  const title = `Left behind ${randomUUID().slice(0, 8)}`;
  await page.getByLabel("Title").fill(title);
  const letGo = await holdVerbs(page);
  await page.getByRole("button", { name: "Start session" }).click();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Demo" })).toBeVisible();
  letGo();
  // It is made: the rail has it.
  await expect(page.getByRole("complementary", { name: "Navigation" }).getByText(title)).toBeVisible({ timeout: 20_000 });
  await expect(page).toHaveURL(/\/projects\/1$/);
  await expect(page.getByRole("heading", { level: 1, name: "Demo" })).toBeVisible();
});

test("a device that is signed out by two quick presses is signed out, and nothing else is said", async ({ page, browser }) => {
  const person = await newColleague("Quick with the mouse", ["developer"], page);
  const other = await browser.newPage({ userAgent: "Other" });
  await signIn(other, person);
  await other.close();
  await page.goto("/account");
  const letGo = await holdVerbs(page);
  let asked = 0;
  page.on("request", (request) => {
    if (request.headers()["next-action"] !== undefined) asked += 1;
  });
  const out = page.getByRole("button", { name: /^Sign out Other, / });
  await out.dblclick();
  await expect(out).toHaveAttribute("aria-disabled", "true");
  letGo();
  await expect(out).toHaveCount(0);
  expect(asked).toBe(1);
  await expect(page.getByText("There is nothing here that you may see.")).toHaveCount(0);
});

test("a note is closed, and a press goes beside, without what stands open and is nowhere else", async ({ page }) => {
  const { name } = await newColleague(`Noted ${randomUUID().slice(0, 8)}`, ["manager"]);
  await beAdministrator(page);
  await page.goto("/people");
  const choose = async (choice: string) => {
    await page.getByRole("button", { name: `Actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: choice, exact: true }).click();
  };
  await choose("Disable");
  const note = page.getByText("Disabled. What they have open");
  await expect(note).toBeVisible();
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Half of a name");
  // What stands open hides it from a screen reader, not from a hand.
  await page.locator("[data-sonner-toast] [data-close-button]").first().click();
  await expect(note).toHaveCount(0);
  await expect(dialog.getByLabel("Name")).toHaveValue("Half of a name");
  await page.mouse.click(5, 5);
  await expect(dialog.getByLabel("Name")).toHaveValue("Half of a name");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await choose("Enable");
  await expect(page.getByText("Enabled.")).toBeVisible();
  await choose("New one-time link");
  await expect(dialog.getByLabel("One-time link")).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(dialog.getByLabel("One-time link")).toBeVisible();
});

test("a form whose page does not come can be used again, and says what was done and where that is", async ({ page }) => {
  await beAdministrator(page);
  await page.goto("/sessions/new");
  const title = `Never shown ${randomUUID().slice(0, 8)}`;
  await page.getByLabel("Title").fill(title);
  const isNext = (address: URL) => /^\/sessions\/[0-9a-f-]{36}$/.test(address.pathname);
  let isAway = true;
  // What is held once stays held: to end the holding would let it come by itself.
  await page.route(isNext, (route) => (isAway ? undefined : route.continue()));
  const start = page.getByRole("button", { name: "Start session" });
  await start.click();
  const words = page.getByRole("alert").filter({ hasText: "The session was started, but its page does not come." });
  await expect(words).toBeVisible({ timeout: 30_000 });
  await expect(start).not.toHaveAttribute("aria-disabled");
  isAway = false;
  await words.getByRole("link", { name: "Open it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

test("what was chosen in a menu goes on in sight, and is not sent twice", async ({ page }) => {
  const { name } = await newColleague(`Chosen ${randomUUID().slice(0, 8)}`, ["manager"]);
  await beAdministrator(page);
  await newSession(page, "To be put away");
  const places = [
    ["/people", page.getByRole("button", { name: `Actions for ${name}` }), "Make administrator"],
    [
      "/sessions",
      page.getByRole("listitem").filter({ hasText: "To be put away" }).first().getByRole("button", { name: "Actions" }),
      "Archive",
    ],
  ] as const;
  for (const [address, menu, choice] of places) {
    await page.goto(address);
    const letGo = await holdVerbs(page);
    await menu.click();
    await page.getByRole("menuitem", { name: choice }).click();
    await expect(menu).toHaveAttribute("aria-busy", "true");
    await expect(menu).toBeFocused();
    for (const key of ["Enter", "ArrowDown"]) await page.keyboard.press(key);
    await expect(page.getByRole("menu")).toHaveCount(0);
    // Seen when it takes a while: for the first moment it looks as ever.
    await expect.poll(() => menu.evaluate((button) => Number(getComputedStyle(button).opacity))).toBeLessThan(0.6);
    letGo();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  }
});

test("what was confirmed goes on in sight; who is removed or signs out by two quick presses does so once", async ({ page }) => {
  const { name } = await newColleague(`Twice gone ${randomUUID().slice(0, 8)}`, ["manager"]);
  await newColleague("Signs out", ["developer"], page);
  await page.goto("/account");
  let letOut = () => {};
  const free = new Promise<void>((resolve) => {
    letOut = resolve;
  });
  let asked = 0;
  await page.route("**/api/auth/csrf", async (route) => {
    asked += 1;
    await free;
    await route.continue();
  });
  const out = page.getByRole("button", { name: "Sign out", exact: true });
  await out.dblclick();
  await expect(out).toHaveAttribute("aria-busy", "true");
  letOut();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(asked).toBe(1);
  // Whoever did it knows.
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await expect(page.getByText("This device was signed out.")).toHaveCount(0);

  await page.context().clearCookies();
  await beAdministrator(page);
  await page.goto(`/projects/1?q=${encodeURIComponent(name)}`);
  const letGo = await holdVerbs(page);
  let sent = 0;
  page.on("request", (request) => {
    if (request.headers()["next-action"] !== undefined) sent += 1;
  });
  await page.getByRole("button", { name: `Remove ${name}` }).dblclick();
  letGo();
  await expect(page.getByText(`${name} is no longer in the project.`)).toBeVisible();
  expect(sent).toBe(1);

  await page.goto("/projects/new");
  await page.getByLabel("Name").fill("To be put away");
  await page.getByText("The demo agent", { exact: true }).click();
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  const letArchive = await holdVerbs(page);
  const archive = page.getByRole("button", { name: "Archive project" });
  await archive.click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(archive).toHaveAttribute("aria-busy", "true");
  await archive.press("Enter");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  letArchive();
  await expect(page.getByRole("button", { name: "Restore project" })).toBeVisible();
});

test("a search of the palette that cannot be had says so whatever else fits, and is tried again", async ({ page }) => {
  await beAdministrator(page);
  await newSession(page, "Looked for in vain");
  await page.goto("/account");
  await page.route("**/api/sessions?text=**", (route) => route.abort());
  await page.getByRole("button", { name: "Search or jump to" }).click();
  const again = page.getByRole("option", { name: "Sessions cannot be searched right now. Try again" });
  await expect(again).toBeVisible();
  await page.unroute("**/api/sessions?text=**");
  await again.click();
  await expect(page.getByRole("option", { name: "Looked for in vain" }).first()).toBeVisible();
  await expect(again).toHaveCount(0);
});

test("a project that is taken away while it is chosen is not the one that a session is started in", async ({ page, browser }) => {
  const person = await newColleague(`In two ${randomUUID().slice(0, 8)}`, ["developer"], page);
  const admin = await (await browser.newContext()).newPage();
  await beAdministrator(admin);
  await admin.goto("/projects/new");
  const taken = `Taken away ${randomUUID().slice(0, 8)}`;
  await admin.getByLabel("Name").fill(taken);
  await admin.getByText("The demo agent", { exact: true }).click();
  await admin.getByRole("button", { name: "Create project" }).click();
  await expect(admin).toHaveURL(/\/projects\/\d+$/);
  await admin.getByRole("button", { name: "Add person" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Person", { exact: true }).selectOption({ label: `${person.name} (${person.email})` });
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const remove = admin.getByRole("button", { name: `Remove ${person.name}` });
  await expect(remove).toBeVisible();

  await page.goto("/sessions/new");
  const select = page.getByLabel("Project", { exact: true });
  await select.selectOption({ label: taken });
  await page.getByLabel("Title").fill("Where it says");
  await remove.click();
  await expect(select.locator("option")).toHaveText(["Demo"], { timeout: 20_000 });
  await page.getByRole("button", { name: "Start session" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Where it says" })).toBeVisible();
  await admin.context().close();
});
