const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const TRIES = 30;

/**
 * Code of the page that is fetched when it is needed, tried again for some two minutes: a server that is away at that moment must cost the
 * person neither what they opened nor the page around it.
 */
export async function untilThere<T>(load: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1, wait = FIRST_WAIT_MS; ; left -= 1, wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await load();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}
