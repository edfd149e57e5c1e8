/** How a session's agent is, in one of the words that viewers see; pure. */

import type { AgentLine } from "@/lib/bridge/line/agent-line";
import type { LiveStatus } from "@/lib/protocol/browser-channel";

/** The agent's process is being started, waits for a place, or neither. */
export type AgentPhase = "starting" | "waiting_for_place" | null;

type Coarse = Pick<LiveStatus, "state" | "detail" | "retryAt">;
/** `retryAt`: when what could not be opened is tried again by itself. */
type Opening = { refused: string | null; retryAt: number | null; isOpening: boolean };

const plain = (state: LiveStatus["state"], detail: string | null = null, retryAt: number | null = null): Coarse => ({
  state,
  detail,
  retryAt,
});

/** `line` null: nobody drives the session, which is fine as long as nobody was refused. `again`: when an agent that refused is tried again. */
export function coarseStatus(
  line: Pick<AgentLine, "state" | "isReady" | "tracker"> | null,
  { refused, retryAt, isOpening }: Opening,
  phase: AgentPhase,
  again: { retryAt: number | null },
): Coarse {
  if (!line) return refused === null ? plain(isOpening ? "connecting" : "ready") : plain("refused", refused, retryAt);
  const { state } = line;
  switch (state.kind) {
    case "bound":
      return plain(line.tracker.open ? "running" : line.isReady ? "ready" : "connecting");
    case "refused":
      return plain("refused", state.reason, again.retryAt);
    case "reconnecting":
      return phase ? plain(phase) : plain("reconnecting", state.reason, state.retryAt);
    case "connecting":
    case "closed":
      return plain(phase ?? "connecting");
    default:
      return state satisfies never;
  }
}
