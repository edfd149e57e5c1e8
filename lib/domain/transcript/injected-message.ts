/** What a message that nobody sent reports: of what it tells, how that stands, and what it printed. */
import { readTerminal, type TerminalResult } from "@/lib/domain/tools/tool-shell";

/** How something that a call left behind stands: it goes on, or how it ended; `lost`: its agent ended before it could tell. */
export type LeftState = "open" | "done" | "failed" | "stopped" | "lost";
type InjectedReport = {
  /** The name `leftBehind` gives to the same thing: `run tap-…`, `job …`; null: it tells of nothing that a call left. */
  subject: string | null;
  state: LeftState;
  /** What it says in a line: "command exited successfully". */
  words: string;
  /** What a command printed; null: the message is text for reading. */
  terminal: TerminalResult | null;
};

const SUBJECTS: Readonly<Record<string, RegExp>> = {
  schedule: /^(schedule) ([\w-]{1,64})$/,
  monitor: /^(monitor) ([\w-]{1,64})(?: |$)/,
  background_job: /^(job) (?:octofs:\/\/jobs\/)?([\w:.-]{1,200})$/,
  tap_run: /^tap-(run) (\S{1,200})(?: |$)/,
  background_agent: /^(agent) (\S.{0,199})$/,
};

/** `schedule 31884a31`, `job mcp-task:call_8_0`, … */
function subjectOf(sourceKind: string, sourceLabel: string): string | null {
  const pattern = Object.hasOwn(SUBJECTS, sourceKind) ? SUBJECTS[sourceKind] : undefined;
  const [, what, name] = pattern?.exec(sourceLabel) ?? [];
  return what && name ? `${what} ${name}` : null;
}

const ENDINGS: Readonly<Record<string, LeftState>> = { completed: "done", failed: "failed", cancelled: "stopped" };

const OUTPUT_START = "\n--- output ---\n";
const OUTPUT_END = "\n--- end output ---";

function stateOfMonitor(status: string): LeftState {
  if (status === "") return "open";
  if (/exited successfully/.test(status)) return "done";
  return /unsuccessfully|failed/.test(status) ? "failed" : "stopped";
}

/** The watched command chooses its output, so the markers count from the outside in: the first that opens, the last that ends. */
function readMonitor(content: string): Omit<InjectedReport, "subject"> {
  const start = content.indexOf(OUTPUT_START);
  const end = content.lastIndexOf(OUTPUT_END);
  const output = start >= 0 && end >= start ? content.slice(start + OUTPUT_START.length, end) : "";
  const rest = end >= 0 ? content.slice(end + OUTPUT_END.length) : content;
  const [, words = "", more = ""] = /\nStatus: ([^\n]{1,500})(?:\n([\s\S]*))?$/.exec(rest) ?? [];
  const result = { content: [output, more].filter(Boolean).join("\n"), success: true };
  const state = stateOfMonitor(words);
  return { state, words, terminal: { ...readTerminal("", result), exitCode: null } };
}

/** A job's own page, as the file server writes it before the output. */
const JOB_HEAD = /^job \S{1,200}\ncommand: ([^\n]*)\nstatus: (running|exited with code (-?\d{1,10}))\n(?:\[[^\n]*\]\n)?\n/;

function readJob(content: string): Omit<InjectedReport, "subject"> | null {
  const open = /^<background_job( [^\n>]{0,400})>\n/.exec(content);
  if (!open) return null;
  const body = content.slice(open[0].length).replace(/\n<\/background_job>\s*$/, "");
  const head = JOB_HEAD.exec(body);
  const isChecked = / state="status_check"/.test(open[1] ?? "");
  const exitCode = head?.[3] === undefined ? null : Number(head[3]);
  const success = !/ is_error="true"/.test(open[1] ?? "") && (exitCode ?? 0) === 0;
  const result = { content: head ? body.slice(head[0].length) : body, success };
  const read = readTerminal(head?.[1] ?? "", result);
  const isOver = !isChecked && head?.[2] !== "running";
  const code = exitCode ?? read.exitCode;
  return {
    state: isOver ? (success && (code ?? 0) === 0 ? "done" : "failed") : "open",
    words: isOver ? (code === null ? "ended" : `ended with ${code}`) : "still running",
    terminal: { ...read, exitCode: isOver ? code : null },
  };
}

/** Never fails: what it does not know is text. */
export function readInjected(sourceKind: string, sourceLabel: string, content: string): InjectedReport {
  const subject = subjectOf(sourceKind, sourceLabel);
  if (sourceKind === "monitor" && content.startsWith("[monitor ")) return { subject, ...readMonitor(content) };
  const job = sourceKind === "background_job" ? readJob(content) : null;
  if (job) return { subject, ...job };
  const ending = /^\[(?:Tap-run|Workflow|Async agent) '[^'\n]{1,200}'(?: \([^)\n]{0,200}\))? (completed|failed|cancelled)\]/.exec(
    content,
  )?.[1];
  return { subject, state: (ending && ENDINGS[ending]) || "open", words: ending ?? "", terminal: null };
}
