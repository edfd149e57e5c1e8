/** What the writer puts into one statement: each session once, in its order, and no more than the database takes well. */
import type pg from "pg";
import { expect, test } from "vitest";
import type { Append } from "./append-events";
import { EventWriter } from "./event-writer";

const append = (sessionId: string, sourceSeq: number, raw = Buffer.from("raw")): Append => ({
  sessionId,
  epoch: 1,
  items: [1, 2].map((n) => ({
    draft: { kind: "reply_added", at: 1, turn: null, payload: { content: "" } },
    source: sessionId,
    sourceSeq: 10 * sourceSeq + n,
    raw,
  })),
});

/** A database that stores everything: the sessions of each statement. */
function aWriter() {
  const statements: string[][] = [];
  const query = async ({ values }: { values: unknown[] }) => {
    const [sessions, , , , places] = values as [string[], unknown, unknown, unknown, number[]]; // as: what append_events takes first
    statements.push(sessions);
    return { rows: [{ placed: places.map((_, index) => index + 1) }] };
  };
  const client = { query, on: () => {}, off: () => {}, release: () => {} };
  const pool = { connect: async () => client } as unknown as pg.Pool; // as: all that the writer asks of one
  return { writer: new EventWriter(pool), statements };
}

test("R2 what one session hands in while a statement runs goes one by one, in order; others go with it", async () => {
  const { writer, statements } = aWriter();
  await Promise.all([append("a", 1), append("a", 2), append("b", 1), append("a", 3), append("b", 2)].map((one) => writer.append(one)));
  expect(statements).toEqual([["a", "b"], ["a", "b"], ["a"]]);
});

test("a statement has at most some megabytes, however many wait; one that is larger goes alone", async () => {
  const { writer, statements } = aWriter();
  const raw = Buffer.alloc(1_500_000);
  const large = Buffer.alloc(5_000_000);
  await Promise.all([append("a", 1, large), append("b", 1, raw), append("c", 1, raw), append("d", 1)].map((one) => writer.append(one)));
  expect(statements).toEqual([["a"], ["b", "d"], ["c"]]);
});
