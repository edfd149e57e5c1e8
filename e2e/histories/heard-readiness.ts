// What /readyz says all the while, as whoever sends requests to the server asks it.
import { vi } from "vitest";

const EVERY_MS = 100;
const patient = { timeout: 30_000, interval: EVERY_MS };

export class HeardReadiness {
  readonly #address: string;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #heard = new Set<string>();

  constructor(url: string) {
    this.#address = `${url}/readyz`;
    this.#timer = setInterval(() => void this.#ask().catch(() => {}), EVERY_MS); // a server that was killed answers nothing
  }

  async untilReady(): Promise<void> {
    await vi.waitFor(async () => {
      const said = await this.#ask();
      if (!said.startsWith("200")) throw new Error(said);
    }, patient);
  }

  /** All that it has said, each once. */
  stop(): string[] {
    clearInterval(this.#timer);
    return [...this.#heard];
  }

  async #ask(): Promise<string> {
    const answer = await fetch(this.#address);
    const said = `${answer.status} ${(await answer.text()).trim()}`;
    this.#heard.add(said);
    return said;
  }
}
