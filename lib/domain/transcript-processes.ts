/** Commands that outlived their turn, once they have ended; pure. */
import type { EventOf } from "./session-event";
import type { Shelf } from "./transcript-trace";
import type { Item, ProcessesItem } from "./transcript-types";

/** Strikes ended processes from the lists that found them, whatever turn those are in; false when none is known. */
export function strikeProcesses(shelf: Shelf, { payload: { pids, by } }: EventOf<"processes_ended">): boolean {
  const ended = new Set(pids);
  const holds = (item: Item): item is ProcessesItem =>
    item.type === "processes" && item.processes.some((process) => !process.ended && ended.has(process.pid));
  let isKnown = false;
  for (let found = shelf.find(holds); found; found = shelf.find(holds)) {
    const processes = found.item.processes.map((process) => (ended.has(process.pid) ? { ...process, ended: true } : process));
    shelf.put(found, { ...found.item, processes, endedBy: by });
    isKnown = true;
  }
  return isKnown;
}
