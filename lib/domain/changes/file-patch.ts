/** A file's change as a patch that `git apply` takes, where every line it needs is on record. */

import { withoutEnd } from "@/lib/domain/text/text-lines";
import type { Row } from "./file-rows";
import { isChanged } from "./file-status";
import type { KnownFile } from "./known-file";
import type { Outcome, Outside } from "./tracked-file";

/** `ends`: whether the log tells how the file's lines end, or LF is taken for granted. */
export type Patch = { text: string; ends: "told" | "assumed" } | { text: null; why: string };

type Line = Extract<Row, { kind: "same" | "added" | "removed" }>;
type Hunk = { lines: Line[]; reachesStart: boolean; reachesEnd: boolean };

const signs = { same: " ", added: "+", removed: "-" } as const;
const no = (why: string): Patch => ({ text: null, why });

/** Null: some removed text is not on record. */
function hunksOf(rows: readonly Row[]): Hunk[] | null {
  const hunks: Hunk[] = [];
  let open: Hunk | null = null;
  for (const row of rows) {
    if (row.kind === "removed-block") return null;
    if (row.kind === "gap") {
      if (open) open.reachesEnd = false;
      open = null;
      continue;
    }
    if (row.text === null) return null;
    if (!open) {
      open = { lines: [], reachesStart: row.before <= 1 && row.after <= 1, reachesEnd: true };
      hunks.push(open);
    }
    open.lines.push(row);
  }
  return hunks;
}

/** git looks for a place by the lines around it: without one, only at the file's own ends. */
const isPlaced = ({ lines, reachesStart, reachesEnd }: Hunk): boolean =>
  (reachesStart || lines[0]?.kind === "same") && (reachesEnd || lines.at(-1)?.kind === "same");

const BARE = "\\ No newline at end of file";

/** The lines of a hunk; a last line that lost its line break is a changed one. */
function linesOfHunk({ lines, reachesEnd }: Hunk, file: KnownFile): string[] {
  const isBare = reachesEnd && file.end === "bare";
  const last = isBare ? lines.findLastIndex(({ kind }) => kind !== "removed") : -1;
  return lines.flatMap(({ kind, text }, index) => {
    if (index !== last) return [`${signs[kind]}${text}`];
    const bare = `+${withoutEnd(text ?? "")}`;
    return kind === "added" ? [bare, BARE] : [`-${text}`, bare, BARE];
  });
}

function hunkText(hunk: Hunk, file: KnownFile): string {
  const [first] = hunk.lines;
  const before = hunk.lines.filter(({ kind }) => kind !== "added").length;
  const after = hunk.lines.filter(({ kind }) => kind !== "removed").length;
  const range = (start: number, count: number) => `${count === 0 ? start - 1 : start},${count}`;
  const head = `@@ -${range(first?.before ?? 1, before)} +${range(first?.after ?? 1, after)} @@`;
  return [head, ...linesOfHunk(hunk, file)].join("\n");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be quoted
const SPECIAL = /["\\\u0000-\u001f\u007f]/g;

/** Names with signs of their own are quoted as git quotes them. */
const quoted = (name: string): string => {
  const safe = name.replace(SPECIAL, (char) =>
    char === '"' || char === "\\" ? `\\${char}` : `\\${char.charCodeAt(0).toString(8).padStart(3, "0")}`,
  );
  return safe === name ? name : `"${safe}"`;
};

function headOf(path: string, wasThere: boolean, exists: boolean): string[] {
  const mark = (name: string) => `${quoted(name)}${name.includes(" ") ? "\t" : ""}`;
  return [
    `diff --git ${quoted(`a/${path}`)} ${quoted(`b/${path}`)}`,
    ...(wasThere ? [] : ["new file mode 100644"]),
    ...(exists ? [] : ["deleted file mode 100644"]),
    `--- ${wasThere ? mark(`a/${path}`) : "/dev/null"}`,
    `+++ ${exists ? mark(`b/${path}`) : "/dev/null"}`,
  ];
}

const endsWithCr = ({ text }: Line): boolean => text?.endsWith("\r") ?? false;

/** How the old lines of the hunks end; null: some with CR LF, and others nobody knows how. */
function endsOf(hunks: readonly Hunk[], file: KnownFile): "told" | "assumed" | null {
  const old = hunks.flatMap(({ lines }) => lines).filter(({ kind }) => kind !== "added");
  if (old.length === 0) return "told";
  if (!file.base.hasCr) return "assumed";
  return old.every(endsWithCr) ? "told" : null;
}

/** The same patch for files whose lines all end with CR LF. */
export function withCrlf(patch: string): string {
  const lines = patch.split("\n");
  let isInHunk = false;
  return lines
    .map((line, index) => {
      if (line.startsWith("diff --git ")) isInHunk = false;
      if (line.startsWith("@@ ")) {
        isInHunk = true;
        return line;
      }
      const isBare = lines[index + 1] === BARE;
      return isInHunk && /^[ +-]/.test(line) && !isBare && !line.endsWith("\r") ? `${line}\r` : line;
    })
    .join("\n");
}

/** The patch, or in words why there is none. */
export function patchOf(path: string, outside: Outside, { status, diff, stretch, wasThere, exists }: Outcome): Patch {
  if (!isChanged(status)) return no("Nothing is changed.");
  if (path.startsWith("/") || path.startsWith("..") || path.includes("://")) return no("The file is outside of the working directory.");
  if (outside === "seen") return no("Something else changed the file in between.");
  if (diff.added + diff.removed === 0 && !diff.ends && wasThere && exists) return no("Nothing is changed.");
  const hunks = stretch && hunksOf(stretch.rows);
  if (!hunks) return no("Some of the text is not on record.");
  if (exists && stretch.file.end === "unknown") return no("How the file's last line ends is not on record.");
  if (wasThere && !hunks.every(isPlaced)) return no("The lines around a change are not on record.");
  const ends = endsOf(hunks, stretch.file);
  if (ends === null) return no("How the file's lines end is not on record.");
  const head = headOf(path, wasThere, exists);
  // git writes no names for a file without lines
  const lines = hunks.length === 0 ? head.slice(0, -2) : [...head, ...hunks.map((hunk) => hunkText(hunk, stretch.file))];
  return { text: `${lines.join("\n")}\n`, ends };
}
