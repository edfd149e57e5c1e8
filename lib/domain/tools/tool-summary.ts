/** What a test run or a build says about itself, in its own numbers: "3 passed, 1 failed". */
import { countOf } from "@/lib/domain/text/count-of";
import { plainLine } from "./tool-ansi";

export type OutputSummary = { passed: number; failed: number; skipped: number; words: string };

/** The numbers stand near the end; a run that prints more than this after them is not read. */
const LINES_READ = 2_000;

type Counts = { passed: number; failed: number; skipped: number };
const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

const plus = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const KINDS: Readonly<Record<string, keyof Counts>> = {
  passed: "passed",
  pass: "passed",
  passing: "passed",
  failed: "failed",
  fail: "failed",
  failing: "failed",
  errors: "failed",
  error: "failed",
  skipped: "skipped",
  pending: "skipped",
  todo: "skipped",
  ignored: "skipped",
};

/** "1 failed | 3 passed", "3 passed; 1 failed", "1 failed, 3 passed in 0.1s". */
function countsIn(text: string): Counts {
  const counts = { ...NONE };
  for (const [, number, word = ""] of text.matchAll(
    /(\d{1,9}) (passed|passing|failed|failing|errors?|skipped|pending|todo|ignored)(?=$|[\s,;|(])/g,
  )) {
    const kind = KINDS[word];
    if (kind) counts[kind] += Number(number);
  }
  return counts;
}

const isAny = ({ passed, failed, skipped }: Counts): boolean => passed + failed + skipped > 0;

/** Lines that carry a runner's own total; those of several packages add up. */
const TOTALS: readonly RegExp[] = [
  /^test result: (?:ok|FAILED)\. (.*)$/, // cargo test
  /^\s*Summary \[[^\]]*\] (.*)$/, // cargo nextest
  /^\s*Tests:?\s+(\d.*)$/, // vitest, jest
  /^=+ (.*\d (?:passed|failed|errors?|skipped)\b.*?) =+$/, // pytest
];

function totalsOf(lines: readonly string[]): Counts | null {
  for (const pattern of TOTALS) {
    const found = lines
      .flatMap((line) => pattern.exec(line)?.[1] ?? [])
      .map(countsIn)
      .filter(isAny);
    if (found.length > 0) return found.reduce(plus);
  }
  return null;
}

/** Runners that give each number a line of its own: node --test, TAP, mocha, Playwright. */
function listedOf(lines: readonly string[]): Counts | null {
  const counts = { ...NONE };
  for (const line of lines) {
    const [, before, number, after] =
      /^(?:[#ℹ] (pass|fail|skipped|todo) (\d+)|\s*(\d+ (?:passed|passing|failed|failing|skipped|pending)(?=$|[\s,;|(]).*))$/.exec(line) ??
      [];
    if (before) counts[KINDS[before] ?? "skipped"] += Number(number);
    else if (after) Object.assign(counts, plus(counts, countsIn(after)));
  }
  return isAny(counts) ? counts : null;
}

function goCounts(lines: readonly string[]): { counts: Counts; unit: string } | null {
  const tests = { ...NONE };
  const packages = { ...NONE };
  for (const line of lines) {
    const state = /^\s*--- (PASS|FAIL|SKIP): /.exec(line)?.[1];
    if (state) tests[state === "PASS" ? "passed" : state === "FAIL" ? "failed" : "skipped"] += 1;
    const result = /^(ok {2}|FAIL)\t\S+\t/.exec(line)?.[1];
    if (result) packages[result === "FAIL" ? "failed" : "passed"] += 1;
  }
  if (!isAny(packages)) return null;
  return tests.passed > 0 ? { counts: tests, unit: "" } : { counts: packages, unit: "package" };
}

function wordsOf({ passed, failed, skipped }: Counts, unit = ""): string {
  const number = (count: number) => count.toLocaleString("en");
  const first = (count: number) => (unit ? countOf(count, unit) : number(count));
  return [
    passed > 0 || failed === 0 ? `${first(passed)} passed` : "",
    failed > 0 ? `${passed > 0 ? number(failed) : first(failed)} failed` : "",
    skipped > 0 ? `${number(skipped)} skipped` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Compilers and linters: errors and warnings. */
function buildOf(lines: readonly string[], command: string): OutputSummary | null {
  const tsc = lines.filter((line) => /\berror TS\d+:/.test(line)).length;
  const eslint = lines.flatMap((line) => /^✖ \d+ problems? \((\d+) errors?, (\d+) warnings?\)/.exec(line)?.slice(1, 3) ?? []).map(Number);
  const cargoErrors = lines
    .flatMap(
      (line) =>
        /could not compile .* due to (\d+) previous errors?/.exec(line)?.[1] ??
        (/could not compile .* due to previous error/.test(line) ? "1" : []),
    )
    .map(Number);
  const cargoWarnings = lines.flatMap((line) => /generated (\d+) warnings?/.exec(line)?.[1] ?? []).map(Number);
  const found = lines.flatMap((line) => /^Found (\d+) errors?\b/.exec(line)?.[1] ?? []).map(Number);
  const add = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const errors = tsc || (eslint[0] ?? 0) || add(cargoErrors) || (found.at(-1) ?? 0);
  const warnings = (eslint[1] ?? 0) || add(cargoWarnings);
  if (errors + warnings === 0) {
    const isClean = lines.every((line) => line === "") && /(^|[\s/])(tsc|eslint)\b/.test(command);
    return isClean ? { ...NONE, words: "no errors" } : null;
  }
  return {
    ...NONE,
    failed: errors,
    words: [errors > 0 ? countOf(errors, "error") : "", warnings > 0 ? countOf(warnings, "warning") : ""].filter(Boolean).join(", "),
  };
}

/** Null: the output says nothing of the kind. */
export function summarizeOutput(command: string, outputLines: readonly string[]): OutputSummary | null {
  const lines = outputLines.slice(-LINES_READ).map((line) => plainLine(line.slice(0, 500)).trimEnd());
  const totals = totalsOf(lines);
  if (totals) return { ...totals, words: wordsOf(totals) };
  const go = goCounts(lines);
  if (go) return { ...go.counts, words: wordsOf(go.counts, go.unit) };
  const listed = listedOf(lines);
  if (listed) return { ...listed, words: wordsOf(listed) };
  return buildOf(lines, command);
}
