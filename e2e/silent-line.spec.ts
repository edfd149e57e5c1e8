// A network that takes everything and passes nothing on: the page says so, and nothing is missing afterwards.
import { type Browser, expect, type Page, type Route, test } from "@playwright/test";
import { composer, expectTurnEnd, lastTurn, send } from "./people";
import { openSession } from "./prepared";

/** Holds back what goes over the connections that stand, both ways, until it is let through; new ones are not harmed. */
class Line {
  #held: (() => void)[] | null = null;
  /** Made since then. */
  readonly #fresh = new Set<unknown>();

  async stand(page: Page): Promise<void> {
    await page.routeWebSocket(/socket\.io/, (browser) => {
      const server = browser.connectToServer();
      const isOld = () => this.#held !== null && !this.#fresh.has(browser);
      const pass = (act: () => void) => (isOld() ? this.#held?.push(act) : act());
      if (this.#held) this.#fresh.add(browser);
      browser.onMessage((message) => pass(() => server.send(message)));
      server.onMessage((message) => pass(() => browser.send(message)));
    });
  }

  holdBack(): void {
    this.#held = [];
    this.#fresh.clear();
  }

  letThrough(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const act of held) act();
  }
}

const words = (page: Page) => page.getByText("Nothing comes from the dashboard.");

async function workingSession(page: Page, title: string): Promise<Line> {
  const line = new Line();
  await line.stand(page);
  await openSession(page, title);
  await send(page, '[slow 300] [repeat 4 view {"path":"README.md"}] work on');
  await expect(lastTurn(page)).toBeVisible();
  line.holdBack();
  await composer(page).fill("half a thought");
  await expect(words(page)).toBeVisible({ timeout: 12_000 });
  return line;
}

test("what was held up comes when the network is back, and the words go away", async ({ page }) => {
  const line = await workingSession(page, "Held up");
  line.letThrough();
  await expect(words(page)).toBeHidden();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(composer(page)).toHaveValue("half a thought");
});

test("Retry now takes another connection and catches up over it", async ({ page }) => {
  await workingSession(page, "Dead line");
  await page.getByRole("button", { name: "Retry now" }).click();
  await expect(words(page)).toBeHidden();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(composer(page)).toHaveValue("half a thought");
});

test("a link that was followed before the line was found dead leaves the page as it is, and leads on when the line is back", async ({
  page,
  context,
}) => {
  // What shows notes comes after the page, and from nowhere once the line is dead.
  const notes = page.waitForResponse(async (file) => file.url().endsWith(".js") && (await file.text()).includes("--toast-icon-margin"));
  const address = await openSession(page, "Followed into silence");
  await notes;
  await composer(page).fill("half a thought");
  const swallowed: Route[] = [];
  await page.route(/[?&]_rsc=/, (route) => void swallowed.push(route));
  const projects = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects" });
  await projects.click();
  await expect.poll(() => swallowed.some((route) => !("next-router-prefetch" in route.request().headers()))).toBe(true);
  await context.setOffline(true);
  for (const route of swallowed) await route.abort("timedout");
  await expect(page.getByText("This page stays as it is")).toBeVisible();
  await expect(composer(page)).toHaveValue("half a thought");
  expect(page.url()).toBe(address);
  await composer(page).fill("a whole thought");

  await page.unroute(/[?&]_rsc=/);
  await context.setOffline(false);
  // By hand, as somebody does who waits for it.
  await projects.click();
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await page.goBack();
  await expect(composer(page)).toHaveValue("a whole thought");
});

/** The processes that draw the pages of this browser. */
async function renderers(browser: Browser): Promise<number[]> {
  const line = await browser.newBrowserCDPSession();
  const { processInfo } = await line.send("SystemInfo.getProcessInfo");
  await line.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

test("a browser that was stopped while the agent worked has all of it when it goes on", async ({ page, browser }) => {
  const address = await openSession(page, "Stopped");
  await send(page, '[slow 200] [repeat 6 view {"path":"README.md"}] work on');
  await expect(lastTurn(page)).toBeVisible();
  const stopped = await renderers(browser);
  for (const pid of stopped) process.kill(pid, "SIGSTOP");
  try {
    const listed = async () => (await page.request.get(address.replace("/sessions/", "/api/sessions/").concat("/turns"))).text();
    await expect.poll(listed, { timeout: 20_000 }).toContain('"answered"');
  } finally {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
  }
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByText(/^Answer to: .* work on$/)).toBeVisible();
});
