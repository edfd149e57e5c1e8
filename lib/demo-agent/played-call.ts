/** A tool call played word for word: a test writes what was called and what came back, as a recording has it. */
import type { Stage } from "./stage";

const word = (value: unknown, otherwise: string): string => (typeof value === "string" ? value : otherwise);

/** `tool`, `server`, `params`, `content` (`times` over), `success`; without `content` no result comes. */
export function playCall(stage: Stage, played: Record<string, unknown>): void {
  const toolId = `call_${stage.sessions.nextCall()}_0`;
  const call = { tool: word(played.tool, "tool"), tool_id: toolId, server: word(played.server, "unknown") };
  const place = { session_id: stage.session.id };
  stage.emit({ type: "tool_use", ...call, params: played.params ?? {}, ...place });
  if (typeof played.content !== "string") return;
  const content = played.content.repeat(typeof played.times === "number" ? played.times : 1);
  stage.emit({ type: "tool_result", ...call, content, success: played.success !== false, ...place });
}
