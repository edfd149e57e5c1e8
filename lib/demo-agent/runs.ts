/** Delegated runs: a second scripted agent works beside the session, tells about it, and hands its reply back as an injected turn. */
import { randomBytes } from "node:crypto";
import type { Session } from "./session";
import type { Sessions } from "./sessions";
import type { Run } from "./store";
import type { Tool } from "./tool";
import { textEditor } from "./tools-edit";
import { view } from "./tools-files";
import { shell } from "./tools-process";

/** Play money for one delegated run, in dollars. */
const RUN_PRICE = 0.0029;
const TOKENS = { input_tokens: 1730, output_tokens: 64 };

export type RunCall = { tool: string; params: Record<string, unknown> };
/** What a run can do. */
const TOOLS: Readonly<Record<string, Tool["run"]>> = { view, text_editor: textEditor, shell };
const LOOK: readonly RunCall[] = [{ tool: "view", params: { path: "test" } }];

function tell(session: Session, run: Run, event: Record<string, unknown>): void {
  run.seq += 1;
  if (event.kind !== "status") run.events.push(event);
  session.tellWatchers({ type: "run_event", session_id: session.id, run_id: run.id, role: run.role, seq: run.seq, event });
}

type Order = { role: string; prompt: string; calls: readonly RunCall[] };

async function work(session: Session, sessions: Sessions, run: Run, { prompt, calls }: Order): Promise<void> {
  const pace = () => new Promise<void>((resolve) => session.later(sessions.options.paceMs, resolve));
  await pace();
  tell(session, run, { kind: "prompt", content: prompt });
  await pace();
  tell(session, run, { kind: "thinking", content: "A look at the tests says most about a project." });
  let found = "";
  for (const { tool, params } of calls.length > 0 ? calls : LOOK) {
    const toolId = `call_${sessions.nextCall()}_0`;
    tell(session, run, { kind: "tool_use", tool, tool_id: toolId, params });
    await pace();
    const perform = (Object.hasOwn(TOOLS, tool) ? TOOLS[tool] : undefined) ?? view;
    const { content, success } = await perform(params, { session, sessions, signal: session.ended.signal, toolId });
    tell(session, run, { kind: "tool_result", tool_id: toolId, content, success });
    await pace();
    found = content;
  }
  const told = calls.length > 0 ? "It is done." : `The project's tests are:\n\n\`\`\`\n${found}\n\`\`\``;
  const answer = `I was asked: ${prompt}\n\n${told}`;
  tell(session, run, { kind: "assistant", content: answer });
  tell(session, run, { kind: "usage", cost: RUN_PRICE, ...TOKENS });
  run.status = "done";
  tell(session, run, { kind: "status", status: "done" });
  session.totals.cost += RUN_PRICE;
  session.store.append(session.id, { kind: "run", run });
  const label = `tap-run ${run.id} (${run.role})`;
  session.inject({ kind: "tap_run", label, content: `[Tap-run '${run.id}' (${run.role}) completed]\n\n${answer}` });
}

/** Starts a run; it goes on by itself until it is done or the session is unloaded. */
export function startRun(session: Session, sessions: Sessions, order: Order): Run {
  const { role } = order;
  const name = role.toLowerCase().replace(/[^a-z0-9-]/g, "-") || "reviewer";
  const run: Run = { id: `tap-${name}-${randomBytes(3).toString("hex")}`, role, status: "running", seq: 0, events: [] };
  session.runs.set(run.id, run);
  tell(session, run, { kind: "status", status: "running" });
  void work(session, sessions, run, order);
  return run;
}

/** The `run_log` answer: the whole log, or its usage only. */
export function runLog(
  session: Session | null,
  request: { session_id: string; run_id: string; summary: boolean; request_id?: string | null | undefined },
) {
  const echo = request.request_id ? { request_id: request.request_id } : {};
  const place = { type: "run_log", session_id: request.session_id, run_id: request.run_id };
  const unknown = { ...place, status: "unknown", source: "disk", seq: 0, truncated: false, events: [] };
  if (!/^tap-[a-z0-9-]+-[0-9a-f]{6}$/.test(request.run_id)) return { ...unknown, error: `invalid run id: ${request.run_id}`, ...echo };
  const run = session?.runs.get(request.run_id);
  if (!run) return { ...unknown, error: `run not found: ${request.run_id}`, ...echo };
  const events = request.summary ? run.events.filter((event) => event.kind === "usage") : run.events;
  const source = run.status === "running" ? "live" : "disk";
  return { ...place, role: run.role, status: run.status, source, seq: run.seq, truncated: false, events, ...echo };
}
