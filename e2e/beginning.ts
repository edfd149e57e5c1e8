// Where a conversation is when it is first seen.
import type { Page } from "@playwright/test";

/** Notes of the next loading whether the transcript was at its end in the first frame in which there was something to scroll, which is before the page's scripts are awake. */
export const watchBeginning = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const look = () => {
      const box = document.querySelector("[role=log]")?.parentElement?.parentElement;
      if (!box || box.scrollHeight <= box.clientHeight || box.clientHeight === 0) return void requestAnimationFrame(look);
      // After all that is done for this frame.
      setTimeout(() => Object.assign(window, { beganAtEnd: box.scrollHeight - box.scrollTop - box.clientHeight < 48 }));
    };
    requestAnimationFrame(look);
  });

export const beganAtEnd = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(window, "beganAtEnd"));
