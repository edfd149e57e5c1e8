/** The paths that the calls on the page name, and which of them fit what is typed; pure. */
import { addPathsOfCall } from "@/lib/domain/tools/paths-of-call";
import type { Entry, Item, RunStep } from "@/lib/domain/transcript/transcript-types";

/** False: there are enough. */
function addOf(found: Set<string>, item: Item | RunStep): boolean {
  if (item.type === "run") return item.steps.every((step) => addOf(found, step));
  if (item.type !== "tool") return true;
  return addPathsOfCall(found, item.params, item.result?.success ? item.result.content : null);
}

/** The newest first, each once. */
export function seenPaths(entries: readonly Entry[]): string[] {
  const found = new Set<string>();
  entries.toReversed().every((entry) => entry.items.toReversed().every((item) => addOf(found, item)));
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
