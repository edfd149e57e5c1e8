// What the demo agents of a world noted, read as it grows: the frames of each stream, and what was said to single connections.
import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import path from "node:path";
import type { TruthLine } from "@/lib/demo-agent/truth-file";
import { NotedTruth, type TrueStream, type Truth } from "./noted-truth";

const CHUNK_BYTES = 1024 * 1024;

export class TruthFolder implements Truth {
  readonly #folder: string;
  readonly #read = new Map<string, { bytes: number; rest: Buffer }>();
  readonly #noted = new NotedTruth();

  constructor(folder: string) {
    this.#folder = folder;
  }

  streamsOf(session: string): TrueStream[] {
    this.#readOn();
    return this.#noted.streamsOf(session);
  }

  framesOf(session: string): string[] {
    this.#readOn();
    return this.#noted.framesOf(session);
  }

  said(): readonly string[] {
    this.#readOn();
    return this.#noted.said();
  }

  #readOn(): void {
    if (!existsSync(this.#folder)) return;
    // By the order of their beginnings: a session's streams follow each other.
    for (const name of readdirSync(this.#folder).sort())
      for (const line of this.#newLines(name)) this.#noted.take(line, Number.parseInt(name, 10));
  }

  /** Whole lines only: the last one of a killed agent may be cut, and was not sent then. */
  #newLines(name: string): TruthLine[] {
    const place = this.#read.get(name) ?? { bytes: 0, rest: Buffer.alloc(0) };
    this.#read.set(name, place);
    const file = openSync(path.join(this.#folder, name), "r");
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let count = -1; count !== 0; ) {
      count = readSync(file, chunk, 0, CHUNK_BYTES, place.bytes);
      place.bytes += count;
      place.rest = Buffer.concat([place.rest, chunk.subarray(0, count)]);
    }
    closeSync(file);
    const end = place.rest.lastIndexOf("\n") + 1;
    const text = place.rest.subarray(0, end).toString();
    place.rest = place.rest.subarray(end);
    return text.split("\n").flatMap((line): TruthLine[] => (line ? [JSON.parse(line)] : []));
  }
}
