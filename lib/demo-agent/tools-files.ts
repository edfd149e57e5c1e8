/** The `view` tool: a folder as a list, a file as numbered lines, a search as the lines that match. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { linesOf, numberedLine } from "./line-ids";
import { insideScratch, PROJECT_NAME, scratchOf, shownPath } from "./scratch";
import type { ToolContext, ToolOutcome } from "./tool";

const ok = (content: string): ToolOutcome => ({ content, success: true });
const failed = (content: string): ToolOutcome => ({ content, success: false });

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("."))
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function listing(root: string, folder: string): string {
  return filesUnder(folder)
    .map((file) => {
      const content = readFileSync(file, "utf8");
      return `${shownPath(root, file)}\t${linesOf(content).length}L\t~${Math.round(content.length / 4)}t`;
    })
    .join("\n");
}

function search(root: string, start: string, wanted: string): string {
  const files = statSync(start).isDirectory() ? filesUnder(start) : [start];
  return files
    .flatMap((file) => {
      const hits = linesOf(readFileSync(file, "utf8")).flatMap((line, index) =>
        line.includes(wanted) ? [numberedLine(index + 1, line)] : [],
      );
      return hits.length ? [`${shownPath(root, file)}:\n${hits.join("\n")}`] : [];
    })
    .join("\n\n");
}

/** `path` is a file or folder, `content` a text to search for, `lines` a pair of first and last line. */
export async function view(params: Record<string, unknown>, { session, sessions }: ToolContext): Promise<ToolOutcome> {
  const path = typeof params.path === "string" && params.path ? params.path : ".";
  const root = scratchOf(session, sessions.options.sampleDir);
  const full = insideScratch(root, path);
  const stats = full ? statSync(full, { throwIfNoEntry: false }) : undefined;
  if (!full || !stats) return failed(`Path not found: ${path} (resolved to ${PROJECT_NAME}/${path})`);
  if (typeof params.content === "string" && params.content) return ok(search(root, full, params.content) || "No matches found.");
  if (stats.isDirectory()) return ok(listing(root, full));
  const lines = linesOf(readFileSync(full, "utf8")).map((line, index) => numberedLine(index + 1, line));
  const [first, last] = Array.isArray(params.lines) ? params.lines.map(Number) : [];
  return ok((first && last ? lines.slice(first - 1, last) : lines).join("\n"));
}
