// What pages show until what is on them was read.
import { expect, type Route, test } from "@playwright/test";
import { holdTable } from "./held-table";
import { beAdministrator } from "./prepared";

test.beforeEach(({ page }) => beAdministrator(page));

test("a project and its costs show their name and their shape until they are read", async ({ page }) => {
  const skeleton = page.getByRole("main").getByRole("status", { name: "Loading" });
  for (const [link, heading, comes] of [
    ["Costs of Demo", "Costs of Demo", /No cost yet|of the project|the sum is of all/],
    ["Demo", "Demo", /^It has \d+ sessions?\./],
  ] as const) {
    await page.goto("/projects");
    const letGo = await holdTable("upstream");
    await page.getByRole("main").getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(skeleton).toBeVisible();
    await letGo();
    await expect(page.getByRole("main").getByText(comes)).toBeVisible();
    await expect(skeleton).toHaveCount(0);
  }
});

test("the account and a new session show their name and their own shape until they are read", async ({ page }) => {
  const skeleton = page.getByRole("main").getByRole("status", { name: "Loading" });
  const isShape = (headers: Record<string, string>) => "next-router-prefetch" in headers && !("next-router-segment-prefetch" in headers);
  for (const [name, path, comes] of [
    ["Account", "/account", "Where you are signed in."],
    ["New session", "/sessions/new", "Left empty, the first message gives it its name."],
  ] as const) {
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name, exact: true });
    let letGo = () => {};
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const isAhead = (route: Route) => "next-router-prefetch" in route.request().headers();
    await page.route(`**${path}?_rsc=*`, (route) =>
      isAhead(route) ? route.continue() : free.then(() => route.continue()).catch(() => {}),
    );
    // That the shape was fetched ahead is seen from outside; that the router has taken it in is not: a click may come between.
    await expect(async () => {
      await page.mouse.move(0, 0);
      await page.goto("/projects");
      const ahead = page.waitForResponse((answer) => new URL(answer.url()).pathname === path && isShape(answer.request().headers()), {
        timeout: 5_000,
      });
      await Promise.all([ahead, link.hover()]);
      await link.click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await expect(skeleton).toBeVisible();
    letGo();
    await expect(page.getByRole("main").getByText(comes)).toBeVisible();
    await expect(skeleton).toHaveCount(0);
  }
});

test("no form goes out by itself before the page's scripts are there", async ({ page }) => {
  await page.route("**/*.js", () => {});
  for (const [address, button] of [
    ["/account", "Save"],
    ["/account", "Change password"],
    ["/projects/1", "Save"],
    ["/projects/new", "Create project"],
    ["/sessions/new", "Start session"],
  ] as const) {
    await page.goto(address, { waitUntil: "commit" });
    const submit = page.getByRole("main").getByRole("button", { name: button, exact: true }).first();
    await expect(submit, `${button} of ${address}`).toBeDisabled();
    await expect(submit).toHaveCSS("opacity", "1");
  }
});

test("a project that is not there is answered with 404, and so are its costs", async ({ page }) => {
  for (const address of ["/projects/2147483647", "/projects/2147483647/costs", "/projects/0/costs", "/projects/9999999999", "/projects/x"])
    expect((await page.request.get(address)).status(), address).toBe(404);
});
