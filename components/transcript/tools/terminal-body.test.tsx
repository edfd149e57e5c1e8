// Under a command: what is said of its output, and the strip, whose words stand on paper too and buttons alone do not.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readTerminal, type TerminalResult } from "@/lib/domain/tools/tool-shell";
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

const drawn = (result: { content: string; success: boolean } | null, command = "npm test") =>
  renderToStaticMarkup(<TerminalBody result={readTerminal(command, result)} isRunning={false} cwd="" />);

test("only of a command that ended it is said that it printed nothing", () => {
  expect(drawn({ content: "", success: true })).toContain("no output");
  expect(drawn({ content: "Command failed with exit code 1\n", success: false })).toContain("no output");
  const stopped = drawn(null);
  expect(stopped).toContain("what it printed is not on record");
  expect(stopped).not.toContain("no output");
});

test("of a report without a command nothing more is claimed than that it holds no lines", () => {
  expect(drawn({ content: "", success: false }, "")).toContain("no output");
});
