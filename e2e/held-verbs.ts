import type { Page } from "@playwright/test";

/** Holds what the page asks of the server's verbs until it is let go. */
export async function holdVerbs(page: Page): Promise<() => void> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/*", async (route) => {
    if (route.request().headers()["next-action"] !== undefined) await free;
    await route.continue();
  });
  return letGo;
}
