// What PostgreSQL refuses is replaced, and where in the agent's stream we are is said once, and by its holder only.
import { expect, test } from "vitest";
import type { Append, AppendItem, Placed } from "@/lib/event-log/append-events";
import { landAppend, landSpooled } from "./land-append";

const item = (sourceSeq: number): AppendItem => ({
  draft: { kind: "reply_added", at: 1, turn: null, payload: { content: "x" } },
  source: "agent",
  sourceSeq,
  raw: Buffer.from("{}"),
});
const append: Append = { sessionId: "s", epoch: 1, stream: { id: "agent", seq: 3 }, items: [item(1), item(2), item(3)] };

/** A log that answers with these, one after the other, and keeps what it was asked. */
function aWriter(...answers: Placed["status"][][]) {
  const asked: Append[] = [];
  const append = async (wanted: Append): Promise<Placed[]> => {
    asked.push(wanted);
    return (answers.shift() ?? []).map((status): Placed => {
      if (status === "refused") return { status, error: new Error("no") };
      return status === "stored" || status === "known" ? { status, seq: asked.length } : { status };
    });
  };
  return { asked, writer: { append } };
}

test("R8b the place in the agent's stream is on record with the last that was refused, not before", async () => {
  const { asked, writer } = aWriter(["refused", "stored", "refused"], ["stored"], ["stored"]);
  const landed = await landAppend(writer, append);
  expect(landed.map(({ isReplaced }) => isReplaced)).toEqual([true, false, true]);
  expect(asked.map(({ stream }) => stream?.seq)).toEqual([3, undefined, 3]);
  expect(asked.map(({ items }) => items.map(({ sourceSeq }) => sourceSeq))).toEqual([[1, 2, 3], [1], [3]]);
});

test("R15 what was spooled before another holder came lands without an epoch, and does not move that one's place", async () => {
  const { asked, writer } = aWriter(["stale", "stale", "stale"], ["stored", "known", "stored"]);
  expect(await landSpooled(writer, append)).toMatchObject({ lost: "stale", landed: [{ placed: { status: "stored" } }, {}, {}] });
  expect(asked.map(({ epoch, stream }) => [epoch, stream])).toEqual([
    [1, append.stream],
    [null, undefined],
  ]);
});
