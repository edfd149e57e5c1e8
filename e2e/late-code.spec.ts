// The code of what few sessions show comes late, or never: the page around it stands and takes keys and clicks.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { composer, expectAwake, expectTurnEnd, send, sendTurn, turnNo } from "./people";
import { beAdministrator, madeSession, openSession, tellSession } from "./prepared";
import { holdBack, tryAll, withhold } from "./withheld-code";

/** Words of the code of a table, of the tree of a folder, of an output over the page, and of the outline. */
const OF_TABLE = "max-w-80 px-3 py-1";
const OF_FOLDER = "Filter files";
const OF_SCREEN = "Search in the output";
const OF_OUTLINE = "Filter turns";
const OF_QUEUE = "Drag, or move with the arrow keys";
const OF_OFFERS = "xhigh";
const OF_COPIES = "This turn has no answer yet.";

/** How far what is seen is from the end of a transcript. */
const fromEnd = (log: Element): number => {
  const box = log.parentElement?.parentElement; // what scrolls
  return box ? Math.round(box.scrollHeight - box.scrollTop - box.clientHeight) : Number.NaN;
};

const people = Array.from({ length: 30 }, (_, index) => ({ id: index, name: `Person ${index}` }));
const query = `[play ${JSON.stringify({ tool: "query", server: "database", params: { query: "select 1" }, content: JSON.stringify(people) })}] ask`;
const folder = '[tool view {"path":"."}] look';

/** What takes the place of the page while it waits as a whole. */
const shape = (page: Page) => page.getByRole("main").getByRole("status", { name: "Loading" });

