import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, fitsIn } from "./axe";
import { expectTurnEnd, lastTurn, send, sendTurn, turnNo, turns } from "./people";
import { openSession } from "./prepared";

// each is looked at in both themes and widths
test.describe.configure({ timeout: 120_000 });

const cardOf = (page: Page, name: RegExp): Locator => page.getByRole("group", { name }).first();
const played = (call: Record<string, unknown>) => `[play ${JSON.stringify(call)}]`;

async function ask(page: Page, text: string): Promise<Locator> {
  const turn = await sendTurn(page, text);
  await expectTurnEnd(turn, "Answered");
  return turn;
}

async function expectReadable(page: Page): Promise<void> {
  await expectAccessible(page, "cards", [1280, 390]);
  await page.setViewportSize({ width: 320, height: 844 });
  expect(await fitsIn(page)).toBe(true);
}

test("a delegated run stands in the card of its call, goes on there after the turn, and ends there", async ({ page }) => {
  await openSession(page, "Runs");
  const turn = await ask(page, "[tap reviewer Which tests are there?] delegate");
  const card = turn.getByRole("group", { name: /Delegate Which tests are there\?/ });
  const steps = card.getByRole("list", { name: "Steps of reviewer" });
  await expect(steps.getByText("View")).toBeVisible();
  await expect(card.getByText("done", { exact: true })).toBeVisible();
  await expect(card.getByText("$0.0029")).toBeVisible();
  await expect(page.getByRole("group", { name: /Delegated run/ })).toHaveCount(0);
  await expectTurnEnd(lastTurn(page), "Answered");
  if (!(await steps.isVisible())) await card.getByRole("button", { name: /Delegate/ }).click();
  await steps.getByRole("button", { name: /View/ }).click();
  await expect(steps.getByText("run.mjs").first()).toBeVisible();
  await expectReadable(page);
});

test("jobs, monitors and schedules say in their own cards what came of them", async ({ page }) => {
  await openSession(page, "Background");
  await ask(page, '[tool workdir {"path":"src"}] [tool shell {"command":"pwd"}] move');
  await expect(cardOf(page, /Working directory src/)).toContainText("working directory", { ignoreCase: true });
  await expect(cardOf(page, /Shell pwd/)).toContainText("sample-project/src $ pwd");

  const job = await ask(page, '[tool shell {"command":"echo built; exit 3","background":true}] build');
  const jobCard = job.getByRole("group", { name: /Shell echo built/ });
  await expect(jobCard.getByText("failed", { exact: true })).toBeVisible();
  await expect(jobCard.getByRole("button", { name: /Go to turn 3/ })).toBeVisible();
  await expect(jobCard).toContainText("built");
  await expectTurnEnd(turnNo(page, 3), "Answered");
  await expect(turnNo(page, 3).getByRole("region", { name: "Terminal" })).toContainText("built");

  const watch = await ask(page, '[tool monitor {"action":"start","command":"echo tick","description":"ticks"}] watch');
  const watchCard = watch.getByRole("group", { name: /Monitor ticks/ });
  await expect(watchCard.getByText("ended", { exact: true })).toBeVisible();
  await expect(watchCard).toContainText("tick");
  await expect(watchCard).toContainText("command exited successfully");

  const plan = '{"command":"add","when":"in 1h30m","every":"10m","message":"look at the build","description":"build watch"}';
  await expectTurnEnd(turnNo(page, 5), "Answered");
  const later = await ask(page, `[tool schedule ${plan}] [tool schedule {"command":"list"}] later`);
  const list = later.getByRole("list", { name: "Set to run" });
  await expect(list.last()).toContainText("build watch");
  for (const entries of await list.all()) await expect(entries).toContainText(/Next: .* in 1 h (29|30) min/);
  await expectReadable(page);
});

test("plans, settings, memories, pages of the web and rows of a database are drawn as what they are", async ({ page }) => {
  await openSession(page, "Kinds");
  const start = '[tool plan {"command":"start","title":"Mend it","tasks":["Look","Mend","Check"]}]';
  const planned = await ask(page, `${start} [tool plan {"command":"next","content":"looked"}] plan`);
  const newest = planned.getByRole("list", { name: "Plan: Mend it" });
  await expect(newest).toHaveCount(1);
  await expect(newest.getByRole("listitem").filter({ hasText: "in progress" })).toContainText("Mend");
  await expect(planned.getByText("1 of 3 done")).toBeVisible();

  const servers = "Configured servers:\n\n  core [builtin] ✓ active → (all tools)\n\nDynamic servers:\n\n  docs ✗ disabled → (all tools)";
  const added = { action: "add", name: "docs", server_type: "http", url: "https://docs.example/mcp" };
  const add = played({ tool: "mcp", server: "runtime", params: added, content: "MCP server 'docs' added" });
  const settings = await ask(
    page,
    `${played({ tool: "mcp", server: "runtime", params: { action: "list" }, content: servers })} ${add} set`,
  );
  await expect(settings.getByText("https://docs.example/mcp", { exact: true })).toBeVisible();
  await settings
    .getByRole("button", { name: /^Tool server/ })
    .first()
    .click();
  await expect(settings.getByText("disabled", { exact: true })).toBeVisible();

  const recall = '<recall ids="b:1a2b3c4d">\n[user] mend the login\n[assistant] done\n</recall>';
  const memory = await ask(page, `${played({ tool: "recall", server: "core", params: { ids: ["b:1a2b3c4d"] }, content: recall })} recall`);
  await expect(memory.getByRole("button", { name: /user mend the login/ })).toBeVisible();

  const pages = JSON.stringify({ results: [{ title: "Tea prices", url: "https://tea.example/prices", content: "Assam is dear." }] });
  const web = await ask(page, `${played({ tool: "web_search", server: "tavily", params: { query: "tea" }, content: pages })} look`);
  await expect(web.getByRole("link", { name: "Tea prices" })).toHaveAttribute("href", "https://tea.example/prices");
  await expect(web.getByText("tea.example", { exact: true })).toBeVisible();

  const rows = {
    tool: "query",
    server: "postgres",
    params: { sql: "select name from tea" },
    content: '{"rows":[{"name":"Assam"}],"rowCount":1}',
  };
  const query = await ask(page, `${played(rows)} rows`);
  await expect(query.getByRole("cell", { name: "Assam" })).toBeVisible();

  const quiet = await ask(page, "[notify one] [notify two] [notify three] [retry] quiet");
  await quiet.getByRole("button", { name: /3 notes of tools/ }).click();
  await expect(quiet.getByText("ask: two · 1 of 3")).toBeVisible();
  await expect(quiet.getByText(/Trying again: 2 of 2/)).toBeVisible();
  await expectReadable(page);
});

test("a schedule says what the turns that it began have cost so far", async ({ page }) => {
  await openSession(page, "Costs of a schedule");
  await send(page, '[tool schedule {"command":"add","when":"in 1 seconds","message":"look at the build"}] later');
  await expect(turns(page)).toHaveCount(2, { timeout: 20_000 });
  await expectTurnEnd(lastTurn(page), "Answered");
  const call = turns(page)
    .first()
    .getByRole("group", { name: /^Schedule/ });
  await expect(call.getByText(/\$[\d.]+ play money so far, in 1 turn/)).toBeVisible();
});
