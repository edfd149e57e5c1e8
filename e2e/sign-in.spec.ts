import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./axe";
import { administrator, expectAwake, signIn } from "./people";
import { beAdministrator, newColleague } from "./prepared";

test("a page asks a stranger to sign in, and takes them back to it", async ({ page }) => {
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("Email").fill(administrator.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await page.getByLabel("Password").fill(administrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account$/);
});

test("before the page's scripts are there a password goes nowhere, least of all into the address", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(administrator.email);
  await page.getByLabel("Password").fill("a secret of mine");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await expect(page.locator("form")).toHaveAttribute("method", "post");
  await page.getByLabel("Password").press("Enter");
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a header that once skipped middleware opens nothing", async ({ request }) => {
  const response = await request.get("/sessions", {
    headers: { "x-middleware-subrequest": "middleware:middleware:middleware" },
    maxRedirects: 0,
  });
  expect(response.status()).toBeGreaterThanOrEqual(300);
  expect(response.status()).toBeLessThan(400);
});

test("signing a device out elsewhere ends its pages and its socket within two seconds", async ({ browser }) => {
  const [here, there] = await Promise.all([(await browser.newContext()).newPage(), (await browser.newContext()).newPage()]);
  const person = await newColleague("Two Devices", ["developer"]);
  await signIn(here, person);
  await signIn(there, person);
  await there.goto("/sessions/new");
  await there.getByLabel("Title").fill("Cut off");
  await there.getByRole("button", { name: "Start session" }).click();
  await expectAwake(there);
  await here.goto("/account");
  await expect(here.getByRole("button", { name: /^Sign out \w+ on \w+, \S/ })).toHaveCount(1);
  await here.getByRole("button", { name: "Sign out all others" }).click();
  await here.getByRole("alertdialog").getByRole("button", { name: "Sign out all others" }).click();
  await expect(there.getByText(/signed out/i).first()).toBeVisible({ timeout: 5_000 });
  await there.reload();
  await expect(there).toHaveURL(/\/sign-in/);
  // Whoever was led here by a page that was fetched again is told why.
  await expect(there.getByRole("status").filter({ hasText: "This device was signed out." })).toBeVisible();
  await Promise.all([here, there].map((page) => page.context().close()));
});

test("the link for a new person is copied by a button that says so, and whoever opens it types a password at once", async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await beAdministrator(page);
  await page.goto("/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Linked");
  await dialog.getByLabel("Email").fill(`linked.${Date.now()}@example.test`);
  await dialog.getByRole("button", { name: "Create" }).click();
  const link = await page.getByRole("textbox", { name: "One-time link" }).inputValue();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByLabel("New password", { exact: true })).toBeFocused();
  const late = await guest.context().newPage();
  await late.goto(link);
  const set = async (tab: Page) => {
    for (const name of ["New password", "Repeat password"]) await tab.getByLabel(name, { exact: true }).fill("a-long-enough-password");
    await tab.getByRole("button", { name: "Set password" }).click();
  };
  await set(guest);
  await expect(guest.getByRole("button", { name: "Sign in" })).toBeVisible();
  // What is refused again for the same reason is said again.
  await set(late);
  const refused = late.getByRole("alert").filter({ hasText: /./ });
  await refused.evaluate((words) => Object.assign(words, { isOld: true }));
  await set(late);
  await expect.poll(() => refused.evaluate((words) => "isOld" in words)).toBe(false);
  await guest.context().close();
});

test("every page is free of accessibility violations", async ({ page }) => {
  await page.goto("/sign-in");
  await expectAccessible(page, "/sign-in");
  await beAdministrator(page);
  for (const path of ["/sessions", "/sessions/new", "/projects", "/people", "/account"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, path);
  }
});
