/** What the agent will do by itself, and when: the answers of its schedule tool and of its command. */

export type ScheduledEntry = { id: string; when: string; countdown: string; description: string; message: string; repeats: string };
export type ScheduleResult = { as: "schedule"; entries: ScheduledEntry[]; words: string };

const READ_MAX = 200_000;
const WHEN = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\dZ.]*`;
const ENTRY = new RegExp(String.raw`^\[([\w-]{1,64})\] (${WHEN}|idle)(?: \(([^)]*)\))?(?: — (.*)| (.*))?$`);
const ADDED = new RegExp(String.raw`^✅ Scheduled \[([\w-]{1,64})\] (?:at (${WHEN}) \(([^)\n]*)\)|for next (idle))$`);
const EDITED = new RegExp(
  String.raw`^✅ Updated scheduled entry \[([\w-]{1,64})\] → fires at (${WHEN}) \(([^)\n]*)\)(?:, repeats (.*?))?\.?$`,
);

/** The entries of a list: an entry's line, then lines that belong to it. */
export function readScheduleList(text: string): ScheduledEntry[] {
  const entries: ScheduledEntry[] = [];
  for (const line of text.slice(0, READ_MAX).split("\n")) {
    const [, id, when = "", countdown = "", description = "", rest = ""] = ENTRY.exec(line) ?? [];
    const last = entries.at(-1);
    if (id)
      entries.push({ id, when, countdown, description: description === "(no description)" ? "" : description, message: rest, repeats: "" });
    else if (last && /^\s*🔁 /u.test(line)) last.repeats = line.replace(/^\s*🔁 /u, "");
    else if (last) last.message = [last.message, line.trim().replace(/^Message: /, "")].filter(Boolean).join("\n");
  }
  return entries;
}

/** What was added or changed, as its answer tells. */
function readOne(text: string): ScheduledEntry | null {
  const [head = "", ...more] = text.slice(0, READ_MAX).split("\n");
  const [, id, at, countdown = "", idle] = ADDED.exec(head) ?? [];
  const told = (name: string) => more.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
  if (id) return { id, when: at ?? idle ?? "", countdown, description: told("Description"), message: "", repeats: told("Repeats") };
  const [, edited, when = "", left = "", repeats = ""] = EDITED.exec(head) ?? [];
  return edited ? { id: edited, when, countdown: left, description: "", message: "", repeats } : null;
}

/** `message`: what the call itself said will be sent. */
export function readScheduleAnswer(content: string, message: string): ScheduleResult {
  const one = readOne(content);
  if (one) return { as: "schedule", entries: [{ ...one, message }], words: content.startsWith("✅ Updated") ? "Changed" : "" };
  const entries = readScheduleList(content);
  return { as: "schedule", entries, words: entries.length > 0 ? "" : content.replace(/^✅ /u, "").slice(0, 2_000) };
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };
const QUARTER = 15 * 60_000;
/** No place on earth is further from UTC. */
const OFFSET_MAX = 14 * 3_600_000;

/** "in 1h 29m" in milliseconds; null: it says no time. */
function waitOf(countdown: string): number | null {
  if (countdown === "now") return 0;
  const parts = [...countdown.slice(0, 60).matchAll(/(\d{1,9})([hms])/g)];
  if (!countdown.startsWith("in ") || parts.length === 0) return null;
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

/** "every 1h 30m" in milliseconds; null: not at an interval. */
function intervalOf(repeats: string): number | null {
  const said = /^(?:repeats )?every (\d.{0,40})$/i.exec(repeats)?.[1];
  return said === undefined ? null : waitOf(`in ${said}`);
}

/** Null: later than any calendar goes. */
const onCalendar = (at: number): number | null => (Number.isNaN(new Date(at).getTime()) ? null : at);

/** When it runs next after it last ran; null: it does not repeat at an interval. */
export function nextAfter({ repeats }: ScheduledEntry, ranAt: number): number | null {
  const interval = intervalOf(repeats);
  return interval === null ? null : onCalendar(ranAt + interval);
}

/**
 * When an entry runs next. The agent writes the clock of its own place without saying which; what it counts down to, seen from when it said so,
 * tells how far that clock is from UTC, in whole quarters of an hour. Null: no time is known ("when idle").
 */
export function dueAt({ when, countdown }: ScheduledEntry, answeredAt: number): number | null {
  if (/^\d{4}-.*Z$/.test(when)) return Number.isNaN(Date.parse(when)) ? null : Date.parse(when);
  const wait = waitOf(countdown);
  if (wait === null) return null;
  const clock = Date.parse(`${when.slice(0, 19).replace(" ", "T")}Z`);
  const offset = Math.round((clock - answeredAt - wait) / QUARTER) * QUARTER;
  return onCalendar(Math.abs(offset) <= OFFSET_MAX ? clock - offset : answeredAt + wait);
}
