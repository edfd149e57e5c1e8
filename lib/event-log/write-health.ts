/** Whether the log takes what is written: so says the last write, and where nobody has written for a while, a try. */
import type pg from "pg";

/** Longer than whoever has something to record waits before the next try of their own: theirs tells more. */
const QUIET_MS = 7_000;
/** Some hundred KB that need room of their own and leave none behind; what is changed in place may find some on a full disk. */
const TRY = "CREATE TEMP TABLE room_to_write ON COMMIT DROP AS SELECT generate_series(1, 20000) AS n";
const DISK_FULL = "53100";
const MAY_NOT_TRY = "42501";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : null);
const wordsOf = (error: unknown): string =>
  codeOf(error) === DISK_FULL ? "the disk of the database is full" : "the database takes nothing";

type Deps = { pool: Pick<pg.Pool, "query">; now?: () => number };

export class WriteHealth {
  readonly #pool: Deps["pool"];
  readonly #now: () => number;
  /** When each was met last, since the last write that went well; the newest is the last one. */
  #troubles = new Map<string, number>();
  #trying: Promise<void> | null = null;

  constructor({ pool, now = () => performance.now() }: Deps) {
    this.#pool = pool;
    this.#now = now;
  }

  wrote(): void {
    this.#troubles = new Map();
  }

  /** Nobody reached the database, or it could not store what was right. */
  failed(error: unknown): void {
    const words = wordsOf(error);
    const now = this.#now();
    const others = [...this.#troubles].filter(([other, at]) => other !== words && now - at <= QUIET_MS);
    this.#troubles = new Map([...others, [words, now]]);
  }

  /** All reasons in words, for who runs the dashboard; none: it takes it. */
  async whyNot(): Promise<string[]> {
    const newest = [...this.#troubles.values()].at(-1);
    if (newest !== undefined && this.#now() - newest > QUIET_MS) {
      this.#trying ??= this.#try().finally(() => {
        this.#trying = null;
      });
      await this.#trying;
    }
    return [...this.#troubles.keys()];
  }

  async #try(): Promise<void> {
    const tried = this.#troubles;
    const error = await this.#pool.query(TRY).then(
      () => null,
      (reason: unknown) => reason,
    );
    // A write of somebody's that ended meanwhile knows better.
    if (this.#troubles !== tried) return;
    if (error === null || codeOf(error) === MAY_NOT_TRY) this.wrote();
    else this.failed(error);
  }
}
