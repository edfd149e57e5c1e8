/** Tools that talk to the session itself: a question to the person, a message for later, a delegated run, a skill. */
import { randomBytes, randomUUID } from "node:crypto";
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

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of "in 5s", "in 200ms", "5 minutes"; null when it is no time from now. */
export function delayOf(when: string): number | null {
  const found = /(\d+(?:\.\d+)?)\s*(ms|s|m|h)/.exec(when);
  return found ? Number(found[1]) * (UNITS[found[2] ?? "s"] ?? 1000) : null;
}

/** `when` ("in 5s"), `message`, `description`. */
export async function schedule(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  const delay = delayOf(word(params.when));
  if (delay === null) return { content: `Cannot read the time '${word(params.when)}'. Use for example 'in 5s'.`, success: false };
  const entry = {
    id: randomBytes(4).toString("hex"),
    at: Date.now() + delay,
    message: word(params.message),
    description: word(params.description),
  };
  session.schedules.set(entry.id, entry);
  session.later(delay, () => {
    if (!session.schedules.delete(entry.id)) return;
    session.inject({ kind: "schedule", label: `schedule ${entry.id}`, content: entry.message });
  });
  const at = new Date(entry.at).toISOString().slice(0, 19).replace("T", " ");
  const description = entry.description ? `\nDescription: ${entry.description}` : "";
  const content = `✅ Scheduled [${entry.id}] at ${at} (in ${Math.floor(delay / 1000)}s)${description}\n\nThe message will be injected as a user message.`;
  return { content, success: true };
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
