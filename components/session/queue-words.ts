import type { Turn } from "@/lib/domain/transcript-types";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

/** Why what is queued has not gone out yet, and what it waits for. */
export function queueWords(turn: Turn | null, status: LiveStatus | null): string {
  if (status?.spooling) return "goes out when the database is back";
  if (status?.state === "refused") return "waits until the agent can be reached";
  if (status?.state === "reconnecting") return "waits until the agent is back";
  if (status?.state === "starting" || status?.state === "connecting") return "goes out when the agent is ready";
  if (status?.state === "waiting_for_place") return "waits for a free place";
  if (turn?.items.some((item) => item.type === "question" && item.state.kind === "open"))
    return "waits for the answer to the question above";
  return turn ? "one by one, each when the turn before it has ended" : "goes out next";
}
