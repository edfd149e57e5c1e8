import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { ViewerEvent } from "@/lib/domain/sessions/session-event";
import { applyEvents, emptyTranscript } from "@/lib/domain/transcript/transcript";
import { addWindow, foldWindow, gapBefore, type TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import type { Viewer } from "@/lib/domain/viewer";
import { appendEvents } from "@/lib/event-log/append-events";
import { readEvents } from "@/lib/event-log/read-events";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { called, cost, type Fact, numbered, queued, returned, sent, turnsOf } from "@/lib/testing/log-facts";
import { createSession } from "./create-session";
import { loadTranscript } from "./load-transcript";
import { loadWindow, type WindowPlace, windowPlace } from "./load-window";

const { pool } = testDatabase();

let ada: Viewer;
let sessionId: string;
beforeEach(async () => {
  const projectId = await storeProject("Billing");
  ada = await signedInAs("Ada", projectId, "developer");
  sessionId = (await createSession(ada, { projectId, title: "Long" })).id;
});

/** Turns of 2 + 2 × `steps` events each, after the event that made the session. */
const turnsOfSteps = (...steps: number[]): Fact[] =>
  steps.flatMap((count, index) => [
    sent(index + 1, randomUUID(), `message ${index + 1}`),
    ...Array.from({ length: count }, (_, step) => [called(index + 1, `t${step}`), returned(index + 1, `t${step}`)]).flat(),
    cost(index + 1, "7"),
  ]);

async function append(facts: readonly Fact[]): Promise<void> {
  const items = numbered(facts).map((draft, index) => ({ draft, source: randomUUID(), sourceSeq: index + 1 }));
  await appendEvents(pool, [{ sessionId, epoch: null, items }]);
}

async function logOf(): Promise<ViewerEvent[]> {
  const log: ViewerEvent[] = [];
  for (let more = true; more; ) {
    const read = await readEvents(pool, sessionId, { after: log.length });
    log.push(...read);
    more = read.length > 0;
  }
  return log;
}

const read = async (place: WindowPlace): Promise<TranscriptWindow> => (await loadWindow(ada, sessionId, place)).window;
const rangeOf = ({ base, events }: TranscriptWindow) => [base.from, events.at(-1)?.seq];
const isWhole = ({ base, events }: TranscriptWindow) => events.every(({ seq }, index) => seq === base.from + index);

describe("the first paint of a long session", () => {
  test("is its end from the beginning of a turn, with the sum of what all of it cost", async () => {
    await append(turnsOfSteps(...Array.from({ length: 40 }, () => 9)));
    const { windows, session } = await loadTranscript(ada, sessionId);
    expect(windows).toHaveLength(1);
    const [end] = windows;
    if (!end) throw new Error("a session has an end");
    expect(isWhole(end)).toBe(true);
    expect(rangeOf(end)).toEqual([662, 801]);
    const { transcript } = foldWindow(end);
    expect(turnsOf(transcript).map(({ no, outcome }) => [no, outcome])).toEqual(Array.from({ length: 7 }, (_, n) => [34 + n, "answered"]));
    expect([transcript.facts.costNano, transcript.facts.title]).toEqual([session.costNano, "Long"]);
  });

  test("of a turn that is longer than a page is the turn's end, under the message that began it", async () => {
    await append(turnsOfSteps(1, 400));
    const [end] = (await loadTranscript(ada, sessionId)).windows;
    if (!end) throw new Error("a session has an end");
    expect(rangeOf(end)).toEqual([687, 807]);
    const [turn] = turnsOf(foldWindow(end).transcript);
    expect(turn).toMatchObject({ no: 2, cause: { text: "message 2" }, outcome: "answered" });
  });

  test("at an event has what is around it too, which begins with its turn", async () => {
    await append(turnsOfSteps(...Array.from({ length: 40 }, () => 9)));
    const { windows } = await loadTranscript(ada, sessionId, 208);
    expect(windows.map(rangeOf)).toEqual([
      [202, 322],
      [662, 801],
    ]);
    expect((await loadTranscript(ada, sessionId, 700)).windows.map(rangeOf)).toEqual([[662, 801]]);
  });
});

test("an effort that was set, and roles that were named, ten thousand events ago are known at the end", async () => {
  const answered = (commandType: string, result: unknown): Fact => ({
    kind: "command_answered",
    payload: { commandType, message: "", result, own: false },
  });
  const told = [
    answered("effort", { new_effort: "high" }),
    answered("info", { about: "\u0000" }),
    answered("effort", { error: "Invalid" }),
    answered("role", { new_role: "developer", available_roles: ["developer", "reviewer"] }),
  ];
  await append([...told, ...turnsOfSteps(...Array.from({ length: 1_000 }, () => 4))]);
  const { base, events } = await read({ end: true });
  expect([base.from > 9_000, events.length < 400, base.facts.effort]).toEqual([true, true, "high"]);
  expect(base.facts.named).toMatchObject({ effort: ["high"], role: ["developer", "reviewer"] });
});

describe("a part", () => {
  test("before, after and around an event; from an empty and a short session too", async () => {
    expect(rangeOf(await read({ end: true }))).toEqual([1, 1]);
    expect(rangeOf(await read({ before: 1 }))).toEqual([1, undefined]);
    expect(rangeOf(await read({ after: 1 }))).toEqual([2, undefined]);
    await append(turnsOfSteps(9, 9));
    expect(rangeOf(await read({ before: 10 }))).toEqual([1, 9]);
    expect(rangeOf(await read({ after: 9 }))).toEqual([10, 41]);
    expect(rangeOf(await read({ at: 30 }))).toEqual([1, 41]);
    expect(rangeOf(await read({ at: 9_999 }))).toEqual([22, 41]);
  });

  test("after all that is there is empty, and begins where the log ends, however far that is", async () => {
    for (const after of [1, 2, 2_147_483_647]) expect(await read({ after })).toMatchObject({ base: { from: 2 }, events: [] });
  });

  test("weighs little: what is farthest from the place is left out, and long texts are previews", async () => {
    const long = (index: number): Fact => ({ kind: "notice_reported", payload: { message: `${index}`.padEnd(60_000, "y") } });
    await append(Array.from({ length: 400 }, (_, index) => long(index)));
    const end = await read({ end: true });
    const [from, to] = rangeOf(end);
    expect(to).toBe(401);
    expect(Number(to) - Number(from)).toBeGreaterThan(60);
    expect(JSON.stringify(end).length).toBeLessThan(1.6 * 1024 * 1024);
    expect(end.events[0]?.cut).toEqual([{ path: "message", length: 60_000 }]);
    expect(rangeOf(await read({ after: 100 }))[0]).toBe(101);
    const around = await read({ at: 200 });
    expect(isWhole(around)).toBe(true);
    expect(around.events.some(({ seq }) => seq === 200)).toBe(true);
  });

  test("the parts, read until nothing is missing, are the whole log", { retry: 0 }, async () => {
    await append([...turnsOfSteps(3, 0, 150, 2, 60), queued(randomUUID(), 1), ...turnsOfSteps(1).map((fact) => ({ ...fact, turn: 6 }))]);
    const log = await logOf();
    const whole = applyEvents(emptyTranscript, log).transcript;
    const anyPlace = fc.tuple(fc.constantFrom("before", "after", "at"), fc.integer({ min: 1, max: log.length }));
    await fc.assert(
      fc.asyncProperty(fc.array(anyPlace, { maxLength: 4 }), async (places) => {
        let stretches = [foldWindow(await read({ end: true }))] as ReturnType<typeof addWindow>;
        for (const [name, seq] of places) stretches = addWindow(stretches, await read(windowPlace.parse({ [name]: seq })));
        for (let gap = gapBefore(stretches, stretches.length - 1); gap; gap = gapBefore(stretches, stretches.length - 1)) {
          stretches = addWindow(stretches, await read({ before: gap.to + 1 }));
        }
        expect(stretches.map(({ transcript }) => transcript)).toEqual([whole]);
      }),
      { numRuns: 15 },
    );
  });

  test.each([{}, { before: "0" }, { before: "x" }, { before: "5", at: "5" }, { after: "1e3x" }, { at: "99999999999" }, { end: "true" }])(
    "is not asked for by %o",
    (place) => {
      expect(windowPlace.safeParse(place).success).toBe(false);
    },
  );
});
