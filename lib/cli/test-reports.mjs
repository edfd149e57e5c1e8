// What a test runner's own report says: how many passed and failed, and which failed, to be said last, where a long log is cut first.
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-step.mjs";

const BROKEN = { passed: 0, failed: 1, skipped: 0, failures: ["the run ended before it could report"] };

/** ANSI colours would stand in a log as letters; of what went wrong the first line is enough to know it again. */
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const firstLine = (message) => (message ?? "").replace(COLOURS, "").trim().split("\n", 1)[0].slice(0, 300);
const line = (file, title, message) => [`${file} › ${title}`, firstLine(message)].filter(Boolean).join(": ");

function read(file, summarise) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return BROKEN;
  }
  return summarise(report);
}

/** A file that could not even be loaded is a failure without a test. */
function vitestFailures(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [line(file, "the file itself", message)];
    return failed.map((test) => line(file, test.fullName, test.failureMessages?.[0]));
  });
}

/** Counts and failures of the report that Vitest's `json` reporter wrote to `file`. */
export function readVitestReport(file) {
  return read(file, (report) => ({
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests,
    failures: vitestFailures(report),
  }));
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
const errorOf = (spec) => spec.tests.flatMap((test) => test.results).find((result) => result.error)?.error?.message;

/** Counts and failures of the report that Playwright's `json` reporter wrote to `file`; what passed at its second try counts as passed. */
export function readPlaywrightReport(file) {
  return read(file, ({ stats, errors, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: Math.max(stats.unexpected, errors.length > 0 ? 1 : 0),
    skipped: stats.skipped,
    failures: [
      ...errors.map((error) => line("e2e", "the run itself", error.message)),
      ...suites
        .flatMap(specsOf)
        .filter((spec) => !spec.ok)
        .map((spec) => line(`e2e/${spec.file}`, spec.title, errorOf(spec))),
    ],
  }));
}

/** What a runner that ended with `code` comes to: one that fails for a reason of its own has failed, whatever it counted. */
export function judge(counts, code) {
  if (code === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: [...counts.failures, `the run ended with ${code ?? "a signal"}`] };
}

/** Prints the failures of all runs, then the closing line; gives the exit code. */
export function close(runs) {
  const sum = (key) => runs.reduce((total, run) => total + (run[key] ?? 0), 0);
  for (const failure of runs.flatMap((run) => run.failures ?? [])) console.log(`> failed: ${failure}`);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  return sum("failed") > 0 ? 1 : 0;
}
