/** "Test connection": binds a throw-away session, asks who the agent is, and unloads it again. */
import { randomUUID } from "node:crypto";
import { describeAgent } from "@/lib/bridge/line/agent-description";
import { UpstreamConnection, type UpstreamOptions, type UpstreamState } from "@/lib/bridge/upstream/upstream-connection";
import { RefusedError, refuse } from "@/lib/domain/refusal";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import type { FoundAgent } from "@/lib/protocol/browser-channel";
import type { UpstreamFrame } from "@/lib/protocol/upstream-frames";
import type { AgentEvents } from "./managed-agent";
import type { SessionAgent } from "./session-agent";

const PATIENCE_MS = 30_000;
const NO_ANSWER = "The agent did not answer within 30 seconds.";
const NO_PLACE =
  "No agent could be started to be asked: all places are taken. Try again when a session has ended, or allow more (OCTOMIND_MAX_PROCESSES, OCTOMIND_MAX_MEMORY_MB).";

type Where = Pick<UpstreamOptions, "cwd" | "role">;
type Said = Pick<FoundAgent, "model" | "role">;

/** What a frame says of the agent, if it answers our `info`. An agent that knows no `info` is an agent all the same. */
function answerIn(frame: UpstreamFrame): Said | null {
  if (frame.type === "error") return { model: null, role: null };
  if (frame.type !== "status" || !frame.fields.data) return null;
  const said = describeAgent(frame.fields.data, zeroTotals);
  return { model: said?.model || null, role: said?.role || null };
}

class Probe {
  readonly #sessionId = randomUUID();
  readonly #connection: UpstreamConnection;
  #capabilities: string[] = [];
  #isAsked = false;
  #settle: { found(said: Said): void; failed(error: RefusedError): void } = { found: () => {}, failed: () => {} };

  constructor(agent: SessionAgent, where: Where) {
    this.#connection = new UpstreamConnection({
      ...where,
      target: () => agent.target(),
      sessionId: this.#sessionId,
      resumeFrom: () => null,
      onFrame: ({ parsed }) => {
        const said = parsed.ok && this.#isAsked ? answerIn(parsed.frame) : null;
        if (said) this.#settle.found(said);
      },
      onState: (state) => this.#follow(state),
    });
  }

  /** Rejects with the first reason why not. */
  async ask(hasPlace: () => boolean): Promise<Omit<FoundAgent, "version">> {
    let patience: ReturnType<typeof setTimeout> | undefined;
    try {
      const said = await new Promise<Said>((found, failed) => {
        this.#settle = { found, failed };
        patience = setTimeout(() => this.#fail("upstream_unavailable", hasPlace() ? NO_ANSWER : NO_PLACE), PATIENCE_MS);
        this.#connection.open();
      });
      this.#connection.send({ type: "close", session_id: this.#sessionId, request_id: randomUUID() });
      return { capabilities: this.#capabilities, ...said };
    } finally {
      clearTimeout(patience);
      await this.#connection.close();
    }
  }

  #follow(state: UpstreamState): void {
    if (state.kind === "refused") this.#fail("upstream_refused", state.reason);
    if (state.kind === "reconnecting") this.#fail("upstream_unavailable", state.reason);
    if (state.kind !== "bound") return;
    this.#capabilities = state.bound.capabilities;
    this.#isAsked = this.#connection.send({
      type: "command",
      session_id: this.#sessionId,
      request_id: randomUUID(),
      command: "info",
      args: [],
    });
  }

  #fail(code: "upstream_refused" | "upstream_unavailable", detail: string): void {
    this.#settle.failed(new RefusedError({ code, detail }));
  }
}

/**
 * Resolves with what was found, and lets the agent go. `agentFor` gives the agent that tells these events. Refuses "upstream_refused" or
 * "upstream_unavailable" with the exact reason.
 */
export async function probeUpstream(
  agentFor: (events: AgentEvents) => SessionAgent,
  where: Where,
  version: string | null,
): Promise<FoundAgent> {
  let hasPlace = true;
  const agent = agentFor({
    onStarting: ({ waitingForPlace }) => {
      hasPlace = !waitingForPlace;
    },
    onStarted: () => {},
    onEnded: () => {},
  });
  try {
    return { ...(await new Probe(agent, where).ask(() => hasPlace)), version };
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse("upstream_unavailable", error instanceof Error ? error.message : undefined);
  } finally {
    await agent.release();
  }
}
