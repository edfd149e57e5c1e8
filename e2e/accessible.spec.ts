// Session pages in every state, and all pages where there is little room: readable for all, and nothing scrolls sideways.
import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { TITLE_MAX } from "@/lib/domain/sessions/title-limit";
import { expectAccessible } from "./axe";
import { composer, expectTurnEnd, lastTurn, newSession, send, stopButton } from "./people";
import { newColleague, openSession } from "./prepared";

/** On a phone, then on the desktop that the test goes on with. */
const WIDTHS = [390, 1280];

test("a session in every state is free of accessibility violations", async ({ page }) => {
  test.slow();
  await openSession(page, "States");
  await expectAccessible(page, "empty", WIDTHS);

  await send(page, '[think] [tool view {"path":"README.md"}] [hold] take your time');
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toBeVisible();
  await send(page, "and then this");
  await expect(page.getByRole("list", { name: "Queue" }).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page, "running, with a queue", WIDTHS);
  await page.getByRole("list", { name: "Queue" }).getByRole("button", { name: "Remove" }).click();
  await stopButton(page).click();
  await expectTurnEnd(lastTurn(page), "Stopped");

  await send(page, "[ask] Please deploy");
  const form = page.getByRole("form", { name: /go on/i });
  await expect(form).toBeVisible();
  await expectAccessible(page, "waiting for an answer", WIDTHS);
  await form.getByRole("button", { name: "Decline" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");

  await send(page, "[ask-url https://good.com@evil.example/] sign in");
  await page.getByRole("form", { name: "Sign in to go on." }).getByRole("button", { name: "Accept" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessible(page, "an address to confirm", WIDTHS);
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("form", { name: "Sign in to go on." }).getByRole("button", { name: "Decline" }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
});

test("a stopped turn that left processes is free of accessibility violations", async ({ page }) => {
  await openSession(page, "Left running");
  await send(page, '[tool shell {"command":"npm run take-stock"}] count it');
  await expect(lastTurn(page).getByRole("group", { name: /take-stock/ })).toBeVisible();
  await stopButton(page).click();
  await expectTurnEnd(lastTurn(page), "Stopped");
  await expect(page.getByRole("button", { name: "End it" })).toBeVisible();
  await expectAccessible(page, "with what is left", WIDTHS);
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("ended by Administrator")).toBeVisible();
  await expectAccessible(page, "after their end", WIDTHS);
});

test("a page without its connection is free of accessibility violations", async ({ page }) => {
  const open: WebSocketRoute[] = [];
  let isDown = false;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    if (isDown) return void socket.close();
    socket.connectToServer();
    open.push(socket);
  });
  await openSession(page, "Cut off");
  await send(page, "hello");
  await expectTurnEnd(lastTurn(page), "Answered");
  isDown = true;
  for (const socket of open) await socket.close();
  const banner = page.getByRole("status").filter({ hasText: "Reconnecting." });
  await expect(banner.getByRole("button", { name: "Retry now" })).toBeVisible();
  await composer(page).fill("written while away");
  await expectAccessible(page, "cut off", WIDTHS);
  isDown = false;
  await banner.getByRole("button", { name: "Retry now" }).click();
  await expect(banner).toHaveCount(0);
  await expect(composer(page)).toHaveValue("written while away");
});

test("what a reviewer and a manager see is free of accessibility violations", async ({ browser }) => {
  test.slow();
  const [owner, reader] = await Promise.all([
    browser.newContext().then((context) => context.newPage()),
    browser.newContext().then((context) => context.newPage()),
  ]);
  const person = await newColleague(`Rosa Reader ${Date.now()}`, ["reviewer"], reader);
  const url = await openSession(owner, "Reviewed");
  await send(owner, '[tool view {"path":"."}] [ask] look');
  await expect(owner.getByRole("form", { name: /go on/i })).toBeVisible();
  await reader.goto(url);
  await expect(reader.getByRole("log").getByText("Waits for an answer from who writes in this session.")).toBeVisible();
  await expectAccessible(reader, "reviewer", WIDTHS);
  await owner.getByRole("form", { name: /go on/i }).getByRole("button", { name: "Decline" }).click();
  await owner.goto("/projects");
  await owner.getByRole("main").getByRole("link", { name: "Demo" }).first().click();
  const roles = (role: string) => owner.getByRole("button", { name: `${person.name}: ${role}` });
  await roles("Manager").click();
  await expect(roles("Manager")).toHaveAttribute("aria-pressed", "true");
  await roles("Reviewer").click();
  await expect(roles("Reviewer")).toHaveAttribute("aria-pressed", "false");
  await expect(owner.getByRole("listitem").filter({ has: roles("Reviewer") })).toHaveAttribute("aria-busy", "false");
  await reader.goto(url);
  await expect(reader.getByRole("heading", { level: 1, name: "A session of Administrator" })).toBeVisible();
  await expectAccessible(reader, "manager: a session", WIDTHS);
  await reader.getByRole("main").getByRole("link", { name: "Costs" }).click();
  await expect(reader.getByRole("status", { name: "Project cost" })).toBeVisible();
  await expectAccessible(reader, "manager: a project", WIDTHS);
  await Promise.all([owner.context().close(), reader.context().close()]);
});

/** What scrolls sideways, though it is neither code nor a table. */
const sidewaysIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element) => {
      const { overflowX } = getComputedStyle(element);
      const canScroll = element === document.documentElement || overflowX === "auto" || overflowX === "scroll";
      return canScroll && element.scrollWidth > element.clientWidth + 1;
    };
    const mayScroll = (element: Element) =>
      element.matches("pre, pre *, code, table") || element.querySelector(":scope > table, :scope > pre") !== null;
    return [...document.querySelectorAll("*")]
      .filter((element) => scrolls(element) && !mayScroll(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} (${element.scrollWidth} in ${element.clientWidth})`);
  });

const LONG = "Donaudampfschifffahrtsgesellschaftskapitaen".repeat(4);
const TITLE = LONG.slice(0, TITLE_MAX);
const ARABIC = "مرحبا بالعالم، هذا عنوان طويل بما يكفي";

test("320 px, and 200 % zoom: nothing scrolls sideways, whatever stands in titles and messages", async ({ page }) => {
  test.slow();
  const long = await openSession(page, TITLE);
  await send(page, `${LONG} [think] [tool view {"path":"${LONG}"}] [ask-url https://${"a".repeat(60)}.example/${LONG}] ${LONG}`);
  await expect(page.getByRole("form", { name: "Sign in to go on." })).toBeVisible();
  await composer(page).fill(LONG);
  const arabic = await newSession(page, ARABIC);
  await send(page, `${ARABIC}\n${LONG}\n\n${ARABIC} **${ARABIC}** \`${LONG}\``);
  await expectTurnEnd(lastTurn(page), "Answered");
  const direction = await lastTurn(page)
    .getByText(ARABIC)
    .first()
    .evaluate((element) => getComputedStyle(element).unicodeBidi);
  expect(direction).toBe("plaintext");
  const pages = [
    long,
    arabic,
    "/sessions",
    "/sessions/new",
    "/projects",
    "/projects/new",
    "/projects/1",
    "/projects/1/costs",
    "/people",
    "/account",
  ];
  const found: string[] = [];
  for (const address of pages) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // What stands there while it loads is not looked at.
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    for (const [width, height] of [
      [320, 640],
      [640, 400],
    ] as const) {
      await page.setViewportSize({ width, height });
      found.push(...(await sidewaysIn(page)).map((what) => `${address} at ${width}: ${what}`));
      if (address === arabic) await expect(composer(page)).toBeInViewport();
    }
  }
  expect(found).toEqual([]);
  // What is too wide is found: the list above is not empty because nothing was looked at.
  await page.evaluate(() => document.querySelector("main h2")?.insertAdjacentHTML("afterend", '<div style="width: 2000px">wide</div>'));
  expect(await sidewaysIn(page)).toHaveLength(1);
});

test("320 px: signing in scrolls nothing sideways", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await sidewaysIn(page)).toEqual([]);
});
