/** "Test connection": binds a throw-away session, asks who the agent is, and leaves nothing behind. */
import { randomUUID } from "node:crypto";
import { RefusedError, refuse } from "@/lib/domain/refusal";
import { zeroTotals } from "@/lib/domain/usage";
import type { FoundAgent } from "@/lib/protocol/browser-channel";
import { type AgentDescription, describeAgent } from "./agent-description";
import type { SessionAgent } from "./session-agent";
import { UpstreamConnection, type UpstreamState } from "./upstream-connection";

const PATIENCE_MS = 30_000;

type Place = { cwd: string | null; role: string | null };

/** Resolves with what was found. Refuses "upstream_refused" or "upstream_unavailable" with the exact reason. */
export async function probeUpstream(agent: SessionAgent, { cwd, role }: Place, version: string | null): Promise<FoundAgent> {
  const sessionId = randomUUID();
  let capabilities: string[] = [];
  const link: { current: UpstreamConnection | null } = { current: null };
  try {
    const description = await new Promise<AgentDescription | null>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new RefusedError({ code: "upstream_unavailable", detail: "The agent did not answer within 30 seconds." })),
        PATIENCE_MS,
      );
      const settle = (work: () => void) => {
        clearTimeout(timer);
        work();
      };
      const follow = (state: UpstreamState) => {
        if (state.kind === "refused") settle(() => reject(new RefusedError({ code: "upstream_refused", detail: state.reason })));
        if (state.kind === "reconnecting") settle(() => reject(new RefusedError({ code: "upstream_unavailable", detail: state.reason })));
        if (state.kind !== "bound") return;
        capabilities = state.bound.capabilities;
        link.current?.send({ type: "command", session_id: sessionId, request_id: randomUUID(), command: "info", args: [] });
      };
      link.current = new UpstreamConnection({
        target: () => agent.target(),
        sessionId,
        cwd,
        role,
        resumeFrom: () => null,
        onFrame: ({ parsed }) => {
          if (!parsed.ok || parsed.frame.type !== "status" || !parsed.frame.fields.data) return;
          const { data } = parsed.frame.fields;
          settle(() => resolve(describeAgent(data, zeroTotals)));
        },
        onState: follow,
      });
      link.current.open();
    });
    link.current?.send({ type: "close", session_id: sessionId, request_id: randomUUID() });
    return { capabilities, model: description?.model || null, role: description?.role || null, version };
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse("upstream_unavailable", error instanceof Error ? error.message : undefined);
  } finally {
    await link.current?.close();
    await agent.release();
  }
}
