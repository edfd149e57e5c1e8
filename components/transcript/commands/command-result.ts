/** What the agent's commands answer, read into shapes that can be drawn; null where only the raw answer is known. Pure. */
import { listOf, numberOf, objectOf, textOf, textsOf } from "@/lib/domain/text/loose-json";
import { byNumbers } from "@/lib/domain/tools/call-lines";
import { type PlanStep, stepState } from "@/lib/domain/tools/tool-plan";
import { readScheduleList, type ScheduledEntry } from "@/lib/domain/tools/tool-schedule";
import { type Listing, readListing, short } from "./command-listing";

export type ContextMessage = { role: string; text: string; size: number; share: number };
export type ToolServer = { name: string; health: string; kind: string; tools: readonly string[]; trouble: string };
export type ReportRow = { request: string; cost: string; tools: string; time: string; humanMinutes: number | null };

/** `hidden`: how many more there are than are drawn. */
export type CommandResult =
  | { kind: "info"; result: Record<string, unknown> }
  | { kind: "context"; messages: readonly ContextMessage[]; filter: string; total: number; hidden: number }
  | { kind: "plan"; title: string; steps: readonly PlanStep[]; hidden: number; knowledge: readonly string[] }
  | { kind: "mcp"; servers: readonly ToolServer[]; total: number | null }
  | { kind: "report"; rows: readonly ReportRow[]; hidden: number; totals: Record<string, unknown> }
  | { kind: "schedule"; entries: readonly ScheduledEntry[]; hidden: number }
  | Listing;

const ROWS_MAX = 200;

function readContext(result: Record<string, unknown>): CommandResult {
  const all = listOf(result.filtered_messages).map((raw) => {
    const { role, content, name, tool_calls: calls } = objectOf(raw);
    const called = listOf(calls).map((call) => textOf(objectOf(call).name));
    const text = typeof content === "string" ? content : (JSON.stringify(content) ?? "");
    const size = text.length + (called.length > 0 ? JSON.stringify(calls).length : 0);
    const said = text || (called.length > 0 ? `calls ${called.join(", ")}` : "");
    const shown = role === "tool" ? byNumbers(short(said)) : short(said);
    return { role: [textOf(role), textOf(name)].filter(Boolean).join(" "), text: shown, size };
  });
  const sum = all.reduce((total, { size }) => total + size, 0);
  const messages = all.slice(0, ROWS_MAX).map((message) => ({ ...message, share: sum > 0 ? message.size / sum : 0 }));
  return {
    kind: "context",
    messages,
    filter: textOf(result.filter),
    total: numberOf(result.total_messages) ?? all.length,
    hidden: all.length - messages.length,
  };
}

function readPlan(result: Record<string, unknown>): CommandResult | null {
  const plan = objectOf(result.plan);
  const knowledge = textsOf(result.knowledge).slice(0, ROWS_MAX).map(short);
  const tasks = listOf(plan.tasks);
  if (tasks.length === 0) return { kind: "words", words: short(textOf(result.display)) || "There is no plan.", isProblem: false };
  const current = numberOf(plan.current_task);
  const steps = tasks.slice(0, ROWS_MAX).map((raw, index): PlanStep => {
    const { title, description, status } = objectOf(raw);
    const state = stepState(textOf(status), index + 1, current);
    return { title: short(textOf(title)) || `Step ${index + 1}`, detail: short(textOf(description)), state };
  });
  return { kind: "plan", title: short(textOf(plan.plan_title)), steps, hidden: tasks.length - steps.length, knowledge };
}

function readServer(raw: unknown): ToolServer {
  const { name, health, connection_type: kind, tools, restart_count: restarts, consecutive_failures: failures } = objectOf(raw);
  const trouble = [
    numberOf(restarts) ? `restarted ${numberOf(restarts)}×` : "",
    numberOf(failures) ? `failed ${numberOf(failures)}× in a row` : "",
  ];
  return {
    name: textOf(name),
    health: textOf(health),
    kind: textOf(kind),
    tools: textsOf(tools).slice(0, ROWS_MAX),
    trouble: trouble.filter(Boolean).join(", "),
  };
}

