/** One name for one file: `./src/a.ts`, `src/a.ts` and its full path are the same only where that is certain. */
import { word } from "@/lib/domain/tools/tool-call";

const isAbsolute = (path: string): boolean => path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(path) || /^[a-z]+:\/\//.test(path);

/** Without `.`, and without `..` where there is something to leave. */
function normal(path: string): string {
  if (/^[a-z]+:\/\//.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

const inside = (folder: string, path: string): string | null => (path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null);

export class FilePaths {
  readonly #home: string | null;
  /** Where relative paths start, as seen from home; empty: at home. */
  #at = "";

  /** `cwd`: the session's working directory, where it is known. */
  constructor(cwd: string | null) {
    this.#home = cwd === null || cwd === "" ? null : normal(cwd);
  }

  /** The names of somebody who starts in a folder, or (with "") where we are now, and goes on alone from there. */
  inFolder(folder: string): FilePaths {
    const paths = new FilePaths(this.#home);
    paths.#at = folder === "" ? this.#at : this.keyOf(folder);
    return paths;
  }

  /** A `workdir` call that succeeded. */
  move(params: Record<string, unknown>): void {
    const path = word(params, "path", "directory");
    if (params.reset === true) this.#at = "";
    else if (path !== "") this.#at = this.keyOf(path);
  }

  keyOf(path: string): string {
    const full = normal(isAbsolute(path) || this.#at === "" ? path : `${this.#at}/${path}`);
    if (this.#home === null) return full;
    return full === this.#home ? "" : (inside(this.#home, full) ?? full);
  }
}
