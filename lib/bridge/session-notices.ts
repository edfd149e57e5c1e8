/** Hears from PostgreSQL when a page has written to a session's log; a lost connection is made again, and then everything is looked at. */
import pg from "pg";
import { requireSetting } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";

const RETRY_MS = 2_000;

export class SessionNotices {
  readonly #onNotice: (sessionId: string) => void;
  readonly #onMissed: () => void;
  #client: pg.Client | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  /** `onMissed`: notices may have been lost while there was no connection. */
  constructor(onNotice: (sessionId: string) => void, onMissed: () => void) {
    this.#onNotice = onNotice;
    this.#onMissed = onMissed;
  }

  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: requireSetting("DATABASE_URL"),
      application_name: "octomind-dashboard notices",
      keepAlive: true,
    });
    client.on("error", () => {}); // the end follows and is what counts
    client.once("end", () => this.#retry());
    client.on("notification", ({ payload }) => payload && this.#onNotice(payload));
    try {
      await client.connect();
      await client.query("LISTEN session_events");
      this.#client = client;
      this.#onMissed();
    } catch (err) {
      logger.warn({ err }, "changes of pages are not heard right now");
      await client.end().catch(() => {});
      this.#retry();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  #retry(): void {
    this.#client = null;
    if (this.#isClosed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.open();
    }, RETRY_MS);
    this.#timer.unref();
  }
}
