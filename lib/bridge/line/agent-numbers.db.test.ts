/** Whatever numbers an agent tells, PostgreSQL takes each of its frames. */
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import { zeroTotals } from "@/lib/domain/sessions/usage";
import { appendEvents } from "@/lib/event-log/append-events";
import { parseUpstreamFrame } from "@/lib/protocol/upstream-frames";
import { aProject } from "@/lib/testing/db/stored-sessions";
import { testDatabase } from "@/lib/testing/db/test-database";
import { translateFrame } from "./translate-frame";
import { TurnTracker } from "./turn-tracker";

const { pool } = testDatabase();

async function anAgent() {
  const { sessionId, personId } = await aProject(pool);
  const totals = { turnCount: 0, openTurn: null, hasUnpaidRun: false, totals: zeroTotals, agent: { model: "", role: "" } };
  const tracker = new TurnTracker({ ...totals, ownerId: personId, isDemo: false });
  const told: EventDraft[] = [];
  const tell = async (type: string, fields: string) => {
    const text = `{"type":"${type}",${fields}}`;
    const draft = tracker.track(translateFrame(parseUpstreamFrame(text), text, { at: 1, ownerId: personId }), false);
    told.push(draft);
    await appendEvents(pool, [{ sessionId, epoch: null, items: [{ draft, source: randomUUID(), sourceSeq: 1 }] }]);
  };
  return { told, tell };
}

const column = async (text: string) => (await pool.query<{ found: string }>(`SELECT (${text})::text AS found`)).rows[0]?.found;

test("R9 totals that rise and fall by hundreds of millions of dollars again and again are counted, each rise of them", async () => {
  const { told, tell } = await anAgent();
  for (let swing = 0; swing < 12; swing += 1) {
    await tell("cost", '"session_cost":9e8');
    await tell("cost", '"session_cost":-9e8');
  }
  const shares = told.map(({ payload }) => BigInt("usage" in payload ? (payload.usage?.costNano ?? 0) : 0));
  expect(await column("SELECT cost_nano FROM session")).toBe(String(shares.reduce((sum, share) => sum + share, 0n)));
  expect(await column("SELECT sum(nano) FROM turn_usage")).toBe(await column("SELECT cost_nano FROM session"));
});

test.each([9e8, -9e8])("R13 a run that tells a cost of %d again and again is on record", async (dollars) => {
  const { tell } = await anAgent();
  for (let seq = 0; seq < 12; seq += 1) await tell("run_event", `"run_id":"r","seq":${seq},"event":{"kind":"usage","cost":${dollars}}`);
  expect(await column("SELECT sum((payload->>'costNano')::numeric) FROM event")).toBe(String(BigInt(dollars) * 12_000_000_000n));
});

const NUMBERS = ["1e400", "1.7e308", "-1.7e308", "9007199254740993", "-9007199254740993", "4294967296", "0.5", "-0", '"7"'];
const COST = ["session_tokens", "session_cost", "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens"];
const FIELDS: [string, string[], string][] = [
  ["cost", [...COST, "reasoning_tokens", "aux_input_tokens", "aux_output_tokens", "aux_cost"], ""],
  ["run_event", ["seq"], ',"run_id":"r","event":{"kind":"usage","cost":NUMBER}'],
  ["retry", ["attempt", "max_retries", "delay_ms"], ""],
];

test.each(FIELDS)("R13 a frame %s is on record whatever its numbers are", async (type, names, rest) => {
  const { told, tell } = await anAgent();
  for (const number of NUMBERS) await tell(type, names.map((name) => `"${name}":${number}`).join() + rest.replace("NUMBER", number));
  expect(await column("SELECT count(*) FROM event")).toBe(String(told.length));
});
