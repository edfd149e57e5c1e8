/** The agent of a live session, as its project has it: what viewers and the log are told of it, and what becomes of the session where it moves. */
import { agentSpecOf, hasMoved, type LiveRow } from "@/lib/bridge/sessions/live-row";
import type { LiveSession } from "@/lib/bridge/sessions/live-session";
import type { AgentEvents } from "./managed-agent";
import { unlessMoved } from "./moved-agent";
import type { SessionAgent, SessionAgents } from "./session-agent";

/** `isOwn` false: the demo agent is shared and always there, and no part of the session's story. */
function eventsFor(live: Pick<LiveSession, "driver" | "setPhase">, isOwn: boolean): AgentEvents {
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

/** One at an address is left for another once it has to be reached again; a process of ours goes on as it was started. */
export function agentOf(live: LiveSession, row: LiveRow, agents: SessionAgents): SessionAgent {
  const { kind } = row.upstream;
  const agent = agents.agentFor(agentSpecOf(row), eventsFor(live, kind === "managed"));
  if (kind !== "external") return agent;
  return unlessMoved(
    agent,
    () => hasMoved(row),
    () => live.reopen(),
  );
}
