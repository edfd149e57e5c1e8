// The strip under a command's output: what of it is words stands on paper too, buttons alone do not.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { TerminalResult } from "@/lib/domain/tool-shell";
import { TerminalBody } from "./terminal-body";

const printed = (part: Partial<TerminalResult>, isRunning = false): string =>
  renderToStaticMarkup(
    <TerminalBody
      result={{ as: "terminal", command: "make", lines: ["done"], exitCode: null, jobId: "", pid: null, summary: null, ...part }}
      isRunning={isRunning}
      cwd=""
    />,
  );

test("a strip that has only buttons is not printed, one that says something is", () => {
  expect(printed({})).toContain("print:hidden");
  expect(printed({ exitCode: 2 })).not.toContain("print:hidden");
  expect(printed({ summary: { passed: 3, failed: 1, skipped: 0, words: "3 passed, 1 failed" } })).not.toContain("print:hidden");
  const long = printed({ lines: Array.from({ length: 41 }, (_, no) => `line ${no}`) });
  expect(long).toContain("the last 40 of 41 lines");
  expect(long).not.toContain("print:hidden");
});

test("a command that runs and has printed nothing has no strip", () => {
  expect(printed({ lines: [] }, true)).not.toContain("Copy the command");
  expect(printed({ lines: [] })).toContain("Copy the command");
});
