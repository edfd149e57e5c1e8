// What can be measured of a page's accessibility: violations of WCAG 2.2 AA by axe, and that nothing scrolls sideways.
import { expect, type Page } from "@playwright/test";
import axe, { type RunOnly, type RunOptions } from "axe-core";

const WCAG: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** What a theme can change. */
const COLOURS: RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** A line for each violation on the page as it is now: the rule and the elements that break it. */
export async function violationsOn(page: Page, runOnly: RunOnly = WCAG): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // Passes are most of what it finds, and are not asked for.
  const options: RunOptions = { runOnly, resultTypes: ["violations"], elementRef: false };
  const found = await page.evaluate(async (run) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, run); // as: put there by the line above
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  }, options);
  return found.map(({ id, nodes }) => `${id}: ${nodes.join(" ")}`);
}

export const fitsIn = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** No violation and no sideways scroll, in both themes, at each of these widths or as wide as the page is. */
export async function expectAccessible(page: Page, what: string, widths: readonly number[] = []): Promise<void> {
  for (const width of widths.length > 0 ? widths : [null]) {
    if (width !== null) await page.setViewportSize({ width, height: 844 });
    const at = width === null ? what : `${what}, ${width} px`;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOn(page, colorScheme === "light" ? WCAG : COLOURS), `${at}, ${colorScheme}`).toEqual([]);
      expect(await fitsIn(page), `${at} scrolls sideways`).toBe(true);
    }
  }
}
