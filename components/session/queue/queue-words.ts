import { isHeld } from "@/lib/domain/sessions/held-message";
import { isAsking } from "@/lib/domain/transcript/transcript";
import type { QueuedItem, Turn } from "@/lib/domain/transcript/transcript-types";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

/** Why what is queued has not gone out yet, and what it waits for. */
export function queueWords(queue: readonly QueuedItem[], turn: Turn | null, status: LiveStatus | null, isArchived = false): string {
  if (isArchived) return "held until it is restored";
  if (queue.every(isHeld)) return "held until who wrote it may write again";
  if (status?.spooling) return "held until the database is back";
  if (status?.state === "refused") return "held until the agent can be reached";
  if (status?.state === "reconnecting") return "held until the agent is back";
  if (status?.state === "starting" || status?.state === "connecting") return "held until the agent is ready";
  if (status?.state === "waiting_for_place") return "held until a place is free";
  if (turn && isAsking(turn)) return "held until the question above is answered";
  return turn ? "one by one, each when the turn before it has ended" : "sent next";
}
