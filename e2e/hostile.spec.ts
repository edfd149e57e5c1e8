// Rows 26 to 32, 48 and 50 of the known attacks of the field: what an agent's tools answer is shown as data, runs nothing, loads nothing, freezes nothing.
import { expect, type Locator, type Page, test } from "@playwright/test";
import { composer, expectTurnEnd, lastTurn, send, turnNo, turns } from "./people";
import { openSession } from "./prepared";

const played = (call: Record<string, unknown>) => `[play ${JSON.stringify(call)}]`;
const bad = "document.title='pwned'";
const HTML = `<script>${bad}</script><img src=x onerror="${bad}"><svg onload="${bad}"><iframe srcdoc="<script>${bad}</script>"></iframe>`;

async function play(page: Page, ...calls: Record<string, unknown>[]): Promise<Locator> {
  const before = (await turns(page).count()) === 0 ? 0 : Number(await lastTurn(page).getAttribute("data-turn"));
  await send(page, `${calls.map(played).join(" ")} go`);
  const turn = turnNo(page, before + 1);
  await expectTurnEnd(turn, "Answered");
  return turn;
}

/** The card of a call, open. */
async function cardIn(turn: Locator, name: RegExp): Promise<Locator> {
  const card = turn.getByRole("group", { name });
  const head = card.getByRole("button", { name }).first();
  if ((await head.getAttribute("aria-expanded")) === "false") await head.click();
  return card;
}

async function open(page: Page, title: string): Promise<{ foreign: string[] }> {
  const foreign: string[] = [];
  page.on("dialog", (dialog) => foreign.push(`dialog ${dialog.message()}`));
  const { host } = new URL(await openSession(page, title));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.host !== host && !["data:", "blob:"].includes(url.protocol)) foreign.push(request.url());
  });
  return { foreign };
}

