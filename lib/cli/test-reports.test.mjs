// What is read from the reports of the two test runners, as they write them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { root } from "./run-step.mjs";
import { close, judge, readPlaywrightReport, readVitestReport } from "./test-reports.mjs";

let directory;
const written = (report) => {
  const file = path.join(directory, "report.json");
  writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  return file;
};

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "reports-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

test("Vitest: the counts, and each failure with its file, its name and the first line of why", () => {
  const file = written({
    numPassedTests: 7,
    numFailedTests: 1,
    numFailedTestSuites: 2,
    numPendingTests: 3,
    testResults: [
      {
        name: path.join(root, "lib/a.test.ts"),
        status: "failed",
        message: "",
        assertionResults: [
          { fullName: "adds up", status: "passed", failureMessages: [] },
          { fullName: "divides", status: "passed", failureMessages: ["Error: 0"] },
          { fullName: "takes away", status: "failed", failureMessages: ["\u001b[31mError: 3\u001b[39m\n    at lib/a.test.ts:1"] },
        ],
      },
      { name: path.join(root, "lib/b.test.ts"), status: "failed", message: "Cannot find module 'c'\nat", assertionResults: [] },
    ],
  });
  expect(readVitestReport(file)).toEqual({
    passed: 7,
    failed: 1,
    skipped: 3,
    failures: ["lib/a.test.ts › takes away: Error: 3", "lib/b.test.ts › the file itself: Cannot find module 'c'"],
    retried: ["lib/a.test.ts › divides: Error: 0"],
  });
});

test("Playwright: a test within groups is found, and one that passed at its second try is none that failed", () => {
  const ended = (status) => ({ status, results: [{ error: { message: "Error: not there\n  at x" } }, { error: { message: "again" } }] });
  const file = written({
    stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 0 },
    errors: [],
    suites: [
      {
        specs: [{ ok: true, file: "a.spec.ts", title: "flaky", tests: [ended("flaky")] }],
        suites: [{ specs: [{ ok: false, file: "a.spec.ts", title: "opens", tests: [ended("unexpected")] }] }],
      },
    ],
  });
  expect(readPlaywrightReport(file)).toEqual({
    passed: 5,
    failed: 1,
    skipped: 0,
    failures: ["e2e/a.spec.ts › opens: Error: not there"],
    retried: ["e2e/a.spec.ts › flaky: Error: not there"],
  });
});

test("a report that is missing or cut off is one failure, and so is a run that fails though no test of it did", () => {
  expect(readVitestReport(path.join(directory, "none.json"))).toMatchObject({ failed: 1 });
  expect(readPlaywrightReport(written('{"stats": '))).toMatchObject({ failed: 1 });
  const fine = { passed: 2, failed: 0, skipped: 0, failures: [] };
  expect(judge(fine, 0)).toBe(fine);
  expect(judge(fine, null)).toMatchObject({ passed: 2, failed: 1, failures: ["the run ended with a signal"] });
});

test("what failed is said right before the closing line", () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const second = { passed: 1, failed: 1, skipped: 2, failures: ["a › b"], retried: ["c › d"] };
  expect(close([{ passed: 3, failed: 0, failures: [] }, second])).toBe(1);
  expect(close([{ passed: 3, failed: 0 }])).toBe(0);
  expect(said.mock.calls.flat()).toEqual([
    "> passed at its second try: c › d",
    "> failed: a › b",
    "4 passed, 1 failed, 2 skipped",
    "3 passed, 0 failed",
  ]);
  said.mockRestore();
});