test("a page takes keys and clicks before the code of a table on it is there, and the table stays as it came", async ({ page }) => {
  await beAdministrator(page);
  const url = await madeSession("A table comes late");
  await tellSession(url, [query]);
  const letGo = await holdBack(page, OF_TABLE);
  await page.goto(url, { waitUntil: "commit" });
  const table = turnNo(page, 1).getByRole("region", { name: "Table" });
  await expect(table.getByText("Person 19", { exact: true })).toBeVisible();
  await table.evaluate((element) => element.setAttribute("data-came", "with the page"));
  await sendTurn(page, "meanwhile");
  await expectTurnEnd(turnNo(page, 2), "Answered");
  await expect(table).toHaveAttribute("data-came", "with the page");
  await letGo();
  const more = turnNo(page, 1).getByRole("button", { name: /^Show/ }).last();
  await expect(async () => {
    await more.click({ timeout: 1_000 });
    await expect(table.getByText("Person 29", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(table).toHaveAttribute("data-came", "with the page");
});

test("a card that is opened, or answered, before its code is there leaves all else where it is", async ({ page }) => {
  await openSession(page, "Opened early");
  const letGo = await holdBack(page, OF_FOLDER, OF_TABLE);
  const first = await sendTurn(page, folder);
  const card = first.getByRole("group", { name: "View ." });
  await expectTurnEnd(first, "Answered");
  await composer(page).fill("half a message");
  await expect(composer(page)).toBeFocused();
  await expect(shape(page)).toHaveCount(0);
  const fold = card.getByRole("button").first();
  if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
  await expect(card.getByText("checkout.mjs")).toHaveCount(0);
  await expect(shape(page)).toHaveCount(0);
  await expect(composer(page)).toHaveValue("half a message");
  await send(page, query);
  const second = turnNo(page, 2);
  await expectTurnEnd(second, "Answered");
  await expect(shape(page)).toHaveCount(0);
  await letGo();
  await expect(card.getByText("checkout.mjs")).toBeVisible();
  await expect(second.getByRole("region", { name: "Table" })).toBeVisible();
});

test("a body whose code never comes says so by itself, and comes when it is asked for again", async ({ page }) => {
  await page.clock.install();
  await openSession(page, "Never there");
  const refused = await withhold(page, OF_TABLE);
  const turn = await sendTurn(page, query);
  await expectTurnEnd(turn, "Answered");
  await expect.poll(refused).toBeGreaterThan(0);
  await tryAll(page, refused);
  const words = turn.getByText("This part of the page could not be loaded.");
  await expect(words).toBeVisible();
  await expect(page.getByRole("heading", { name: "Never there" })).toBeVisible();
  const second = await sendTurn(page, "goes on");
  await expectTurnEnd(second, "Answered");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await turn.getByRole("button", { name: "Try again" }).click();
  await expect(turn.getByRole("region", { name: "Table" })).toBeVisible();
  await expect(words).toHaveCount(0);
  await expect(page.locator("[data-seq]:focus")).toHaveCount(1); // the button went with the words
});

/** Lets the page try until it says this. */
const tryUntil = (page: Page, words: Locator) =>
  expect(async () => {
    await page.clock.runFor(5_000);
    await expect(words).toBeVisible({ timeout: 100 });
  }).toPass({ intervals: [0] });

test("a large view whose code never comes says so, and the page stays", async ({ page }) => {
  await page.clock.install();
  await openSession(page, "Never there either");
  const turn = await sendTurn(page, '[tool shell {"command":"seq 1 100"}] count');
  await expectTurnEnd(turn, "Answered");
  await withhold(page, OF_SCREEN);
  await turn.getByRole("button", { name: "Full screen and search" }).click();
  await tryUntil(page, page.getByText("This part of the page cannot be fetched."));
  await expect(turn).toBeVisible();
});

test("a panel whose code never comes says so, can be closed, and comes at the next opening when it can", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.clock.install();
  await beAdministrator(page);
  const url = await madeSession("No outline");
  const refused = await withhold(page, OF_OUTLINE);
  await page.goto(url);
  await expect.poll(refused).toBeGreaterThan(0); // ahead: the page's scripts are there
  const button = page.getByRole("button", { name: /^Outline/ });
  await button.click();
  const panel = page.getByRole("dialog", { name: "Outline" });
  await tryUntil(page, panel.getByText("This part of the page could not be loaded."));
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toHaveCount(0);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await button.click();
  await expect(panel.getByText("No turns yet")).toBeVisible();
});

test("what keys do whose code never comes is said, and goes when it can be had", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-write"]);
  await page.clock.install();
  await beAdministrator(page);
  const url = await madeSession("No copies");
  await tellSession(url, ["hello"]);
  const refused = await withhold(page, OF_COPIES);
  await page.goto(url);
  await expect.poll(refused).toBeGreaterThan(0);
  const words = page.getByText("This part of the page cannot be fetched.");
  await page.keyboard.press("c");
  await tryUntil(page, words);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.keyboard.press("c");
  await expect(page.getByText("Answer of turn 1 copied")).toBeVisible();
});

test("what can be written is offered once the server that was away gives its code", async ({ page }) => {
  await page.clock.install();
  await beAdministrator(page);
  const url = await madeSession("Offered late");
  const refused = await withhold(page, OF_OFFERS);
  await page.goto(url);
  await expect.poll(refused).toBeGreaterThan(0);
  await composer(page).fill("/inf");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await tryUntil(page, page.getByRole("option", { name: /info/ }));
});

test("who scrolls up before the page's scripts are there is left where they are", async ({ page }) => {
  await beAdministrator(page);
  const url = await madeSession("Read early");
  await tellSession(
    url,
    [1, 2, 3].map((n) => `message ${n} [big 3000]`),
  );
  const letGo = await holdBack(page);
  await page.goto(url, { waitUntil: "commit" });
  const log = page.getByRole("log");
  await expect(page.getByText("Answered", { exact: true }).last()).toBeInViewport();
  await page.mouse.move(700, 300);
  await expect(async () => {
    await page.mouse.wheel(0, -200);
    expect(await log.evaluate(fromEnd)).toBeGreaterThan(500);
  }).toPass();
  await letGo();
  await expectAwake(page);
  await expect(page.getByRole("button", { name: "To the end" })).toBeVisible();
  expect(await log.evaluate(fromEnd)).toBeGreaterThan(400);
});

test("what is written before the page's scripts are there is there when they are, below what was kept, and can be sent", async ({
  page,
}) => {
  const url = await openSession(page, "Written early");
  await composer(page).fill("kept before");
  await page.goto("/projects");
  const letGo = await holdBack(page);
  await page.goto(url, { waitUntil: "commit" });
  await composer(page).click();
  await page.keyboard.type("written early");
  await expect(composer(page)).toHaveValue("written early");
  await letGo();
  await expectAwake(page);
  await expect(composer(page)).toHaveValue("kept before\nwritten early");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type(", and late");
  await page.keyboard.press("Enter");
  await expect(turnNo(page, 1)).toContainText("written early, and late");
});

test("a queue that came with the page stays as it came until its code is there, and a page at its end stays there", async ({ page }) => {
  await openSession(page, "Late queue");
  await sendTurn(page, '[tool shell {"command":"seq 1 16"}] count');
  await expectTurnEnd(turnNo(page, 1), "Answered");
  await send(page, "[ask] work on");
  await send(page, "one waits");
  await send(page, "another waits");
  const queue = page.getByRole("list", { name: "Queue" });
  await expect(queue.getByRole("listitem")).toHaveCount(2);
  const letGo = await holdBack(page, OF_QUEUE);
  await page.reload({ waitUntil: "commit" });
  await expect(page.getByText("Waiting for your answer")).toBeVisible();
  await queue.evaluate((element) => element.setAttribute("data-came", "with the page"));
  await expect(composer(page)).toHaveAttribute("placeholder", /commands/); // it is connected, and all that is seen was measured
  // What is new in it waits as well.
  await send(page, "a third waits");
  await expect(composer(page)).toHaveValue("");
  await expect(queue).toHaveAttribute("data-came", "with the page");
  await expect.poll(() => page.getByRole("log").evaluate(fromEnd)).toBe(0);
  await letGo();
  await expect(queue.getByRole("listitem")).toHaveCount(3);
  await expect(queue).toHaveAttribute("data-came", "with the page");
  await expect.poll(() => page.getByRole("log").evaluate(fromEnd)).toBeLessThan(2);
  await expect(page.getByRole("button", { name: "To the end" })).toHaveCount(0);
});

test("a session stays at its end when the queue of what was just sent comes late", async ({ page }) => {
  await beAdministrator(page);
  const url = await madeSession("Late first queue");
  const letGo = await holdBack(page, OF_QUEUE);
  await page.goto(url);
  await expectAwake(page);
  await sendTurn(page, '[tool shell {"command":"seq 1 30"}] [ask] work on');
  await expect(page.getByText("Waiting for your answer")).toBeVisible();
  await send(page, "one waits");
  const queue = page.getByRole("list", { name: "Queue" });
  await expect(queue).toHaveCount(0);
  await letGo();
  await expect(queue.getByRole("listitem")).toHaveCount(1);
  await expect.poll(() => page.getByRole("log").evaluate(fromEnd)).toBeLessThan(2);
  await expect(page.getByRole("button", { name: "To the end" })).toHaveCount(0);
});
