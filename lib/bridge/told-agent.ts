/** What becomes of a session's agent, as its viewers are told, and as its log has it where the process is the session's own. */
import type { LiveSession } from "./live-session";
import type { AgentEvents } from "./session-agent";

/** `isOwn` false: the demo agent is shared and always there, and no part of the session's story. */
export function toldAgent(live: Pick<LiveSession, "driver" | "setPhase">, isOwn: boolean): AgentEvents {
  const fact = { turn: null };
  return {
    onStarting: (payload) => {
      live.setPhase(payload.waitingForPlace ? "waiting_for_place" : "starting");
      if (isOwn) live.driver?.recordAgent({ ...fact, kind: "agent_starting", at: Date.now(), payload });
    },
    onStarted: (payload) => {
      live.setPhase(null);
      if (isOwn) live.driver?.recordAgent({ ...fact, kind: "agent_started", at: Date.now(), payload });
    },
    onEnded: (payload) => {
      live.setPhase(null);
      if (isOwn || !payload.expected) live.driver?.recordAgent({ ...fact, kind: "agent_ended", at: Date.now(), payload });
    },
  };
}
