/** What a search by structure answered in JSON: the printed matches of its program, wrapped, or a record for each match. */

import { diffOfTexts } from "@/lib/domain/diffs/diff-lines";
import { readUnifiedDiff, type UnifiedFile } from "@/lib/domain/diffs/unified-diff";
import { jsonOf, listOf, numberOf, objectOf, textOf } from "@/lib/domain/text/loose-json";
import { linesOf } from "@/lib/domain/text/text-lines";
import { partsOf, type Snippet } from "./tool-snippets";
import { readHits } from "./tool-view";

type MatchesResult = { snippets: Snippet[]; files: UnifiedFile[]; output: string; note: string };

/** The tool numbers lines from 0. */
const lineIn = (range: unknown, end: "start" | "end"): number | null => {
  const no = numberOf(objectOf(objectOf(range)[end]).line);
  return no === null ? null : no + 1;
};

function readRecords(value: unknown): Pick<MatchesResult, "snippets" | "files"> {
  const snippets: Snippet[] = [];
  const files: UnifiedFile[] = [];
  for (const record of listOf(value).map(objectOf)) {
    const path = textOf(record.file);
    const text = textOf(record.lines ?? record.text);
    if (path === "" || text === "") continue;
    const first = lineIn(record.range, "start");
    if (typeof record.replacement === "string")
      files.push({ path, status: "edited", diff: diffOfTexts(textOf(record.text), record.replacement), splices: [] });
    else
      snippets.push({ path, first, last: lineIn(record.range, "end"), score: null, about: "", parts: partsOf(linesOf(text), first ?? 1) });
  }
  return { snippets, files };
}

/** `12:5:code` has a column too, where every line has one. */
function withoutColumns(texts: readonly { no: number; text: string }[]): { no: number; text: string }[] {
  const COLUMN = /^\d{1,6}:/;
  return texts.every(({ text }) => COLUMN.test(text)) ? texts.map(({ no, text }) => ({ no, text: text.replace(COLUMN, "") })) : [...texts];
}

function readPrinted(output: string): Snippet[] {
  return (readHits(output, "")?.files ?? []).map(({ path, lines }) => {
    const parts: Snippet["parts"] = [];
    for (const line of withoutColumns(lines)) {
      const last = parts.at(-1);
      if (last && last.at(-1)?.no === line.no - 1) last.push(line);
      else parts.push([line]);
    }
    return { path, first: null, last: null, score: null, about: "", parts };
  });
}

/** Null: it is none of these. */
export function readMatches(content: string): MatchesResult | null {
  const value = jsonOf(content);
  if (Array.isArray(value)) {
    const read = readRecords(value);
    return read.snippets.length + read.files.length > 0 ? { ...read, output: "", note: "" } : null;
  }
  const { output, success, message } = objectOf(value);
  if (typeof output !== "string") return null;
  const note = success === false ? textOf(message) : "";
  const nested = jsonOf(output);
  if (Array.isArray(nested)) return { ...readRecords(nested), output: "", note: note || (nested.length === 0 ? "Nothing matches." : "") };
  const files = readUnifiedDiff(output) ?? [];
  const snippets = files.length > 0 ? [] : readPrinted(output);
  return { snippets, files, output: files.length + snippets.length > 0 ? "" : output, note };
}
