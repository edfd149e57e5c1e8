/** Hears from PostgreSQL when a page has written to a session's log; a lost connection is made again, and then everything is looked at. */
import pg from "pg";
import { z } from "zod";
import { requireSetting } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";

const RETRY_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** A connection that something on the way has forgotten says nothing, and looks as one on which nobody writes: it is asked. */
const ASK_MS = 20_000;
const ANSWER_TIMEOUT_MS = 10_000;

type Wishes = { address?: string; askMs?: number; answerMs?: number };

export class SessionNotices {
  readonly #onNotice: (sessionId: string) => void;
  readonly #onMissed: () => void;
  #client: pg.Client | null = null;
  readonly #wishes: Required<Wishes>;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /** `onMissed`: notices may have been lost while there was no connection. */
  constructor(
    onNotice: (sessionId: string) => void,
    onMissed: () => void,
    { address = requireSetting("DATABASE_URL"), askMs = ASK_MS, answerMs = ANSWER_TIMEOUT_MS }: Wishes = {},
  ) {
    this.#onNotice = onNotice;
    this.#onMissed = onMissed;
    this.#wishes = { address, askMs, answerMs };
  }

  async open(): Promise<void> {
    const { address, answerMs } = this.#wishes;
    const client = new pg.Client({
      connectionString: address,
      application_name: "octomind-dashboard notices",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: answerMs,
    });
    client.on("error", () => {}); // the end follows and is what counts
    client.once("end", () => this.#retry());
    client.on("notification", ({ payload }) => {
      // Whoever may ask this database anything may say anything there: a look for what is no id fails, and is made again.
      const said = z.uuid().safeParse(payload);
      if (said.success) this.#onNotice(said.data);
    });
    try {
      await client.connect();
      await client.query("LISTEN session_events");
      this.#client = client;
      this.#ask(client);
      this.#onMissed();
    } catch (err) {
      logger.warn({ err }, "changes of pages are not heard right now");
      await client.end().catch(() => {});
      this.#retry();
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#asking);
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  #ask(client: pg.Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#asking = setTimeout(() => {
      client.query("SELECT 1").then(
        () => this.#ask(client),
        () => client.end().catch(() => {}),
      );
    }, this.#wishes.askMs);
    this.#asking.unref();
  }

  #retry(): void {
    this.#client = null;
    clearTimeout(this.#asking);
    if (this.#isClosed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.open();
    }, RETRY_MS);
    this.#timer.unref();
  }
}
