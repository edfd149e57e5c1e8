// R1 of two facts of which one can be, as that a command went out and that it was given up, the first that is on record is told, in its place.
import { randomUUID } from "node:crypto";
import { setImmediate as tick } from "node:timers/promises";
import { expect, test } from "vitest";
import type { EventDraft, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { MemoryDisk } from "@/lib/testing/simulation/memory-disk";
import { Recorder } from "./recorder";
import { SpoolStore } from "./spool";

const id = randomUUID();
const command = { requestId: id, command: "plan", args: [], by: { personId: 1, name: "Ada" } };
const sent: EventDraft = { kind: "command_sent", at: 1, turn: null, payload: command };
const lost: EventDraft = { kind: "upstream_lost", at: 1, turn: null, payload: { code: 1006, reason: "" } };
const dropped: EventDraft = { kind: "command_dropped", at: 1, turn: null, payload: { ...command, reason: "It was not sent" } };

/** A recorder over a log that knows sources and ids, and whose first answer may not come. */
function aRecorder({ losesAnswer = false } = {}) {
  const [log, known, later, told]: [SessionEvent[], Map<string, number>, (() => void)[], [SessionEvent[], number][]] = [
    [],
    new Map(),
    [],
    [],
  ];
  let isLosing = losesAnswer;
  const append = async ({ items }: Append): Promise<Placed[]> => {
    const placed = items.map(({ draft, source, sourceSeq, clientMessageId }): Placed => {
      const keys = [`${source} ${sourceSeq}`, ...(clientMessageId ? [clientMessageId] : [])];
      const seq = keys.map((key) => known.get(key)).find((one) => one !== undefined);
      if (seq !== undefined) return { status: "known", seq };
      log.push({ ...draft, seq: log.length + 1 });
      for (const key of keys) known.set(key, log.length);
      return { status: "stored", seq: log.length };
    });
    if (!isLosing) return placed;
    isLosing = false;
    throw new StorageAwayError(new Error("lost"), { mayBeStored: true });
  };
  const recorder = new Recorder({
    sessionId: randomUUID(),
    epoch: 1,
    lastSeq: 0,
    writer: { append },
    spool: new SpoolStore({ folder: "/spool", maxBytes: 1_000_000, writer: { append }, disk: new MemoryDisk() }),
    onStored: (events, head) => void told.push([events, head]),
    onState: () => {},
    onLost: () => {},
    callAfter: (_, call) => {
      later.push(call);
      return () => {};
    },
  });
  const settle = async () => {
    for (let round = 0; round < 20; round += 1) {
      for (const call of later.splice(0)) call();
      await tick();
    }
  };
  return { recorder, log, told, settle };
}

test.each([{ losesAnswer: false }, { losesAnswer: true }])("%o", async ({ losesAnswer }) => {
  const { recorder, log, told, settle } = aRecorder({ losesAnswer });
  const all = [
    recorder.recordNow([{ draft: sent, clientMessageId: id }]),
    recorder.record([{ draft: lost }]),
    recorder.record([{ draft: dropped, clientMessageId: id }]),
  ];
  await settle();
  await Promise.all(all);
  expect(log.map(({ kind }) => kind)).toEqual(["command_sent", "upstream_lost"]);
  for (const [events] of told) for (const event of events) expect(event).toEqual(log[event.seq - 1]);
  const seqs = told.flatMap(([events]) => events.map(({ seq }) => seq));
  expect(seqs).toEqual([...new Set(seqs)].sort());
  expect(told.at(-1)?.[1]).toBe(log.length);
});
