/** Tools that talk to the session itself: a question to the person, a delegated run, a skill. */
import { startRun } from "./runs";
import { PROJECT_NAME } from "./scratch";
import type { ToolContext, ToolOutcome } from "./tool";

const DEFAULT_FORM = {
  type: "object",
  properties: {
    confirm: { type: "boolean", title: "Confirm" },
    reason: { type: "string", title: "Why" },
    level: { type: "string", title: "Level", enum: ["low", "high"] },
  },
  required: ["confirm"],
};

const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** `question`, and optionally `schema`, the form to fill in. */
export async function ask(params: Record<string, unknown>, { session, signal, toolId }: ToolContext): Promise<ToolOutcome> {
  const form = { mode: "form", message: word(params.question) || "Go on?", requestedSchema: params.schema ?? DEFAULT_FORM };
  const answer = await session.ask("ask", toolId, form, signal);
  const told = answer.action === "accept" ? { action: answer.action, content: answer.content ?? {} } : { action: answer.action };
  return { content: `the user said ${JSON.stringify(told)}`, success: true };
}

/** `role` and `prompt`; the reply comes later as an injected turn. */
export async function tap(params: Record<string, unknown>, context: ToolContext): Promise<ToolOutcome> {
  const run = startRun(context.session, context.sessions, word(params.role) || "reviewer", word(params.prompt));
  const message = "Tap-run started. Reply will be injected as a user message when ready.";
  return { content: JSON.stringify({ id: run.id, role: run.role, workdir: PROJECT_NAME, message }), success: true };
}

export async function skill(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  const name = word(params.name) || "code-review";
  session.emit({ type: "skill", action: "use", name, session_id: session.id });
  return { content: `Skill '${name}' is active.`, success: true };
}
