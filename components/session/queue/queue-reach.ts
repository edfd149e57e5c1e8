/** Which of the waiting messages a person may change, and how; pure. The bridge asks the same and has the last word. */
import { isHeld } from "@/lib/domain/sessions/held-message";
import type { QueuedItem } from "@/lib/domain/transcript/transcript-types";

/** `others`: the queue is theirs to order. */
export type QueueReach = { personId: number; others: boolean };

export type QueueWays = {
  /** Nobody changes the words of somebody else. */
  edit: boolean;
  remove: boolean;
  up: boolean;
  down: boolean;
  first: boolean;
  /** Sent, it is theirs: whoever wrote it may not write any more. */
  isTakenOver: boolean;
};

/** What this person may do with one waiting message: nobody but the owner puts a message before those of others. */
export function queueWays(queue: readonly QueuedItem[], index: number, { personId, others }: QueueReach): QueueWays {
  const item = queue[index];
  const isOwn = item?.by.personId === personId;
  const reaches = isOwn || others;
  const mayPass = (above: readonly QueuedItem[]) => others || above.every(({ by }) => by.personId === personId);
  return {
    edit: isOwn,
    remove: reaches,
    up: reaches && index > 0 && mayPass(queue.slice(index - 1, index)),
    down: reaches && index < queue.length - 1,
    first: reaches && mayPass(queue.slice(0, index)),
    isTakenOver: item !== undefined && isHeld(item) && !isOwn,
  };
}
