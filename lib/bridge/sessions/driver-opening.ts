/** How a session's driver is opened: once however many ask, and where it must go on by itself again and again, after a while that grows. */

import { RefusedError } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { CallAfter } from "@/lib/platform/call-after";
import { logger } from "@/lib/platform/logger";
import { isStorageAway } from "@/lib/platform/storage-away";
import { Pause } from "./pause";

const PAUSES = { firstMs: 1_000, maxMs: 30_000 };

type Deps = {
  now: () => number;
  after: CallAfter;
  /** It opens, has opened or could not be: viewers may have to be told. */
  onChange: () => void;
};

const isRefused = (error: unknown): error is RefusedError => error instanceof RefusedError;
const isGone = (error: unknown): boolean => isRefused(error) && error.refusal.code === "not_found";

/** Neither somebody's no nor a database that is away: a fault of ours, which nobody would hear of. */
const isFault = (error: unknown): boolean => !isRefused(error) && !isStorageAway(error);

function whyNot(error: unknown): string {
  if (isRefused(error)) return sayRefusal(error.refusal);
  return isFault(error) ? sayRefusal({ code: "internal" }) : "The database cannot be reached.";
}

export class DriverOpening<D> {
  readonly #deps: Deps;
  #opening: Promise<D> | null = null;
  readonly #pause: Pause;
  #isClosed = false;
  /** What was open before, until it has ended. */
  #ending: Promise<unknown> = Promise.resolve();
  /** Why it could not be opened; null: it could, or nobody tried. */
  refused: string | null = null;
  /** When the next try is; null: none is needed. */
  retryAt: number | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#pause = new Pause(deps.after, PAUSES);
  }

  get isOpening(): boolean {
    return this.#opening !== null;
  }

  /** Nothing opens, and nothing will by itself. */
  get isIdle(): boolean {
    return this.#opening === null && this.retryAt === null;
  }

  /** For whoever asks: it fails when it cannot be opened now. */
  start(open: () => Promise<D>): Promise<D> {
    if (this.#isClosed) return Promise.reject(new RefusedError({ code: "restarting" }));
    this.#opening ??= this.#try(open).finally(() => {
      this.#opening = null;
      this.#deps.onChange();
    });
    return this.#opening;
  }

  /** For nobody who could ask again: only a refusal ends it. */
  begin(open: () => Promise<D>): void {
    this.insist(open, open, isRefused);
  }

  /** `open` first, and `again` until one of them or somebody who asks has opened it, or the session is gone. */
  insist(open: () => Promise<D>, again = open, isFinal = isGone): void {
    this.start(open).catch((error: unknown) => {
      if (isFault(error)) logger.error({ err: error }, "a session could not be opened");
      if (this.#isClosed || this.#pause.isOn || isFinal(error)) return;
      const ms = this.#pause.begin(() => {
        this.retryAt = null;
        this.insist(again, again, isFinal);
      });
      this.retryAt = this.#deps.now() + ms;
      this.#deps.onChange();
    });
  }

  /** Nobody tries any more, until somebody asks, who waits for what is still `ending`. */
  stop(why: string | null, ending?: Promise<unknown>): void {
    if (ending) this.#ending = Promise.allSettled([this.#ending, ending]);
    this.refused = why;
    this.#pause.end();
    this.#pause.wentWell();
    this.retryAt = null;
  }

  /** For good. Resolves when what was opening has opened, or not. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.stop(null);
    await this.#opening?.catch(() => {});
    await this.#ending;
  }

  async #try(open: () => Promise<D>): Promise<D> {
    this.refused = null;
    try {
      await this.#ending;
      const driver = await open();
      this.stop(null);
      return driver;
    } catch (error) {
      this.refused = whyNot(error);
      throw error;
    }
  }
}