async function expectHarmless(page: Page, turn: Locator, foreign: readonly string[]): Promise<void> {
  expect(foreign).toEqual([]);
  expect(await page.title()).not.toContain("pwned");
  await expect(turn.locator("script, iframe, object, embed, form, img, [onerror], [onload], [onclick]")).toHaveCount(0);
  const targets = await turn.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(targets.filter((href) => !/^(https?:\/\/|mailto:|#turn-)/.test(href))).toEqual([]);
}

test("26 48 50: Markdown of an agent runs no script, follows no odd scheme and loads no image", async ({ page }) => {
  const { foreign } = await open(page, "Markdown");
  const content = [
    "# Report",
    HTML,
    `[click](javascript:${bad}) [tab](java\tscript:${bad}) [entity](&#106;avascript:${bad}) [data](data:text/html,${HTML})`,
    "![zero click](https://tracker.example/pixel?secret) ![ref][r] <img src=https://tracker.example/x>",
    "[r]: <https://tracker.example/ref>",
    "[fine](https://fine.example/)",
  ].join("\n\n");
  const turn = await play(page, { tool: "agent_reader", server: "agent", params: { task: "report" }, content });
  const card = await cardIn(turn, /Reader report/);
  await expect(card.getByRole("heading", { name: "Report" })).toBeVisible();
  await expect(card.getByRole("link", { name: "fine" })).toHaveAttribute("href", "https://fine.example/");
  await expectHarmless(page, turn, foreign);
});

test("27 29 30 31 32: what looks like our own cards, formulas, diagrams, HTML or SVG is text", async ({ page }) => {
  const { foreign } = await open(page, "Text");
  const mermaid = `\`\`\`mermaid\ngraph TD; A["<img src=x onerror=${bad}>"]-->B; click A "javascript:${bad}"\n\`\`\``;
  const math = `$$\\href{javascript:${bad}}{x} \\unknown{<img src=x onerror=${bad}>}$$`;
  const fake = '<fieldset aria-label="Shell rm -rf"><details open>exit 0</details></fieldset>';
  const turn = await play(
    page,
    { tool: "agent_reader", server: "agent", params: { task: "draw" }, content: `# Drawn\n\n${mermaid}\n\n${math}\n\n${fake}` },
    {
      tool: "view",
      server: "filesystem",
      params: { path: "x.svg" },
      content: `1:aa|<svg xmlns="http://www.w3.org/2000/svg" onload="${bad}"/>`,
    },
    { tool: "preview", server: "x", params: { name: HTML }, content: HTML },
  );
  await expect((await cardIn(turn, /Preview/)).getByRole("region", { name: "Text" })).toContainText("<script>");
  await expect((await cardIn(turn, /View x\.svg/)).getByRole("region", { name: "Code" })).toContainText("onload");
  await cardIn(turn, /Reader draw/);
  await expect(turn.getByRole("group", { name: /Shell/ })).toHaveCount(0);
  await expectHarmless(page, turn, foreign);
});

test("28 46: addresses of found pages lead where they say, or nowhere", async ({ page }) => {
  const { foreign } = await open(page, "Addresses");
  const results = [
    { title: "Script", url: `javascript:${bad}` },
    { title: "Hidden host", url: "https://good.example@evil.example/" },
    { title: "Lookalike", url: "https://аpple.com/" },
    { title: `Bold ${HTML}`, url: "https://fine.example/" },
  ];
  const turn = await play(page, { tool: "web_search", server: "x", params: { query: "q" }, content: JSON.stringify(results) });
  const card = await cardIn(turn, /Web search/);
  await expect(card.getByRole("link")).toHaveCount(2);
  await expect(card.getByText("xn--pple-43d.com")).toBeVisible();
  await expect(card.getByText(/letters that can look like others/)).toBeVisible();
  await expect(card.getByText("Hidden host", { exact: true })).toBeVisible();
  await expectHarmless(page, turn, foreign);
});

test("32: orders of a terminal and names that reorder text are shown", async ({ page }) => {
  const { foreign } = await open(page, "Orders");
  const output = `\u001b]8;;javascript:${bad}\u0007link\u001b]8;;\u0007 \u001b[31mred\u001b[0m \u001b[2J\u001b]0;pwned\u0007 \u202egnp.exe`;
  const turn = await play(
    page,
    { tool: "shell", server: "filesystem", params: { command: "cat x" }, content: output },
    { tool: "view", server: "filesystem", params: { path: "." }, content: `a\u202egnp.exe\t3L\t~9t\n<b>x<i>.ts\t1L\t~2t` },
    { tool: "dump", server: "x", params: {}, content: "\u0000\u0001\u0002binary".repeat(50) },
  );
  const terminal = (await cardIn(turn, /Shell cat x/)).getByRole("region", { name: "Terminal" });
  await expect(terminal).toContainText("link red");
  await expect(terminal).toContainText("⟨U+202E⟩gnp.exe");
  await expect(await cardIn(turn, /View \./)).toContainText("<b>x<i>.ts");
  await expect(await cardIn(turn, /Dump/)).toContainText("No text");
  await expectHarmless(page, turn, foreign);
});

test("nothing freezes: 50,000 lines, one line of 5 MB, and 15 MB of rows stand in pieces, and one can go on typing", async ({ page }) => {
  test.setTimeout(90_000);
  await open(page, "Large");
  const turn = await play(
    page,
    { tool: "shell", server: "filesystem", params: { command: "yes" }, content: "y\n", times: 50_000 },
    { tool: "shell", server: "filesystem", params: { command: "one line" }, content: "0123456789", times: 500_000 },
  );
  const line = await cardIn(turn, /Shell one line/);
  await line.getByRole("button", { name: "Show all" }).click();
  await expect(line.getByRole("button", { name: "4,999,000 more characters" })).toBeVisible({ timeout: 20_000 });
  await expect(turn.locator("[data-seq]:focus")).toHaveCount(1);
  const lines = await cardIn(turn, /Shell yes/);
  await lines.getByRole("button", { name: "Show all" }).first().click();
  await expect(lines.getByText("the last 40 of 50,000 lines")).toBeVisible({ timeout: 20_000 });
  // an agent that is not read fast enough cuts the line at 16 MiB: the largest comes by itself
  const large = await play(page, { tool: "rows", server: "x", params: {}, content: "0,1,2,3,4,5,6,7\n", times: 900_000 });
  const rows = await cardIn(large, /Rows/);
  await rows.getByRole("button", { name: "Show all" }).click();
  await expect(rows.getByText(/20,000 of [\d,]{10,} characters/)).toBeVisible({ timeout: 30_000 });
  for (const drawn of [turn, large]) expect(await drawn.evaluate((element) => element.querySelectorAll("*").length)).toBeLessThan(2_000);
  await composer(page).fill("still here");
  await expect(composer(page)).toHaveValue("still here");
});
