/** The plan tool that agents had before their plans became the runtime's own: start, next, list, done, reset. */
import type { Session } from "./session";
import type { ToolContext, ToolOutcome } from "./tool";

type Plan = { title: string; tasks: string[]; done: number };
const plans = new WeakMap<Session, Plan>();

const word = (value: unknown): string => (typeof value === "string" ? value : "");

function show({ title, tasks, done }: Plan): string {
  const lines = tasks.map((task, index) => {
    const sign = index < done ? "✅" : index === done ? "🔄" : "⏳";
    return `${sign} ${index + 1}. ${task}${index === done ? " (IN PROGRESS)" : ""}`;
  });
  return `PLAN: ${title}\n\nTASKS:\n${lines.join("\n\n")}`;
}

export async function plan(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  const command = word(params.command);
  if (command === "start") {
    const tasks = Array.isArray(params.tasks) ? params.tasks.map(word).filter(Boolean) : [];
    plans.set(session, { title: word(params.title), tasks, done: 0 });
  }
  const current = plans.get(session);
  if (!current) return { content: "No active plan.", success: false };
  if (command === "next") current.done = Math.min(current.tasks.length, current.done + 1);
  if (command === "done") current.done = current.tasks.length;
  if (command === "reset") plans.delete(session);
  return { content: command === "reset" ? "Plan cleared." : show(current), success: true };
}