function readMcp(result: Record<string, unknown>): CommandResult | null {
  const { servers, tools, total_tools: total } = objectOf(result.data);
  const described = objectOf(tools);
  const read = Array.isArray(servers)
    ? servers.slice(0, ROWS_MAX).map((raw) => {
        const server = readServer(raw);
        const names = Object.hasOwn(described, server.name)
          ? listOf(described[server.name]).map((tool) => textOf(objectOf(tool).name))
          : [];
        return server.tools.length > 0 ? server : { ...server, tools: names.filter(Boolean).slice(0, ROWS_MAX) };
      })
    : Object.entries(objectOf(servers))
        .slice(0, ROWS_MAX)
        .map(([name, names]) => readServer({ name, tools: names }));
  return read.length > 0 ? { kind: "mcp", servers: read, total: numberOf(total) } : null;
}

function readReport(result: Record<string, unknown>): CommandResult {
  const entries = listOf(result.entries);
  const rows = entries.slice(0, ROWS_MAX).map((raw): ReportRow => {
    const entry = objectOf(raw);
    const count = numberOf(entry.tool_calls) ?? 0;
    const used = textOf(entry.tools_used);
    return {
      request: short(textOf(entry.user_request)),
      cost: textOf(entry.cost),
      tools: used && used !== "-" ? short(used) : String(count),
      time: textOf(entry.task_time),
      humanMinutes: numberOf(entry.human_time_min),
    };
  });
  return { kind: "report", rows, hidden: entries.length - rows.length, totals: objectOf(result.totals) };
}

function readScheduled(result: Record<string, unknown>): CommandResult | null {
  const { message, is_error: isError } = objectOf(result.data);
  const text = textOf(message);
  const all = isError === true ? [] : readScheduleList(text);
  if (all.length === 0) return text ? { kind: "words", words: short(text), isProblem: isError === true } : null;
  return { kind: "schedule", entries: all.slice(0, ROWS_MAX), hidden: Math.max(0, all.length - ROWS_MAX) };
}

function readHelp(result: Record<string, unknown>): CommandResult | null {
  const names = textsOf(result.commands).slice(0, ROWS_MAX).map(short);
  if (names.length === 0) return null;
  return {
    kind: "words",
    words: `What can be sent here is listed when you type /. The agent itself knows ${names.join(", ")}.`,
    isProblem: false,
  };
}

const NAMES: Readonly<Record<string, string>> = { model: "Model", effort: "Effort", role: "Role" };

function readSetting(name: string, result: Record<string, unknown>): CommandResult | null {
  const now = textOf(result[`new_${name}`]);
  if (!now) return null;
  const before = textOf(result[`old_${name}`]);
  const saved = result.saved === false ? ` It could not be saved: ${short(textOf(result.save_error))}` : "";
  const words =
    result.changed === true ? `${NAMES[name]} is now ${now}${before ? `; it was ${before}` : ""}.${saved}` : `${NAMES[name]} is ${now}.`;
  return { kind: "words", words, isProblem: result.saved === false };
}

/** `result` is what came as the command's answer. */
export function readCommandResult(result: unknown): CommandResult | null {
  const read = objectOf(result);
  switch (read.command_type) {
    case "help":
      return readHelp(read);
    case "info":
      return { kind: "info", result: read };
    case "context":
      return readContext(read);
    case "plan":
      return readPlan(read);
    case "mcp":
      return readMcp(read);
    case "report":
      return readReport(read);
    case "schedule":
      return readScheduled(read);
    case "model":
    case "effort":
    case "role":
      return readSetting(read.command_type, read);
    case "error":
      return { kind: "words", words: short(textOf(read.error)) || "The agent refused it.", isProblem: true };
    default:
      return readListing(read.command_type, read);
  }
}
