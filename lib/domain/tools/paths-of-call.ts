/** The paths that a tool call names: in its parameters and in what it answered. */
import { listOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { filesOf, paramsOf } from "./tool-call";

const PATH_LENGTH_MAX = 300;
/** Of one answer, so that one of megabytes does not hold up everybody. */
const READ_MAX = 1_000_000;
/** So many are enough to choose from. */
const PATHS_MAX = 3_000;

const PARAMETERS = ["path", "file_path", "file", "directory", "from_path", "append_path"];
const LOOKS_LIKE_PATH = /^(?:[\w@.+-]+\/)+[\w@.+-]+$/;

/** Without what surrounds it in a sentence, a listing or a search hit. */
const trimmed = (word: string): string => word.replace(/^[("'`[<]+/, "").replace(/(:\d+)*[)"'`\]>,;:.]*$/, "");

const isPath = (word: string): boolean =>
  word.length <= PATH_LENGTH_MAX && (LOOKS_LIKE_PATH.test(word) || /^[\w@+-]+\.\w{1,8}$/.test(word));

function* inAnswer(content: string): Generator<string> {
  for (const line of content.slice(0, READ_MAX).split("\n")) {
    const [first = "", second] = line.split("\t", 2);
    // A directory's listing has the path before a tab.
    if (second !== undefined && first && !first.includes(" ")) yield first;
    else for (const word of line.split(/\s+/)) if (word.includes("/") && word.length <= PATH_LENGTH_MAX) yield trimmed(word);
  }
}

function* inParameters(raw: unknown): Generator<string> {
  const params = paramsOf(raw);
  // several places are searched as one path, with a sign between them
  for (const name of PARAMETERS) yield* textOf(params[name]).split("|");
  yield* filesOf(params);
  yield* listOf(params.operations).map((operation) => textOf(objectOf(operation).path));
}

/** Puts what a call names behind what is found already, each once. `answer`: null where it says nothing, or failed. False: there are enough. */
export function addPathsOfCall(found: Set<string>, params: unknown, answer: string | null): boolean {
  const add = (paths: Iterable<string>, fits: (path: string) => boolean) => {
    for (const path of paths) {
      const clean = path.replace(/^\.\//, "");
      if (fits(path) && clean && clean !== "." && clean.length <= PATH_LENGTH_MAX && !/[\r\n]/.test(clean)) found.add(clean);
      if (found.size >= PATHS_MAX) return;
    }
  };
  if (answer !== null) add(inAnswer(answer), isPath);
  add(inParameters(params), () => true);
  return found.size < PATHS_MAX;
}
