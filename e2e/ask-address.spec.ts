// A tool's question that wants a page opened: what is shown, what is refused, and that nothing opens by itself.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectTurnEnd, lastTurn, send, turns } from "./people";
import { openSession } from "./prepared";

/** What left the browser for anywhere but the dashboard, tabs that opened included. */
async function watchOutside(page: Page): Promise<string[]> {
  const outside: string[] = [];
  await page.context().route(/^https?:\/\/(?!127\.0\.0\.1[:/])/, (route) => {
    outside.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<h1>Elsewhere</h1>" });
  });
  return outside;
}

async function askToOpen(page: Page, address: string): Promise<Locator> {
  await send(page, `[ask-url ${address}] go`);
  const form = page.getByRole("form", { name: "Sign in to go on." });
  await expect(form).toBeVisible();
  return form;
}

async function toolWasTold(page: Page): Promise<string> {
  const card = lastTurn(page).getByRole("group", { name: /^Ask/ });
  await card.getByRole("button").first().click();
  await expect(card.getByText("the user said")).toBeVisible();
  return card.innerText();
}

test("nothing opens until the host was shown and confirmed; then the turn goes on", async ({ page }) => {
  const outside = await watchOutside(page);
  await openSession(page, "Open a page");
  const form = await askToOpen(page, "https://login.example/start?state=1");
  await expect(form.getByText("login.example", { exact: true })).toBeVisible();
  await expect(form.getByText("https://login.example/start?state=1")).toBeVisible();
  await expect(form.getByRole("link")).toHaveCount(0);

  await form.getByRole("button", { name: "Accept" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Open login.example?" });
  await confirm.getByRole("button", { name: "Cancel" }).click();
  await expect(confirm).toHaveCount(0);
  await expect(form).toBeVisible();
  expect(page.context().pages()).toHaveLength(1);
  expect(outside).toEqual([]);

  await form.getByRole("button", { name: "Accept" }).click();
  const [opened] = await Promise.all([page.context().waitForEvent("page"), confirm.getByRole("button", { name: "Open the page" }).click()]);
  await opened.waitForLoadState();
  await expect(opened).toHaveURL("https://login.example/start?state=1");
  expect(await opened.evaluate(() => [window.opener, document.referrer])).toEqual([null, ""]);
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByText("Accepted by Administrator")).toBeVisible();
  expect(await toolWasTold(page)).toContain('the user said {"action":"accept"}');
  expect(outside.filter((url) => !url.endsWith("favicon.ico"))).toEqual(["https://login.example/start?state=1"]);
});

test("declined, nothing opens and the turn goes on", async ({ page }) => {
  const outside = await watchOutside(page);
  await openSession(page, "Do not open a page");
  const form = await askToOpen(page, "http://login.example/");
  await expect(form.getByText("The connection will not be encrypted.")).toBeVisible();
  await form.getByRole("button", { name: "Decline" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByText("Declined by Administrator")).toBeVisible();
  expect(await toolWasTold(page)).toContain('the user said {"action":"decline"}');
  expect(outside).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
});

const misleading = [
  ["a user name before the host", "https://good.com@evil.example/in", "evil.example", /what stands before the @ is not where it leads/],
  ["letters that look like others", "https://аррlе.example/", /^xn--.*\.example$/, /letters that can look like others/],
  ["letters already encoded", "https://xn--pple-43d.com/", "xn--pple-43d.com", /letters that can look like others/],
  ["a port and a backslash", "https:\\\\evil.example:8443\\good.com", "evil.example:8443", null],
  ["a host that starts like another", "https://good.com.evil.example/", "good.com.evil.example", null],
] as const;
test("the host that would be opened is shown, whatever stands around it", async ({ page }) => {
  test.slow();
  const outside = await watchOutside(page);
  await openSession(page, "Misleading");
  for (const [name, address, host, warning] of misleading) {
    await test.step(name, async () => {
      const form = await askToOpen(page, address);
      await expect(form.locator("b")).toHaveText(host);
      const shown = await form.locator("b").innerText();
      if (warning) await expect(form.getByText(warning)).toBeVisible();
      await form.getByRole("button", { name: "Accept" }).click();
      const confirm = page.getByRole("alertdialog");
      await expect(confirm.getByRole("heading")).toHaveText(`Open ${shown}?`);
      if (warning) await expect(confirm.getByText(warning)).toBeVisible();
      await confirm.getByRole("button", { name: "Cancel" }).click();
      await form.getByRole("button", { name: "Cancel" }).click();
      await expect(form).toHaveCount(0);
      await expectTurnEnd(lastTurn(page), "Answered");
    });
  }
  expect(outside).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
});

const refused = [
  "javascript:alert(document.cookie)",
  "JavaScript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "//evil.example/",
  "no address",
];
test("what is no page of the web cannot be opened, only declined", async ({ page }) => {
  test.slow();
  const outside = await watchOutside(page);
  await openSession(page, "Refused");
  for (const [index, address] of refused.entries()) {
    const form = await askToOpen(page, address);
    await expect(form.getByText("The tool gave no address that can be opened.")).toBeVisible();
    await expect(form.getByText(address, { exact: true })).toBeVisible();
    await expect(form.getByRole("button", { name: "Accept" })).toBeDisabled();
    await form.getByRole("button", { name: "Decline" }).click();
    await expect(turns(page)).toHaveCount(index + 1);
    await expectTurnEnd(lastTurn(page), "Answered");
    await expect(lastTurn(page).getByRole("link")).toHaveCount(0);
  }
  expect(outside).toEqual([]);
  expect(page.context().pages()).toHaveLength(1);
});
