/** Messages for later: once, at a time from now, or again and again; listed and removed. */
import { randomBytes } from "node:crypto";
import type { Schedule, Session } from "./session";
import type { ToolContext, ToolOutcome } from "./tool";

const word = (value: unknown): string => (typeof value === "string" ? value : "");
const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of "in 5s", "in 200ms", "in 1h30m", "5 minutes"; null when it is no time from now. */
export function delayOf(when: string): number | null {
  const parts = [...when.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h)/g)];
  return parts.length > 0 ? parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? "s"] ?? 1000), 0) : null;
}

/** As the real one writes it: the clock of this machine, without its zone, and how long it is until then. */
function timeOf({ at }: Schedule): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace("T", " ");
  const seconds = Math.max(0, Math.floor((at - Date.now()) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${local} (in ${hours > 0 ? `${hours}h ${minutes}m` : minutes > 0 ? `${minutes}m ${seconds % 60}s` : `${seconds}s`})`;
}

function wait(session: Session, entry: Schedule, delay: number, every: number | null): void {
  session.later(delay, () => {
    if (session.schedules.get(entry.id) !== entry) return;
    session.schedules.delete(entry.id);
    session.inject({ kind: "schedule", label: `schedule ${entry.id}`, content: entry.message });
    if (every === null) return;
    const next = { ...entry, at: Date.now() + every };
    session.schedules.set(entry.id, next);
    wait(session, next, every, every);
  });
}

function list({ schedules }: Session): string {
  if (schedules.size === 0) return "No scheduled entries.";
  const entries = [...schedules.values()].map((entry) => {
    const repeats = entry.every ? `\n  🔁 Repeats every ${entry.every}` : "";
    return `[${entry.id}] ${timeOf(entry)} — ${entry.description || "(no description)"}\n  Message: ${entry.message}${repeats}`;
  });
  return `${entries.length} scheduled entries:\n\n${entries.join("\n")}`;
}

/** `command` add (with `when`, `message`, `description`, `every`), list, or remove (with `id`). */
export async function schedule(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  const id = word(params.id);
  if (params.command === "list") return { content: list(session), success: true };
  if (params.command === "remove")
    return session.schedules.delete(id)
      ? { content: `✅ Removed scheduled entry [${id}].`, success: true }
      : { content: `No scheduled entry found with id '${id}'.`, success: false };
  const delay = delayOf(word(params.when));
  if (delay === null) return { content: `Cannot read the time '${word(params.when)}'. Use for example 'in 5s'.`, success: false };
  const every = word(params.every);
  const entry = {
    id: randomBytes(4).toString("hex"),
    at: Date.now() + delay,
    message: word(params.message),
    description: word(params.description),
    every,
  };
  session.schedules.set(entry.id, entry);
  wait(session, entry, delay, delayOf(every));
  const description = entry.description ? `\nDescription: ${entry.description}` : "";
  const repeats = every ? `\nRepeats: every ${every}` : "";
  const content = `✅ Scheduled [${entry.id}] at ${timeOf(entry)}${description}${repeats}\n\nThe message will be injected as a user message.`;
  return { content, success: true };
}
