/** Where log lines go: nobody waits for it, and what it does not take (a full disk, a terminal that is gone) costs lines, never the process. */
import { write, writeSync } from "node:fs";

/** Characters that wait at most; what comes above is left out. */
const WAITING_MAX = 4 * 1024 * 1024;
/** A pipe whose reader is slow. */
const RETRY_MS = 50;
/** At the end of the process nothing else can happen meanwhile. */
const LAST_TRIES = 20;

const isFull = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EAGAIN";

export class LogOutput {
  readonly #fd: number;
  #waiting: string[] = [];
  #length = 0;
  #isWriting = false;
  /** What a slow reader has not taken yet. */
  #refused: Buffer | null = null;

  constructor(fd: number) {
    this.#fd = fd;
    process.once("exit", () => this.#writeRest());
  }

  write(line: string): void {
    if (this.#length + line.length > WAITING_MAX) return;
    this.#waiting.push(line);
    this.#length += line.length;
    if (!this.#isWriting) this.#writeAll();
  }

  #take(): Buffer {
    const taken = Buffer.from(this.#waiting.join(""));
    this.#waiting = [];
    this.#length = 0;
    return taken;
  }

  #writeAll(): void {
    this.#isWriting = this.#waiting.length > 0;
    if (this.#isWriting) this.#writePart(this.#take());
  }

  #writePart(part: Buffer, isBegun = false): void {
    this.#refused = null;
    write(this.#fd, part, 0, part.length, null, (error, written) => {
      if (isFull(error)) {
        this.#refused = part;
        setTimeout(() => this.#writePart(part, isBegun), RETRY_MS);
      } else if (!error && written < part.length) this.#writePart(part.subarray(written), true);
      else {
        // The next line begins anew behind one that was cut.
        if (error && isBegun) this.#waiting.unshift("\n");
        this.#writeAll();
      }
    });
  }

  /** What is being written at this moment gets written: Node waits for it. It may come behind this; each line says its time. */
  #writeRest(): void {
    const rest = Buffer.concat([...(this.#refused ? [this.#refused] : []), this.#take()]);
    for (let from = 0, tries = 0; from < rest.length && tries < LAST_TRIES; ) {
      try {
        from += writeSync(this.#fd, rest, from);
      } catch (error) {
        if (!isFull(error)) return;
        tries += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
      }
    }
  }
}
