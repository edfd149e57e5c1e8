// A manager who is nothing else in a project sees what its sessions cost, and no word, title or path of them.
import { expect, test } from "@playwright/test";
import { expectTurnEnd, lastTurn, send, turns } from "./people";
import { newColleague, openSession } from "./prepared";

const SECRETS = ["zebra-title-7", "zebra-text-7", "zebra-path-7"];

test("cost and nothing else: page, payloads, routes and socket", async ({ browser }) => {
  test.slow();
  const [owner, manager] = await Promise.all([
    browser.newContext().then((context) => context.newPage()),
    browser.newContext().then((context) => context.newPage()),
  ]);
  await newColleague("Mia Manager", ["manager"], manager);
  const url = await openSession(owner, "zebra-title-7");
  const id = url.split("/").at(-1) ?? "";
  await send(owner, '[cost 0.02] [tool view {"path":"zebra-path-7"}] zebra-text-7');
  await expectTurnEnd(lastTurn(owner), "Answered");

  const heard: string[] = [];
  manager.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  await manager.goto("/sessions");
  await expect(manager.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "New session" })).toHaveCount(0);
  await manager.getByRole("main").getByRole("link", { name: "Costs of Demo" }).click();
  await expect(manager).toHaveURL(/\/projects\/\d+\/costs$/);
  await expect(manager.getByRole("link", { name: "Costs", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(manager.getByRole("status", { name: "Project cost" })).toContainText("$");
  const costs = manager.url();
  await manager.getByRole("main").locator(`a[href="/sessions/${id}"]`).click();
  await expect(manager.getByRole("heading", { level: 1, name: "A session of Administrator" })).toBeVisible();
  await expect(manager).toHaveTitle(/^Cost of a session/);
  await expect(manager.getByRole("definition").first()).toHaveText("$0.0400 play money");
  await expect(manager.getByRole("textbox", { name: "Message" })).toHaveCount(0);

  const bodies = new Map<string, string>();
  for (const address of [url, costs, "/sessions", "/projects"]) {
    for (const headers of [{}, { rsc: "1" }]) {
      const answer = await manager.request.get(address, { headers });
      expect(answer.status(), address).toBe(200);
      bodies.set(`${address} ${JSON.stringify(headers)}`, await answer.text());
    }
  }
  bodies.set("search", await (await manager.request.get("/api/sessions?text=zebra")).text());
  for (const closed of [`/api/sessions/${id}/events/1`, "/sessions?project=1", costs.replace("/costs", "")]) {
    const answer = await manager.request.get(closed);
    expect(answer.status(), closed).toBe(404);
    bodies.set(closed, await answer.text());
  }
  await manager.goto("/sessions");
  await send(owner, "zebra-text-7 again");
  await expect(turns(owner)).toHaveCount(2);
  await expectTurnEnd(lastTurn(owner), "Answered");
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  bodies.set("socket", heard.join("\n"));
  bodies.set("page", await manager.content());
  for (const [where, text] of bodies) for (const secret of SECRETS) expect(text.includes(secret), `${secret} in ${where}`).toBe(false);
  // The owner's own page has all of them: the search above would have found them.
  const own = await (await owner.request.get(url)).text();
  for (const secret of SECRETS) expect(own).toContain(secret);
  await Promise.all([owner.context().close(), manager.context().close()]);
});

test("who may read a session finds it by its title among the costs", async ({ page }) => {
  const title = `Costs with a name ${Date.now() % 100_000}`;
  const url = await openSession(page, title);
  await send(page, "hello");
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.goto("/projects/1/costs");
  await page.getByRole("main").getByRole("link", { name: title }).click();
  await expect(page).toHaveURL(url);
});
