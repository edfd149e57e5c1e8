/** Slash commands: what each answers, in the recorded shapes. */
import { COMMAND_LIST } from "./command-list";
import type { Session } from "./session";
import { MODEL_NAME, type Sessions } from "./sessions";
import { toolsByServer } from "./tools";
import { infoFields } from "./totals";

type Data = { command_type: string } & Record<string, unknown>;
type Command = (args: string[], session: Session, sessions: Sessions) => Data;

type Change = { before: string | null; after: string; changed: boolean };
const changeData = (setting: "model" | "effort", { before, after, changed }: Change): Data => ({
  command_type: setting,
  [`old_${setting}`]: before,
  [`new_${setting}`]: after,
  changed,
  saved: changed ? true : null,
  save_error: null,
});

const mistake = (error: string, context: Record<string, unknown>): Data => ({ command_type: "error", error, context });

const effort: Command = ([wanted], session) => {
  const before = session.effort;
  if (!wanted) return changeData("effort", { before: null, after: before, changed: false });
  session.effort = wanted;
  return changeData("effort", { before, after: wanted, changed: true });
};

const model: Command = ([wanted], session) => {
  const before = session.settings.model;
  if (!wanted) return changeData("model", { before: null, after: before, changed: false });
  if (!wanted.startsWith("demo:"))
    return mistake(`Invalid model '${wanted}': the demo agent is scripted and has no model`, { expected: MODEL_NAME });
  session.settings.model = wanted;
  session.saveSettings();
  return changeData("model", { before, after: wanted, changed: true });
};

const role: Command = ([wanted], session, sessions) => {
  const old = session.settings.role;
  const fields = { command_type: "role", old_role: null, new_role: old, current_role: old, available_roles: sessions.roles };
  if (!wanted) return { ...fields, changed: false, saved: null, save_error: null };
  if (!sessions.roles.includes(wanted)) return mistake(`Invalid role: ${wanted}`, { available_roles: sessions.roles });
  session.settings.role = wanted;
  session.saveSettings();
  return {
    ...fields,
    old_role: old,
    new_role: wanted,
    current_role: null,
    available_roles: null,
    changed: true,
    saved: true,
    save_error: null,
  };
};

const context: Command = (args, session) => {
  const filter = args[0] ?? "all";
  const filtered = ["assistant", "user", "tool"].includes(filter)
    ? session.messages.filter((message) => message.role === filter)
    : session.messages;
  return { command_type: "context", filter, total_messages: session.messages.length, filtered_messages: filtered };
};

const mcp: Command = (args) => {
  const servers = toolsByServer();
  const total = Object.values(servers).flat().length;
  if (args[0] === "list") return { command_type: "mcp", mcp_command: "", data: { subcommand: "list", servers, total_tools: total } };
  const health = Object.entries(servers).map(([name, tools]) => ({
    name,
    health: "running",
    connection_type: "builtin",
    tools,
    restart_count: 0,
    consecutive_failures: 0,
  }));
  const described = Object.fromEntries(
    Object.entries(servers).map(([name, tools]) => [name, tools.map((tool) => ({ name: tool, description: "Scripted" }))]),
  );
  return { command_type: "mcp", mcp_command: "", data: { subcommand: "info", servers: health, tools: described, total_tools: total } };
};

const report: Command = (args, { totals }) => {
  if (args[0]) return { command_type: "report_period", period: args[0], project: null, days: [], projects: [] };
  const sums = {
    total_cost: totals.cost,
    total_tool_calls: totals.toolCalls,
    total_task_time_ms: totals.turnMs,
    total_ai_time_ms: totals.modelMs,
  };
  return {
    command_type: "report",
    entries: [],
    totals: { ...sums, total_processing_time_ms: Math.max(0, totals.turnMs - totals.modelMs) },
  };
};

const schedule: Command = ([subcommand = "list", id = ""], session) => {
  if (subcommand === "remove") {
    const isGone = session.schedules.delete(id);
    const message = isGone ? `✅ Removed scheduled entry [${id}].` : `No scheduled entry '${id}'.`;
    return { command_type: "schedule", data: { subcommand, is_error: !isGone, message } };
  }
  const entries = [...session.schedules.values()].map((entry) => `[${entry.id}] ${new Date(entry.at).toISOString()} ${entry.message}`);
  return {
    command_type: "schedule",
    data: { subcommand: "list", is_error: false, message: entries.join("\n") || "No scheduled entries." },
  };
};

const list: Command = (_args, session, sessions) => {
  const rows = sessions.store.ids().map((name) => ({
    name,
    title: name === session.id ? session.settings.title : null,
    created: new Date(session.settings.createdAt).toISOString().slice(0, 16).replace("T", " "),
    created_timestamp: Math.floor(session.settings.createdAt / 1000),
    model: session.settings.model,
    tokens: 0,
    cost: 0,
    is_current: name === session.id,
  }));
  return {
    command_type: "list",
    sessions: rows,
    total_sessions: rows.length,
    page: 1,
    total_pages: 1,
    plain_text: rows.map((row) => row.name).join("\n"),
  };
};

const COMMANDS: Record<string, Command> = {
  help: () => ({ command_type: "help", commands: COMMAND_LIST.map((command) => `/${command.name}`) }),
  list,
  info: (_args, session) => infoFields(session.totals, { id: session.id, model: session.settings.model, role: session.settings.role }),
  context,
  model,
  effort,
  role,
  mcp,
  plan: () => ({
    command_type: "plan",
    has_plan: false,
    plan: null,
    display: "No active plan. The demo agent's plans are part of its answers.",
    knowledge: [],
  }),
  report,
  schedule,
  skill: () => ({
    command_type: "skill",
    data: { subcommand: "list", skills: [], total: 0, active_count: 0, page: 1, total_pages: 0, pattern: null },
  }),
  workflow: () => ({ command_type: "workflow", data: { subcommand: "list", workflows: [] } }),
  prompt: () => ({ command_type: "prompt", data: { action: "list", prompts: [] } }),
  status: (_args, session) => {
    const agents = [...session.runs.values()].filter((run) => run.status === "running").map((run) => ({ id: run.id, role: run.role }));
    return { command_type: "status", data: { view: "overview", active: agents.length, agents, monitors: [], jobs: [] } };
  },
  rename: (args, session) => {
    session.settings.title = args.join(" ") || null;
    session.saveSettings();
    return { command_type: "rename", session_name: session.id, title: session.settings.title };
  },
  done: () => ({ command_type: "done", message: "Nothing to compress" }),
};

/** Answers a command on the session's stream. `new` ends the session: true says so to the caller. */
export function runCommand(session: Session, sessions: Sessions, line: { command: string; args: string[] }): { unload: boolean } {
  const words = [line.command.trim(), ...line.args].join(" ").split(" ");
  const [name = "", ...args] = words;
  const slash = `/${words.join(" ")}`;
  if (name === "new") {
    session.emit({ type: "status", message: "Session ended", session_id: session.id, data: { command_type: "new", action: "exit" } });
    return { unload: true };
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    session.emit({ type: "error", message: `Unknown command: '${slash}'. Use type "message" to send user input.` });
    return { unload: false };
  }
  const data = command(args.filter(Boolean), session, sessions);
  const message = name === "done" ? String(data.message) : `Command '${slash}' executed successfully`;
  session.emit({ type: "status", message, session_id: session.id, data });
  return { unload: false };
}
