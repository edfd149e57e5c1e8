/** An agent at an address, for as long as the project has it there: looked at again before it is tried again. */
import { callAfter } from "@/lib/platform/call-after";
import type { SessionAgent } from "./session-agent";

/** A database that says nothing for so long, or is away, moves nobody: the agent may be there again. */
const LOOK_MS = 2_000;

/** `onMoved` comes in place of a try where the project has another agent by then. */
export function unlessMoved(agent: SessionAgent, hasMoved: () => Promise<boolean>, onMoved: () => void): SessionAgent {
  let isFirst = true;
  let isLeft = false;
  const look = () =>
    Promise.race([hasMoved().catch(() => false), new Promise<false>((resolve) => callAfter(LOOK_MS, () => resolve(false)))]);
  return {
    ...agent,
    target: async () => {
      if (!isFirst && (await look())) {
        // Let go while it was looked at: who came after it knows better.
        if (!isLeft) onMoved();
        throw new Error("The project has another agent now.");
      }
      isFirst = false;
      return agent.target();
    },
    release: () => {
      isLeft = true;
      return agent.release();
    },
  };
}
