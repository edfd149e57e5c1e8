/** Which files a turn or a session changed, as its tool calls tell: per file what was, what is, and how sure that is. */
import type { Diff } from "@/lib/domain/diffs/diff-lines";
import { shortJson, textOf } from "@/lib/domain/text/loose-json";
import { describeTool, fileOf, paramsOf, word } from "@/lib/domain/tools/tool-call";
import { leftBehind } from "@/lib/domain/tools/tool-left";
import { type CodeLine, isDelta, readCode, readHits } from "@/lib/domain/tools/tool-view";
import { editedPath, readEditSteps, readExtract } from "./edit-step";
import { FilePaths } from "./file-paths";
import { type FileStatus, isChanged } from "./file-status";
import { type EditMark, type Outcome, type Outside, type RunMark, TrackedFile } from "./tracked-file";

export type ChangeCall = {
  seq: number;
  turn: number | null;
  tool: string;
  server: string;
  params: unknown;
  /** Null: it has none (yet). */
  result: { content: string; success: boolean } | null;
  /** It was shortened on its way here: what it says is the beginning only. */
  isCut?: boolean;
  /** The delegated run that made it; none: the session's own agent. */
  run?: RunMark;
};

export type FileChange = {
  path: string;
  status: FileStatus;
  added: number;
  removed: number;
  /** False: at least so many lines. */
  isExact: boolean;
  outside: Outside;
  edits: EditMark[];
  diff: Diff;
};
/** With all that is known of it: what a patch is made of, where one is asked for. */
export type ReadChange = FileChange & { outcome: Outcome };
export type ChangeSum = { files: number; added: number; removed: number; isExact: boolean };
export type Changes<F extends FileChange = ReadChange> = { files: F[]; sum: ChangeSum };

const WHOLE_OF = /(\d{1,9}) (?:total|lines now)\]/;

type BookOptions = {
  cwd: string | null;
  /** Runs whose steps are on record: what they wrote is told, so their delegation is no writer by itself. */
  runs?: ReadonlySet<string>;
};

class ChangeBook {
  readonly files = new Map<string, TrackedFile>();
  readonly #paths: FilePaths;
  /** Where the runs work that began so far. */
  readonly #runPaths = new Map<string, FilePaths>();
  readonly #runFolders: ReadonlyMap<string, string>;
  readonly #runs: ReadonlySet<string>;
  /** Calls so far that could have written any file. */
  #writers = 0;

  constructor({ cwd, runs = new Set() }: BookOptions, runFolders: ReadonlyMap<string, string>) {
    this.#paths = new FilePaths(cwd);
    this.#runs = runs;
    this.#runFolders = runFolders;
  }

  /** Names as the call's own agent means them: a run has a working directory of its own. */
  #pathsOf({ run }: ChangeCall): FilePaths {
    if (!run) return this.#paths;
    const known = this.#runPaths.get(run.id);
    if (known) return known;
    const paths = this.#paths.inFolder(this.#runFolders.get(run.id) ?? "");
    this.#runPaths.set(run.id, paths);
    return paths;
  }

  #file(call: ChangeCall, path: string): TrackedFile {
    const key = this.#pathsOf(call).keyOf(path);
    const known = this.files.get(key);
    if (known) return known;
    const file = new TrackedFile(key);
    this.files.set(key, file);
    return file;
  }

  take(call: ChangeCall): void {
    const { kind, name } = describeTool(call.tool, call.server, call.params);
    if (kind === "edit" && call.tool !== "ast_grep") this.#edit(call, name);
    else if (kind === "read") this.#read(call);
    else if (call.tool === "workdir") {
      if (call.result?.success) this.#pathsOf(call).move(paramsOf(call.params));
    } else if (call.tool === "ast_grep" && call.result?.success && !call.isCut) this.#rewrite(call, name);
    else if (this.#runs.has(startedRun(call))) return;
    else if (kind === "shell" || kind === "delegate" || kind === "watch" || kind === "other" || kind === "edit") this.#writers += 1;
  }

  #edit(call: ChangeCall, name: string): void {
    const { seq, turn, result, isCut, run = null } = call;
    const path = editedPath(call);
    if (path === "") return;
    const mark = (state: EditMark["state"]): EditMark => ({ seq, turn, name, state, run });
    const file = this.#file(call, path);
    if (!result?.success) {
      file.edits.push(mark(result ? "failed" : "lost"));
      if (!result) this.#writers += 1;
      return;
    }
    const extracted = call.tool === "extract_lines" ? readExtract(result.content) : null;
    if (extracted) this.#file(call, word(paramsOf(call.params), "from_path")).see(extracted.from, null, this.#writers);
    for (const { step } of readEditSteps({ ...call, result })) {
      file.apply(step, mark("made"), this.#writers);
      if (isCut) file.doubt();
    }
  }

  /** Tools that change many files at once and say how; one that does not say is a writer like any other. */
  #rewrite(call: ChangeCall, name: string): void {
    const steps = call.result ? readEditSteps({ ...call, result: call.result }) : [];
    if (steps.length === 0) this.#writers += 1;
    const { seq, turn, run = null } = call;
    for (const { path, step } of steps) this.#file(call, path).apply(step, { seq, turn, name, state: "made", run }, this.#writers);
  }

  /** What was shown of a file fills in what an edit of it does not repeat. */
  #read(call: ChangeCall): void {
    const { tool, params: raw, result, isCut } = call;
    if (!result?.success || isCut) return;
    const params = paramsOf(raw);
    const only = fileOf(params);
    if (word(params, "content", "pattern") !== "" || tool === "list_files") {
      for (const { path, lines } of readHits(result.content, "", [], only)?.files ?? [])
        this.#file(call, path).see(lines, null, this.#writers);
      return;
    }
    const content = isDelta(result.content) ? result.content.replace(/^(?:\+(?=\d+:)|-\d.*$|\.{3}$)/gm, "") : result.content;
    const code = only === "" ? null : readCode(content);
    if (!code) return;
    const isWhole = code.notes.length === 0 && !["start", "end", "lines", "view_range"].some((name) => params[name] !== undefined);
    const told = code.notes.map((note) => WHOLE_OF.exec(note)?.[1]).find(Boolean);
    const length = told ? Number(told) : isWhole && isSequence(code.lines) ? code.lines.length : null;
    this.#file(call, only).see(code.lines, length, this.#writers);
  }
}

