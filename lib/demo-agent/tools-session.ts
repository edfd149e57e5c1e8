/** Tools that talk to the session itself: a question to the person, a delegated run, a skill. */
import { randomUUID } from "node:crypto";
import { type RunCall, startRun } from "./runs";
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

/** `question`, and optionally `schema`, the form to fill in, or `url`, an address to open instead of a form. */
export async function ask(params: Record<string, unknown>, { session, signal, toolId }: ToolContext): Promise<ToolOutcome> {
  const message = word(params.question) || "Go on?";
  const question =
    typeof params.url === "string"
      ? { mode: "url", message, elicitationId: randomUUID(), url: params.url }
      : { mode: "form", message, requestedSchema: params.schema ?? DEFAULT_FORM };
  const answer = await session.ask("ask", toolId, question, signal);
  const hasContent = answer.action === "accept" && question.mode === "form";
  const told = hasContent ? { action: answer.action, content: answer.content ?? {} } : { action: answer.action };
  return { content: `the user said ${JSON.stringify(told)}`, success: true };
}

/** `[{tool, params}]`: what a script has the run do. */
function callsOf(asked: unknown): RunCall[] {
  if (!Array.isArray(asked)) return [];
  return asked.map((call) => ({ tool: word(call?.tool), params: typeof call?.params === "object" && call.params ? call.params : {} }));
}

/** `role` and `prompt`, in tests `calls` too; the reply comes later as an injected turn. */
export async function tap(params: Record<string, unknown>, context: ToolContext): Promise<ToolOutcome> {
  const order = { role: word(params.role) || "reviewer", prompt: word(params.prompt) };
  const calls = context.sessions.options.directives ? callsOf(params.calls) : [];
  const run = startRun(context.session, context.sessions, { ...order, calls });
  const message = "Tap-run started. Reply will be injected as a user message when ready.";
  return { content: JSON.stringify({ id: run.id, role: run.role, workdir: PROJECT_NAME, message }), success: true };
}

export async function skill(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  const name = word(params.name) || "code-review";
  session.emit({ type: "skill", action: "use", name, session_id: session.id });
  return { content: `Skill '${name}' is active.`, success: true };
}
