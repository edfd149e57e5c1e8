/** The paths a session has seen: in the parameters of its tools and in what they answered; pure. */
import { listOf, objectOf, textOf } from "@/lib/domain/loose-json";
import type { Entry, Item, RunStep } from "@/lib/domain/transcript-types";

const PATHS_MAX = 3_000;
const PATH_LENGTH_MAX = 300;
/** Of one answer, so that a log of megabytes does not hold up a keystroke. */
const READ_MAX = 20_000;

const PARAMETERS = ["path", "file_path", "file", "directory", "from_path", "append_path"];
const LOOKS_LIKE_PATH = /^(?:[\w@.+-]+\/)+[\w@.+-]+$/;

/** Without what surrounds it in a sentence, a listing or a search hit. */
const trimmed = (word: string): string => word.replace(/^[("'`[<]+/, "").replace(/(:\d+)*[)"'`\]>,;:.]*$/, "");

function* inAnswer(content: string): Generator<string> {
  for (const line of content.slice(0, READ_MAX).split("\n")) {
    const [first = "", second] = line.split("\t", 2);
    // A directory's listing has the path before a tab.
    if (second !== undefined && first && !first.includes(" ")) yield first;
    else for (const word of line.split(/\s+/)) if (word.includes("/") && word.length <= PATH_LENGTH_MAX) yield trimmed(word);
  }
}

function* inCall(item: Item | RunStep): Generator<string> {
  if (item.type === "run") for (const step of item.steps) yield* inCall(step);
  if (item.type !== "tool") return;
  const params = objectOf(item.params);
  if (item.result?.success) for (const path of inAnswer(item.result.content)) if (isPath(path)) yield path;
  // several places are searched as one path, with a sign between them
  for (const name of PARAMETERS) yield* textOf(params[name]).split("|");
  yield* listOf(params.paths).map(textOf);
}

const isPath = (word: string): boolean =>
  word.length <= PATH_LENGTH_MAX && (LOOKS_LIKE_PATH.test(word) || /^[\w@+-]+\.\w{1,8}$/.test(word));

/** The newest first, each once. */
export function seenPaths(entries: readonly Entry[]): string[] {
  const found = new Set<string>();
  for (const entry of entries.toReversed()) {
    for (const item of entry.items.toReversed()) {
      for (const path of inCall(item)) {
        const clean = path.replace(/^\.\//, "");
        if (clean && clean !== "." && clean.length <= PATH_LENGTH_MAX && !/[\r\n]/.test(clean)) found.add(clean);
        if (found.size >= PATHS_MAX) return [...found];
      }
    }
  }
  return [...found];
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/", path.length - 2) + 1);

/** How well a path fits what is typed; 0: not at all. */
function fitOf(path: string, typed: string): number {
  const [whole, name] = [path.toLowerCase(), nameOf(path).toLowerCase()];
  if (name.startsWith(typed)) return 4;
  if (whole.startsWith(typed)) return 3;
  if (whole.includes(typed)) return 2;
  let at = 0;
  for (const letter of typed) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return 0;
  }
  return 1;
}

/** The best of them for what is typed, the newest first among equals. */
export function matchPaths(paths: readonly string[], typed: string, most: number): string[] {
  const wanted = typed.toLowerCase();
  return paths
    .map((path) => ({ path, fit: fitOf(path, wanted) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, most)
    .map(({ path }) => path);
}
