import { expect, type Page, test } from "@playwright/test";
import { expectTurnEnd, lastTurn, newSession, send, signIn } from "./people";

/** Collects what the browser refused on any page of this tab, as the browser itself reports it. */
async function refusals(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.exposeFunction("reportRefusal", (words: string) => found.push(words));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      Reflect.get(window, "reportRefusal")(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`),
    );
  });
  return found;
}

test("no page asks for what the content policy forbids, and the policy has no unsafe scripts", async ({ page }) => {
  const found = await refusals(page);
  const nonces = new Set<string>();
  const visit = async (path: string) => {
    const response = await page.goto(path);
    const policy = response?.headers()["content-security-policy"] ?? "";
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src")) ?? "";
    expect(scripts, path).toMatch(/^script-src 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic'$/);
    nonces.add(scripts);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  };
  await visit("/sign-in");
  await signIn(page);
  const paths = ["/sessions", "/sessions/new", "/projects", "/projects/new", "/projects/1", "/people", "/account", "/no-such-page"];
  for (const path of [...paths, "/welcome/no-such-link"]) await visit(path);
  expect(nonces.size).toBe(paths.length + 2);

  await newSession(page, "Under a policy");
  await send(page, '[think] [tool view {"path":"README.md"}] ```ts\nconst a = 1;\n``` **bold** ![x](https://example.com/x.png)');
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.reload();
  await expectTurnEnd(lastTurn(page), "Answered");
  expect(found).toEqual([]);
});

test("a script that gets into a page does not run", async ({ page }) => {
  const found = await refusals(page);
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const holder = document.createElement("div");
    holder.innerHTML = "<img src=x onerror='window.attacked = true'>";
    document.body.append(holder);
  });
  await expect.poll(() => found.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => Reflect.get(window, "attacked"))).toBeUndefined();
});
