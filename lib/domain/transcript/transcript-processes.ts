/** Commands that outlived their turn: what belongs to which, and once they have ended. */
import type { Actor } from "@/lib/domain/viewer";
import type { Shelf } from "./transcript-shelf";
import type { Item, ProcessesItem } from "./transcript-types";

/** Strikes processes that ended from the lists that found them, whatever turn those are in; false when none is known. `by` null: by themselves, or with their agent. */
export function strikeProcesses(shelf: Shelf, hasEnded: (pid: number) => boolean, by: Actor | null): boolean {
  const strikes = ({ pid, ended }: Listed[number]) => !ended && hasEnded(pid);
  const holds = (item: Item): item is ProcessesItem => item.type === "processes" && item.processes.some(strikes);
  let isKnown = false;
  for (let found = shelf.find(holds); found; found = shelf.find(holds)) {
    const processes = found.item.processes.map((process) => (strikes(process) ? { ...process, ended: true } : process));
    shelf.put(found, { ...found.item, processes, endedBy: by });
    isKnown = true;
  }
  return isKnown;
}

type Listed = ProcessesItem["processes"];

/** Each below what started it, `depth` steps under the command itself. */
export function commandTree(processes: Listed): { process: Listed[number]; depth: number }[] {
  const pids = new Set(processes.map(({ pid }) => pid));
  const below = (parent: number, depth: number): ReturnType<typeof commandTree> =>
    processes.filter((one) => one.parent === parent).flatMap((process) => [{ process, depth }, ...below(process.pid, depth + 1)]);
  return processes
    .filter(({ parent }) => parent === undefined || !pids.has(parent))
    .flatMap((process) => [{ process, depth: 0 }, ...below(process.pid, 1)]);
}

/** A command counts once, however many processes it started. */
export function countRunning(processes: Listed): number {
  const running = processes.filter(({ ended }) => !ended);
  const pids = new Set(running.map(({ pid }) => pid));
  return running.filter(({ parent }) => parent === undefined || !pids.has(parent)).length;
}
