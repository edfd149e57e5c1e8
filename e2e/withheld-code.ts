// Scripts of the page that come late or never, found by words that stand in them: their names are another build's tomorrow.
import type { Page } from "@playwright/test";

/** From now on scripts with any of these words in them wait, without words all; gives what lets them go. */
export async function holdBack(page: Page, ...words: string[]): Promise<() => Promise<void>> {
  let letGo = () => {};
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/*.js", async (route) => {
    const file = await route.fetch();
    const text = await file.text();
    if (words.length === 0 || words.some((one) => text.includes(one))) await isLetGo;
    await route.fulfill({ response: file, body: text });
  });
  return async () => {
    letGo();
    await page.unrouteAll({ behavior: "wait" });
  };
}

/** From now on no script with any of these words in it can be had; gives how often one was asked for. */
export async function withhold(page: Page, ...words: string[]): Promise<() => number> {
  let refused = 0;
  await page.route("**/*.js", async (route) => {
    const file = await route.fetch();
    const text = await file.text();
    if (!words.some((one) => text.includes(one))) return route.fulfill({ response: file, body: text });
    refused += 1;
    await page.route(route.request().url(), (again) => {
      refused += 1;
      return again.abort();
    });
    return route.abort();
  });
  return () => refused;
}

/** What is fetched when it is needed is tried thirty times, some seconds apart: until nothing is asked for any more. */
export async function tryAll(page: Page, refused: () => number): Promise<void> {
  for (let before = 0, quiet = 0; quiet < 20; quiet = refused() > before ? 0 : quiet + 1) {
    before = refused();
    await page.clock.runFor(5_000);
  }
}
