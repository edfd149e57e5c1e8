import { expect, test } from "vitest";
import { replayTrace } from "@/lib/testing/replay-trace";
import { dueAt, nextAfter, readScheduleAnswer, readScheduleList, type ScheduledEntry } from "./tool-schedule";

const answers = (trace: string) =>
  [...replayTrace(trace).values()].flat().flatMap((event) => (event.kind === "tool_returned" ? [event.payload.content] : []));

test("what was scheduled, as a real agent says it", () => {
  const [timed = "", idle = "", call = "", list = "", gone = ""] = answers("schedule-list");
  expect(readScheduleAnswer(timed, "look at the build").entries).toEqual([
    {
      id: "90eeecb9",
      when: "2026-11-27 16:41:35",
      countdown: "in 1h 29m",
      description: "build watch",
      message: "look at the build",
      repeats: "every 10m",
    },
  ]);
  expect(readScheduleAnswer(idle, "tidy up").entries).toMatchObject([{ id: "7848ec36", when: "idle", message: "tidy up" }]);
  expect(readScheduleAnswer(call, "").entries).toMatchObject([{ id: "de3eda36", description: "a direct call" }]);
  expect(readScheduleAnswer(list, "").entries).toMatchObject([
    { id: "7848ec36", when: "idle", message: "tidy up", repeats: "" },
    { id: "90eeecb9", repeats: "Repeats every 10m", message: "look at the build" },
    { id: "de3eda36", message: 'Tool call: view {"path":"src"} (workdir: /srv/sample)' },
  ]);
  expect(readScheduleAnswer(gone, "")).toEqual({ as: "schedule", entries: [], words: "No scheduled entry found with id 'nope'." });
  expect(readScheduleAnswer("✅ Removed scheduled entry [90eeecb9].", "").words).toBe("Removed scheduled entry [90eeecb9].");
  const edited = "✅ Updated scheduled entry [90eeecb9] → fires at 2026-11-27 18:00:00 (in 2h 5m), repeats every 1h.";
  expect(readScheduleAnswer(edited, "")).toMatchObject({
    words: "Changed",
    entries: [{ when: "2026-11-27 18:00:00", repeats: "every 1h" }],
  });
});

const entry = (when: string, countdown: string): ScheduledEntry => ({
  id: "x",
  when,
  countdown,
  description: "",
  message: "",
  repeats: "",
});
const said = Date.parse("2026-11-27T15:12:10.500Z");

test.each([
  ["2026-11-27 16:41:35", "in 1h 29m", "2026-11-27T16:41:35.000Z"], // an agent in UTC
  ["2026-11-27 17:41:35", "in 1h 29m", "2026-11-27T16:41:35.000Z"], // one an hour east
  ["2026-11-27 20:57:14", "in 4s", "2026-11-27T15:12:14.000Z"], // one in Nepal
  ["2026-11-27 05:12:14", "in 4s", "2026-11-27T15:12:14.000Z"], // one in Hawaii
  ["2026-11-27 15:15:13", "in 3m 3s", "2026-11-27T15:15:13.000Z"],
  ["2026-11-27 15:12:10", "now", "2026-11-27T15:12:10.000Z"],
  ["2026-11-23T05:02:31.000Z", "", "2026-11-23T05:02:31.000Z"],
  ["2031-01-01 00:00:00", "in 4s", "2026-11-27T15:12:14.500Z"], // a clock that is wrong: what it counts down to is right
])("%s (%s) is due at %s", (when, countdown, due) => {
  expect(new Date(dueAt(entry(when, countdown), said) ?? 0).toISOString()).toBe(due);
});

test("an entry without a time is due at none", () => {
  expect(dueAt(entry("idle", "when idle"), said)).toBeNull();
  expect(dueAt(entry("2026-11-27 16:41:35", "soon"), said)).toBeNull();
  expect(dueAt(entry("99Z", ""), said)).toBeNull();
});

test("a list of any length is read up to a bound", () => {
  const line = "[31884a31] 2026-11-23 05:02:31 (in 4s) — test\n";
  expect(readScheduleList(line.repeat(50_000)).length).toBeLessThan(5_000);
});

test("what repeats runs next an interval after it last ran", () => {
  const every = (repeats: string) => nextAfter({ ...entry("", ""), repeats }, 1_000);
  expect(every("every 10m")).toBe(601_000);
  expect(every("Repeats every 1h 30m")).toBe(5_401_000);
  expect(every("Repeats every idle")).toBeNull();
  expect(every("")).toBeNull();
});
