/** Sessions on disk: one append-only file each, so a killed process keeps its messages and the totals of the last finished turn. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { totalsSchema, zeroTotals } from "./totals";

const messageSchema = z.object({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string(),
  name: z.string().nullable(),
  tool_calls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.record(z.string(), z.unknown()) })).nullable(),
  tool_call_id: z.string().nullable(),
});
const settingsSchema = z.object({
  role: z.string(),
  model: z.string(),
  title: z.string().nullable(),
  createdAt: z.number(),
});
const runSchema = z.object({
  id: z.string(),
  role: z.string(),
  status: z.string(),
  seq: z.number(),
  events: z.array(z.record(z.string(), z.unknown())),
});
const lineSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("settings"), settings: settingsSchema }),
  z.object({ kind: z.literal("message"), message: messageSchema }),
  z.object({ kind: z.literal("totals"), totals: totalsSchema }),
  z.object({ kind: z.literal("run"), run: runSchema }),
]);

export type Message = z.infer<typeof messageSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type Run = z.infer<typeof runSchema>;
export type Saved = { settings: Settings; messages: Message[]; totals: z.infer<typeof totalsSchema>; runs: Run[] };

/** A name that cannot be a file; the wording is the operating system's, as the recorded server passes it on. */
export class UnusableName extends Error {}

export class SessionStore {
  private readonly folder: string;
  constructor(readonly dataDir: string) {
    this.folder = join(dataDir, "sessions");
    mkdirSync(this.folder, { recursive: true });
  }

  private fileOf(id: string): string {
    if (/[/\\\0]/.test(id)) throw new UnusableName("No such file or directory (os error 2)");
    if (Buffer.byteLength(id) > 200) throw new UnusableName("File name too long (os error 36)");
    return join(this.folder, `${id}.jsonl`);
  }

  /** Where a session may scribble: a copy of the sample project, never the sample itself. */
  scratchOf(id: string): string {
    this.fileOf(id);
    return join(this.dataDir, "scratch", `${id}.d`);
  }

  has(id: string): boolean {
    return !/[/\\\0]/.test(id) && existsSync(this.fileOf(id));
  }

  append(id: string, line: z.infer<typeof lineSchema>): void {
    appendFileSync(this.fileOf(id), `${JSON.stringify(line)}\n`);
  }

  /** The saved session; a last line cut short by a crash is left out. */
  load(id: string): Saved | null {
    if (!this.has(id)) return null;
    const text = readFileSync(this.fileOf(id), "utf8");
    // What comes next begins a line of its own, also behind one that was cut short.
    if (text !== "" && !text.endsWith("\n")) appendFileSync(this.fileOf(id), "\n");
    const lines = text.split("\n").filter(Boolean).flatMap(readLine);
    const settings = lines.findLast((line) => line.kind === "settings")?.settings;
    if (!settings) return null;
    const runs = new Map(lines.flatMap((line) => (line.kind === "run" ? [[line.run.id, line.run] as const] : [])));
    return {
      settings,
      messages: lines.flatMap((line) => (line.kind === "message" ? [line.message] : [])),
      totals: lines.findLast((line) => line.kind === "totals")?.totals ?? zeroTotals(),
      runs: [...runs.values()],
    };
  }

  ids(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(".jsonl"))
      .map((name) => name.slice(0, -".jsonl".length));
  }
}

function readLine(text: string): z.infer<typeof lineSchema>[] {
  try {
    const read = lineSchema.safeParse(JSON.parse(text));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}
