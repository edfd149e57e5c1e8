/** Does a job of the page: in its worker, or on the page where there is none. */
import { compareLines } from "@/lib/domain/diffs/diff-words";
import { highlightLines } from "./highlight";
import { type Language, languageNamed, languageOf } from "./languages";
import type { CodeLanguage, TextAnswer, TextJob } from "./text-job";
import { codeTones, tableOf } from "./text-spans";

const findLanguage = ({ by, called }: CodeLanguage): Language | null => (by === "path" ? languageOf(called) : languageNamed(called));

function colour(lines: readonly string[], language: CodeLanguage): TextAnswer | null {
  const known = findLanguage(language);
  if (!known) return null;
  const spans = highlightLines(lines, known).map((line) =>
    line.every(({ tone }) => tone === null)
      ? []
      : line.map(({ text, tone }) => ({ text, tone: tone === null ? 0 : codeTones.indexOf(tone) + 1 })),
  );
  return { spans: tableOf(spans), pairs: [] };
}

/** Null: nothing of it stands out. */
export function doTextJob(job: TextJob): TextAnswer | null {
  if (job.kind === "colours") return colour(job.lines, job.language);
  const { marked, pairs } = compareLines(job.lines);
  const spans = job.lines.map((_, index) => (marked.get(index) ?? []).map(({ text, isChanged }) => ({ text, tone: isChanged ? 1 : 0 })));
  return { spans: tableOf(spans), pairs };
}
