/** Every recording of a real agent as the conversation that people read. */
import { describe, expect, test } from "vitest";
import { printTranscript } from "@/lib/testing/print-transcript";
import { replayTrace, traceNames } from "@/lib/testing/replay-trace";
import { applyEvents, emptyTranscript } from "./transcript";

const sessions = traceNames().flatMap((name) => [...replayTrace(name)].map(([id, events]) => ({ title: `${name} · ${id}`, events })));

describe("R13 a recording is the same conversation however its log is cut", () => {
  test.each(sessions)("$title", ({ events }) => {
    const { transcript, gap } = applyEvents(emptyTranscript, events);
    expect(gap).toBeNull();
    for (const size of [1, 7]) {
      let grown = emptyTranscript;
      for (let from = 0; from < events.length; from += size) grown = applyEvents(grown, events.slice(from, from + size)).transcript;
      expect(grown).toEqual(transcript);
    }
  });
});

test("each of them as it was", async () => {
  const lines = sessions.flatMap(({ title, events }) => [
    `# ${title}`,
    ...printTranscript(applyEvents(emptyTranscript, events).transcript),
    "",
  ]);
  await expect(lines.join("\n")).toMatchFileSnapshot("../../testing/traces/transcripts.txt");
});
