/** Tools that run processes. Outside of tests only commands of the list below run; they touch nothing but the scratch copy. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { insideScratch, PROJECT_NAME, scratchOf } from "./scratch";
import type { ToolContext, ToolOutcome } from "./tool";
import { moveToBackground } from "./tools-background";

/** What people see, and what really runs in the scratch copy. */
const COMMANDS: Record<string, string[]> = {
  "npm test": [process.execPath, "test/run.mjs"],
  "npm run take-stock": [process.execPath, "test/take-stock.mjs"],
  "npm run check-prices": [process.execPath, "test/check-prices.mjs"],
};

const COMMAND_PATH = [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter);
/** A dashboard marks what its agents start; with the session's name behind, it knows whose command it is. */
const MARK_NAME = "OCTOMIND_DASHBOARD_MARK";
const OUTPUT_MAX = 4 * 1024 * 1024;

type Started = { pid: number; outcome: Promise<ToolOutcome> };

/** Runs to the end in its own process group, so it outlives a cancelled turn like a real agent's commands do. */
function runCommand(command: string, args: string[], cwd: string, { session, sessions }: ToolContext): Started {
  let pid = 0;
  const outcome = new Promise<ToolOutcome>((resolve) => {
    // the agent's own environment, secrets included, stays out of the commands it runs
    const { mark, paceMs } = sessions.options;
    const marked = mark ? { [MARK_NAME]: `${mark} ${session.id}` } : {};
    const pace = { PACE_MS: String(paceMs) };
    const env = { PATH: COMMAND_PATH, HOME: cwd, NODE_ENV: "production" as const, ...pace, ...marked };
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    pid = child.pid ?? 0;
    let output = "";
    const collect = (chunk: Buffer) => {
      if (output.length < OUTPUT_MAX) output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ content: error.message, success: false }));
    child.on("close", (code) => {
      const text = output.trimEnd();
      resolve(
        code === 0
          ? { content: text, success: true }
          : { content: `Command failed with exit code ${code ?? -1}\n\n${text}`, success: false },
      );
    });
  });
  return { pid, outcome };
}

const word = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

export async function shell(params: Record<string, unknown>, context: ToolContext): Promise<ToolOutcome> {
  const { session, sessions } = context;
  const command = word(params.command);
  const root = join(scratchOf(session, sessions.options.sampleDir), session.folder);
  const [program, ...args] = COMMANDS[command] ?? (sessions.options.directives ? ["sh", "-c", command] : []);
  if (!program) return { content: `The demo agent only runs: ${Object.keys(COMMANDS).join(", ")}`, success: false };
  const { pid, outcome } = runCommand(program, args, root, context);
  return params.background === true ? moveToBackground(command, pid, outcome, context) : outcome;
}

/** `path` inside the project, or `reset`: where later commands run. */
export async function workdir(params: Record<string, unknown>, { session, sessions }: ToolContext): Promise<ToolOutcome> {
  if (params.reset === true) {
    session.folder = "";
    return { content: JSON.stringify({ action: "reset", success: true }), success: true };
  }
  const path = word(params.path);
  const root = scratchOf(session, sessions.options.sampleDir);
  const full = insideScratch(root, join(session.folder, path));
  if (path === "") return { content: "Parameter 'path' must be a non-empty string", success: false };
  if (!full || !existsSync(full)) return { content: `Path does not exist or is not accessible: ${path}`, success: false };
  const nameOf = (folder: string) => join(PROJECT_NAME, folder);
  const before = nameOf(session.folder);
  session.folder = relative(root, full);
  const now = nameOf(session.folder);
  const message = `Working directory changed from ${before} to ${now}`;
  return {
    content: JSON.stringify({ action: "set", message, previous_directory: before, success: true, working_directory: now }),
    success: true,
  };
}

/** Writes a file later, from a process that nothing here waits for. */
export async function shellWrite(params: Record<string, unknown>): Promise<ToolOutcome> {
  const script = "setTimeout(() => require('node:fs').writeFileSync(process.argv[1], 'still here\\n'), Number(process.argv[2]))";
  const child = spawn(process.execPath, ["-e", script, word(params.path), word(params.ms)], { detached: true, stdio: "ignore" });
  return new Promise((resolve) => child.on("close", () => resolve({ content: "written", success: true })));
}

export async function echo(params: Record<string, unknown>): Promise<ToolOutcome> {
  return { content: `said: ${word(params.message)}\n`, success: true };
}

export async function slowEcho(params: Record<string, unknown>, { session }: ToolContext): Promise<ToolOutcome> {
  await new Promise<void>((resolve) => session.later(Number(word(params.seconds)) * 1000, resolve));
  return { content: `waited ${word(params.seconds)}\n`, success: true };
}

export async function failing(): Promise<ToolOutcome> {
  return { content: "local tool 'failing' exited with status exit status: 7\n[stderr]\nit broke\n[stdout]\nabout to fail", success: false };
}

export async function bigOutput(params: Record<string, unknown>): Promise<ToolOutcome> {
  return { content: "z".repeat(Number(word(params.bytes))), success: true };
}
