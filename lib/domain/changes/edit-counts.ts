/** The tools count the lines of the texts they were given; here are the lines of the file that changed. */
import type { EditReport, Replaced } from "./edit-report";
import type { FileEnd } from "./known-file";
import { lineHash } from "./line-hash";

/**
 * Where only one of the two texts ends with a line break, the line behind them is joined or split, and the report shows it as one
 * that stayed. The same holds for a text that is replaced by nothing within a line.
 */
export function corrected(report: EditReport, { oldText, newText }: Replaced): { report: EditReport; end: FileEnd } {
  const [splice, ...others] = report.splices;
  const oldBreaks = oldText.endsWith("\n");
  const newBreaks = newText.endsWith("\n");
  if (!splice || others.length > 0 || (oldBreaks === newBreaks && newText !== "")) return { report, end: "same" };
  const { lines, removed } = splice;
  const behind = splice.at + lines.length;
  const next = report.shown.find(({ no }) => no === behind);
  if (!next && report.length !== null) {
    // at the end of the file, whose last line break the tools keep; what they do where there was none is not told
    return { report, end: oldBreaks ? "same" : "unknown" };
  }
  const withNext = { lines: [...lines, next?.text ?? null] };
  const isWithinLine = report.hasHashes && lineHash(oldText.split("\n", 1)[0] ?? "") !== splice.firstHash;
  const change = !oldBreaks
    ? withNext
    : newText !== ""
      ? { removed: removed + 1 }
      : isWithinLine
        ? { removed: removed + 1, ...withNext }
        : {};
  const shown = "lines" in change ? report.shown.filter((line) => line !== next) : report.shown;
  return { report: { ...report, splices: [{ ...splice, ...change }], shown }, end: "same" };
}
