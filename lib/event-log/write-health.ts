/** Whether the log takes what is written: so says the last write, and where nobody has written for a while, a try. */
import type pg from "pg";

/** Longer than whoever has something to record waits before the next try of their own: theirs tells more. */
const QUIET_MS = 7_000;
/** Some hundred KB that need room of their own and leave none behind; what is changed in place may find some on a full disk. */
const TRY = "CREATE TEMP TABLE room_to_write ON COMMIT DROP AS SELECT generate_series(1, 20000) AS n";
const DISK_FULL = "53100";
const MAY_NOT_TRY = "42501";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);

type Deps = { pool: Pick<pg.Pool, "query">; now?: () => number };

export class WriteHealth {
  readonly #pool: Deps["pool"];
  readonly #now: () => number;
  #trouble: { error: unknown; at: number } | null = null;
  #trying: Promise<void> | null = null;

  constructor({ pool, now = () => performance.now() }: Deps) {
    this.#pool = pool;
    this.#now = now;
  }

  wrote(): void {
    this.#trouble = null;
  }

  /** Nobody reached the database, or it could not store what was right. */
  failed(error: unknown): void {
    this.#trouble = { error, at: this.#now() };
  }

  /** In words, for who runs the dashboard; null: it takes it. */
  async whyNot(): Promise<string | null> {
    if (this.#trouble && this.#now() - this.#trouble.at > QUIET_MS) {
      this.#trying ??= this.#try().finally(() => {
        this.#trying = null;
      });
      await this.#trying;
    }
    if (!this.#trouble) return null;
    return codeOf(this.#trouble.error) === DISK_FULL ? "the disk of the database is full" : "the database takes nothing";
  }

  async #try(): Promise<void> {
    const tried = this.#trouble;
    const error = await this.#pool.query(TRY).then(
      () => null,
      (reason: unknown) => reason,
    );
    // A write of somebody's that ended meanwhile knows better.
    if (this.#trouble !== tried) return;
    if (error === null || codeOf(error) === MAY_NOT_TRY) this.wrote();
    else this.failed(error);
  }
}
