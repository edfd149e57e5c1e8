// What a test runner's own report says: how many passed and failed, which failed, and which did at first; said last, where it is looked for.
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

const lineOfTest = (file, { fullName, failureMessages }) => line(file, fullName, failureMessages?.[0]);

/** A file that could not even be loaded is a failure without a test. */
function vitestFailures(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [line(file, "the file itself", message)];
    return failed.map((test) => lineOfTest(file, test));
  });
}

/** Of a test that passed the report still has what went wrong before. */
function vitestRetried({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter((test) => test.status === "passed" && test.failureMessages?.length > 0)
      .map((test) => lineOfTest(path.relative(root, name), test)),
  );
}

/** Counts and names of the report that Vitest's `json` reporter wrote to `file`; what passed at its second try counts as passed, and is named. */
export function readVitestReport(file) {
  return read(file, (report) => ({
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests,
    failures: vitestFailures(report),
    retried: vitestRetried(report),
  }));
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
const errorOf = (spec) => spec.tests.flatMap((test) => test.results).find((result) => result.error)?.error?.message;

/** The same of the report that Playwright's `json` reporter wrote. */
export function readPlaywrightReport(file) {
  return read(file, ({ stats, errors, suites }) => {
    const specs = suites.flatMap(specsOf);
    const linesOf = (some) => some.map((spec) => line(`e2e/${spec.file}`, spec.title, errorOf(spec)));
    return {
      passed: stats.expected + stats.flaky,
      failed: Math.max(stats.unexpected, errors.length > 0 ? 1 : 0),
      skipped: stats.skipped,
      failures: [...errors.map((error) => line("e2e", "the run itself", error.message)), ...linesOf(specs.filter((spec) => !spec.ok))],
      retried: linesOf(specs.filter((spec) => spec.tests.some((test) => test.status === "flaky"))),
    };
  });
}

/** What a runner that ended with `code` comes to: one that fails for a reason of its own has failed, whatever it counted. */
export function judge(counts, code) {
  if (code === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: [...counts.failures, `the run ended with ${code ?? "a signal"}`] };
}

/** Prints what failed, for good or at first, then the closing line; gives the exit code. */
export function close(runs) {
  const sum = (key) => runs.reduce((total, run) => total + (run[key] ?? 0), 0);
  const all = (key) => runs.flatMap((run) => run[key] ?? []);
  for (const retried of all("retried")) console.log(`> passed at its second try: ${retried}`);
  for (const failure of all("failures")) console.log(`> failed: ${failure}`);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`);
  return sum("failed") > 0 ? 1 : 0;
}
