/** Waiting messages whose writers may not write any more: marked, let go again when the right is back, or sent by somebody as their own. */

import type { DriverDeps } from "@/lib/bridge/sessions/driver-types";
import { isHeld, WRITER_MAY_NOT } from "@/lib/domain/sessions/held-message";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Actor } from "@/lib/domain/viewer";
import type { Waiting } from "./message-queue";

type Deps = Pick<DriverDeps, "mayWrite" | "now" | "newId">;

/** Commits what is to be on record where a mark is not as its writer's right is now. Each writer is asked after once, and anew after a commit: that takes its time. */
export async function markByRight(all: readonly Waiting[], deps: Deps, commit: (fact: EventDraft) => Promise<unknown>): Promise<void> {
  const rights = new Map<number, boolean>();
  for (const waiting of all) {
    const { personId } = waiting.by;
    const mayGo = rights.get(personId) ?? (await deps.mayWrite(personId));
    rights.set(personId, mayGo);
    if (mayGo !== isHeld(waiting)) continue;
    await commit({ kind: "message_queued", at: deps.now(), turn: null, payload: { ...waiting, reason: mayGo ? null : WRITER_MAY_NOT } });
    rights.clear();
  }
}

/** Its text goes on as another message, of whoever sends it now. */
export function takeOver({ messageId, text }: Waiting, by: Actor, place: number, deps: Deps): EventDraft[] {
  const fact = { at: deps.now(), turn: null };
  return [
    { ...fact, kind: "message_removed", payload: { messageId, by } },
    { ...fact, kind: "message_queued", payload: { messageId: deps.newId(), text, by, place, reason: null } },
  ];
}
