/** What the ps of macOS writes, in the columns of its sources, read as rows. */
import { describe, expect, test } from "vitest";
import { MARK_NAME, type ProcessRow } from "./process-row";
import { parseRows, withMarks } from "./processes-by-ps";

const MARK = "0f1c6f0e-5d0a-4a6c-9a55-0c1d2e3f4a5b";
const SESSION = "0198a0de-0000-7000-8000-000000000001";

const TOLD = `    1     0     1 Ss    12345 Mon Nov  2 08:00:00 2026     /sbin/launchd
  501     1   498 S     20480 Mon Nov 23 09:27:49 2026     octofs mcp --with  blanks
  502   501   502 Ss+       0 Mon Nov 23 09:27:49 2026     (another's)
  503   501   503 Z         0 Mon Nov 23 09:27:50 2026     (sh)
99998   501 99998 R      1024 Mon Nov 23 09:27:50 2026     make A=b ${MARK_NAME}=none
a line that is none
`;

const begun = (startTicks: string): Pick<ProcessRow, "startTicks" | "startedAt"> => ({
  startTicks,
  startedAt: Date.parse(`${startTicks.replace("  ", " 0")} UTC`),
});
const rows = parseRows(TOLD);
const marks = (text: string): Record<number, string | null> =>
  Object.fromEntries(withMarks(rows, text).map(({ pid, mark }) => [pid, mark]));

test("each column, commands with blanks, and nothing of what has ended and is not collected", () => {
  const same = { mark: null };
  const late = begun("Mon Nov 23 09:27:49 2026");
  expect(rows).toEqual([
    { pid: 1, parent: 0, session: 1, rssBytes: 12_641_280, ...begun("Mon Nov  2 08:00:00 2026"), command: "/sbin/launchd", ...same },
    { pid: 501, parent: 1, session: 498, rssBytes: 20_971_520, ...late, command: "octofs mcp --with  blanks", ...same },
    { pid: 502, parent: 501, session: 502, rssBytes: 0, ...late, command: "(another's)", ...same },
    {
      ...{ pid: 99_998, parent: 501, session: 99_998, rssBytes: 1_048_576, ...begun("Mon Nov 23 09:27:50 2026") },
      ...{ command: `make A=b ${MARK_NAME}=none`, ...same },
    },
  ]);
});

describe("a mark", () => {
  test("is what stands in the environment, not in the command", () => {
    const text = `    1 /sbin/launchd\n  501 octofs mcp --with  blanks HOME=/x ${MARK_NAME}=${MARK} A=b\n99998 make A=b ${MARK_NAME}=none A=c`;
    expect(marks(text)).toEqual({ 1: null, 501: MARK, 502: null, 99998: null });
  });

  test("may name a session, and nothing else behind a blank", () => {
    const text = `  501 octofs mcp --with  blanks ${MARK_NAME}=${MARK} ${SESSION} A=b\n  502 (another's) ${MARK_NAME}=${MARK} ${SESSION}x`;
    expect(marks(text)).toMatchObject({ 501: `${MARK} ${SESSION}`, 502: MARK });
    expect(marks(`  501 octofs mcp --with  blanks A=b ${MARK_NAME}=${MARK} ${SESSION}`)).toMatchObject({ 501: `${MARK} ${SESSION}` });
  });

  test("is that of this very name", () => {
    expect(marks(`  501 octofs mcp --with  blanks ${MARK_NAME}ED=a X${MARK_NAME}=b ${MARK_NAME}=c`)).toMatchObject({ 501: "c" });
  });

  test("is found as well where the process has become another program since", () => {
    expect(marks(`  501 sleep 600 ${MARK_NAME}=${MARK}`)).toMatchObject({ 501: MARK });
  });
});

test("a long command is cut, when its environment has been told from it", () => {
  const long = parseRows(`  501     1   498 S     20480 Mon Nov 23 09:27:49 2026     ${"x".repeat(2_000)}`);
  const [row] = withMarks(long, `  501 ${"x".repeat(2_000)} ${MARK_NAME}=${MARK}`);
  expect(row).toMatchObject({ command: "x".repeat(500), mark: MARK });
});
