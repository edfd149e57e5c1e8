/** What a command printed and how it ended: its exit code, its job when it went to the background, the sum of its tests. */
import { linesOf } from "@/lib/domain/text/text-lines";
import { jobOf } from "./tool-left";
import { type OutputSummary, summarizeOutput } from "./tool-summary";

export type TerminalResult = {
  as: "terminal";
  command: string;
  /** As it was printed; lines are made safe when they are drawn. */
  lines: string[];
  /** Null: it runs, it was refused, or nobody said. */
  exitCode: number | null;
  /** Set when it goes on without its caller. */
  jobId: string;
  /** Of the job, where it was told. */
  pid: number | null;
  summary: OutputSummary | null;
};

const EXIT_CODE = /^(?:Command failed with exit code|local tool '[^'\n]{1,200}' exited with status exit status:) (-?\d{1,10})\n*/;

export function readTerminal(command: string, result: { content: string; success: boolean } | null): TerminalResult {
  const content = result?.content ?? "";
  const failed = EXIT_CODE.exec(content);
  const jobId = jobOf(content);
  const pid = Number(jobId && /\bPID (\d{1,10})\b/.exec(content.slice(0, 2_000))?.[1]) || null;
  // what stands there instead of output tells the agent how to wait
  const printed = failed ? content.slice(failed[0].length) : content;
  // older tools name the command again
  const again = failed ? `Command: ${command}\n\nOutput:\n` : "";
  const lines = jobId ? [] : linesOf(printed.startsWith(again) ? printed.slice(again.length) : printed);
  const exitCode = failed ? Number(failed[1]) : result?.success && !jobId ? 0 : null;
  return { as: "terminal", command, lines, exitCode, jobId, pid, summary: result ? summarizeOutput(command, lines) : null };
}
