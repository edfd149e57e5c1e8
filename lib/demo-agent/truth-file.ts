/** What this agent says, noted in a file before it is said: with it a test tells what was lost from what never was. */
import { randomUUID } from "node:crypto";
import { fdatasyncSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A frame of a session's stream, or (without one) what is said to one connection only. */
export type TruthLine = { session?: string; stream?: string; seq?: number; text: string };
export type NoteTruth = (line: TruthLine) => void;

/** A file of its own for each process, named after it. A line is on the disk before its frame is sent: what is not there was never sent. */
export function openTruthFile(folder: string): NoteTruth {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, `${process.pid}-${randomUUID()}.jsonl`), "a", 0o600);
  return (line) => {
    writeSync(file, `${JSON.stringify(line)}\n`);
    fdatasyncSync(file);
  };
}