/** The id of the run that a call started, or "". */
function startedRun({ tool, params, result }: ChangeCall): string {
  if (tool !== "tap" || !result?.success) return "";
  return leftBehind({ tool, toolId: "", params, content: result.content })?.slice("run ".length) ?? "";
}

/** Where runs were sent to work; a run's first steps may come before the answer that names it. */
function runFolders(calls: readonly ChangeCall[], cwd: string | null): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const call of calls) {
    const run = startedRun(call);
    if (run === "") continue;
    const told = textOf(shortJson(call.result?.content ?? "").workdir);
    folders.set(run, cwd !== null && told.startsWith("/") ? told : word(paramsOf(call.params), "workdir"));
  }
  return folders;
}

const isSequence = (lines: readonly CodeLine[]): boolean => lines.every(({ no }, index) => no === index + 1);

function changeOf(file: TrackedFile): ReadChange {
  const { path, outside, edits } = file;
  const outcome = file.outcome();
  const { status, diff, isExact } = outcome;
  return { path, status, added: diff.added, removed: diff.removed, isExact, outside, edits, diff, outcome };
}

/** The sum over files that are not as they were: failed and undone edits count nothing. */
function sumOf(files: readonly FileChange[]): ChangeSum {
  const sum = { files: 0, added: 0, removed: 0, isExact: true };
  for (const file of files.filter(({ status }) => isChanged(status))) {
    sum.files += 1;
    sum.added += file.added;
    sum.removed += file.removed;
    sum.isExact &&= file.isExact;
  }
  return sum;
}

/**
 * The files that these calls changed, each from before its first edit to after its last: an edit that was taken back, or that
 * changed a line back, leaves nothing. Calls come in the order in which they were answered.
 *
 * Known: every line that a tool reported, and that these tools number lines as they say. Guessed: that nothing else wrote the file.
 * A call in between that could have (a shell, a delegated run that told nothing, a monitor, a tool nobody knows, an edit without an
 * answer), the session's own or a run's, is said
 * ("maybe"), unless the whole file was shown after it and was as known; a line that is not as known proves it ("seen"), and from
 * there on the file is counted anew. Not seen at all: what others wrote before the first edit, after the last one, or at a time when
 * no call ran (a job in the background, a person with an editor), as long as no tool shows it.
 */
export function changesOf(calls: readonly ChangeCall[], options: BookOptions): Changes {
  const book = new ChangeBook(options, runFolders(calls, options.cwd));
  for (const call of calls) book.take(call);
  const files = [...book.files.values()].filter(({ edits }) => edits.length > 0).map(changeOf);
  files.sort((a, b) => a.path.localeCompare(b.path, "en"));
  return { files, sum: sumOf(files) };
}
