// The card of what was remembered: each memory by itself; an answer without any stays what it is.
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MemoriesBody } from "./memories-body";

test("memories stand by themselves, anything else as it was", () => {
  const shown = (content: string) => renderToStaticMarkup(<MemoriesBody content={content}>as it was</MemoriesBody>);
  expect(shown('<recall ids="b:1">\n[user] hi\n</recall>')).toContain("1 memory");
  expect(shown("No stored memories match your query.")).toBe("as it was");
});
