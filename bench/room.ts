// A folder for one run of a bench, and leaving it in order: what was started is ended, newest first, whether the work succeeds, fails, or is told to end.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export type Room = { folder: string; onEnd(end: () => unknown): void };

export async function inRoom(work: (room: Room) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-bench-"));
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let leaving: Promise<void> | null = null;
  const endAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop())
      await Promise.resolve(end()).catch((error: unknown) => console.error("What a bench started did not end:", error));
  };
  const leave = () => {
    leaving ??= endAll();
    return leaving;
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void leave().then(() => process.exit(1)));
  try {
    await work({ folder, onEnd: (end) => ends.push(end) });
  } finally {
    await leave();
  }
}
