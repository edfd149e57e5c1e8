import fc from "fast-check";
import { expect, test } from "vitest";
import { summarizeOutput } from "./tool-summary";

const words = (command: string, output: string) => summarizeOutput(command, output.split("\n"))?.words ?? null;

test.each([
  ["the demo's runner", "npm test", "ok      an empty cart\nFAILED  of 50 euros\n\n4 passed, 1 failed", "4 passed, 1 failed"],
  [
    "cargo test, one total per binary",
    "cargo test",
    "running 3 tests\ntest a ... ok\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n   Doc-tests x\ntest result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured",
    "5 passed, 1 failed, 1 skipped",
  ],
  [
    "thousands",
    "npx vitest run",
    "      Tests  1200 failed | 11300 passed | 1000 skipped (13500)",
    "11,300 passed, 1,200 failed, 1,000 skipped",
  ],
  ["thousands of problems", "eslint .", "✖ 3000 problems (1000 errors, 2000 warnings)", "1,000 errors, 2,000 warnings"],
  ["cargo nextest", "cargo nextest run", "     Summary [   0.126s] 4 tests run: 3 passed, 1 failed, 0 skipped", "3 passed, 1 failed"],
  [
    "vitest",
    "npx vitest run",
    " Test Files  1 failed | 11 passed (12)\n      Tests  \u001b[31m1 failed\u001b[39m | 113 passed | 2 skipped (116)\n   Start at  10:00:00",
    "113 passed, 1 failed, 2 skipped",
  ],
  [
    "jest",
    "npx jest",
    "Test Suites: 1 failed, 1 total\nTests:       1 failed, 3 passed, 4 total\nSnapshots:   0 total",
    "3 passed, 1 failed",
  ],
  [
    "pytest",
    "pytest -q",
    "FAILED test_a.py::test_x - assert 1 == 2\n======= 1 failed, 3 passed, 1 warning in 0.12s =======",
    "3 passed, 1 failed",
  ],
  ["pytest with an error", "pytest", "==== 2 errors in 0.5s ====", "2 failed"],
  ["pytest, quiet", "pytest -q", "....\n4 passed in 0.02s", "4 passed"],
  ["go test", "go test ./...", "ok  \tx/a\t0.01s\n--- FAIL: TestB (0.00s)\nFAIL\nFAIL\tx/b\t0.02s\nFAIL", "1 package passed, 1 failed"],
  [
    "go test -v",
    "go test -v",
    "=== RUN A\n--- PASS: A (0.00s)\n    --- PASS: A/one (0.00s)\n--- SKIP: C (0.00s)\nPASS\nok  \tx\t0.1s",
    "2 passed, 1 skipped",
  ],
  ["node --test", "node --test", "ℹ tests 4\nℹ suites 0\nℹ pass 3\nℹ fail 1\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0", "3 passed, 1 failed"],
  ["TAP", "node --test", "# tests 4\n# pass 4\n# fail 0", "4 passed"],
  ["mocha", "mocha", "  3 passing (9ms)\n  1 failing\n", "3 passed, 1 failed"],
  [
    "Playwright",
    "npx playwright test",
    "  1 failed\n    [chromium] › a.spec.ts:3:1 › a\n  1 skipped\n  12 passed (4.2s)",
    "12 passed, 1 failed, 1 skipped",
  ],
  ["tsc", "npx tsc --noEmit", "a.ts(1,2): error TS2304: Cannot find name 'x'.\nb.ts(3,1): error TS1005: ';' expected.", "2 errors"],
  ["tsc, pretty", "tsc", "a.ts:1:2 - \u001b[91merror\u001b[0m TS2304: no\n\nFound 1 error in a.ts:1", "1 error"],
  ["tsc when all is well", "npx tsc --noEmit -p .", "", "no errors"],
  ["eslint", "eslint .", "✖ 3 problems (1 error, 2 warnings)", "1 error, 2 warnings"],
  [
    "cargo build",
    "cargo build",
    "warning: `x` (lib) generated 2 warnings\nerror: could not compile `x` (lib) due to 3 previous errors; 2 warnings emitted",
    "3 errors, 2 warnings",
  ],
  ["biome", "npx biome check", "Checked 9 files in 20ms. No fixes applied.\nFound 2 errors.", "2 errors"],
])("%s", (_what, command, output, expected) => {
  expect(words(command, output)).toBe(expected);
});

test.each([
  ["ls -l", "3 passed.txt"],
  ["git log", "fix: 3 tests that failed now pass"],
  ["echo", "done"],
  ["true", ""],
])("%s: %s is no summary", (command, output) => {
  expect(words(command, output)).toBeNull();
});

test("whatever is printed, it never fails and reads only the end", () => {
  fc.assert(fc.property(fc.string(), fc.array(fc.string()), (command, lines) => void summarizeOutput(command, lines)));
  const many = Array.from({ length: 200_000 }, () => "=".repeat(400));
  expect(summarizeOutput("x", many)).toBeNull();
});
