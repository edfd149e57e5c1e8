// `node --import tsx bench/memory.ts [histories]` (after `npm start` or `npm test` built the pages): what the server holds after a thousand sessions were made,
// watched, dropped, taken up again, worked in and left, beside what it held after the first few. Sessions end two seconds after they were left.
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Socket } from "socket.io-client";
import { ADMIN, serverPid, startApp, stopApp } from "@/e2e/app-process";
import { type Caller, callAs } from "@/e2e/caller";
import { liveHeap, watchedProcess } from "./process-figures";

const HISTORIES = Number(process.argv[2] ?? 1_000);
/** As many fill the caches and compile the code: that is idle. */
const FIRST = 50;
const LANES = 8;
const LINGER_S = 2;
/** Until the last sessions have ended and pools have let go of what they do not use. */
const SETTLE_MS = 20_000;
const AGAIN_MS = 200;
const DEMO = 1;
const MIB = 1024 ** 2;
const TEXT = '[think a while] [tool view {"path":"README.md"}] [tool view {"path":"."}] [edits 2 0] [big 400] look around';

type Batch = { events: { seq: number; payload: { ends?: unknown } }[] };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A socket that has joined the session behind `cursor`; `ended` resolves when so many turns ended. */
async function watch(caller: Caller, sessionId: string, cursor: number, turns: number) {
  const socket = await caller.open();
  const seen = { cursor, ends: 0 };
  const ended = new Promise<void>((resolve) => {
    socket.on("session:events", ({ events }: Batch, received: () => void) => {
      for (const { seq, payload } of events) {
        seen.cursor = Math.max(seen.cursor, seq);
        if (payload.ends) seen.ends += 1;
      }
      received();
      if (seen.ends >= turns) resolve();
    });
  });
  await asked(socket, "session:join", { sessionId, afterSeq: cursor });
  return { socket, seen, ended };
}

/** Asks again when it was too much at once: eight people have one account here. */
async function asked(socket: Socket, event: string, payload: object): Promise<void> {
  for (;;) {
    const answer: { ok: boolean; refusal?: { code: string } } = await socket.timeout(30_000).emitWithAck(event, payload);
    if (answer.ok) return;
    if (answer.refusal?.code !== "too_many_requests") throw new Error(`${event} was answered with ${JSON.stringify(answer)}`);
    await pause(AGAIN_MS);
  }
}

/** Two messages; whoever watched the first one's beginning is gone in the middle of it and comes back. */
async function playHistory(caller: Caller, no: number): Promise<void> {
  const { id: sessionId } = (await caller.act("createSessionAction", { projectId: DEMO, title: `History ${no}` })) as { id: string }; // as: what the action gives; where it does not, joining throws
  const first = await watch(caller, sessionId, 0, 2);
  await asked(first.socket, "session:send", { sessionId, messageId: randomUUID(), text: TEXT });
  first.socket.disconnect();
  const again = await watch(caller, sessionId, first.seen.cursor, 2 - first.seen.ends);
  await asked(again.socket, "session:send", { sessionId, messageId: randomUUID(), text: TEXT });
  await again.ended;
  again.socket.disconnect();
}

async function playHistories(caller: Caller, count: number): Promise<void> {
  let no = 0;
  const lane = async () => {
    while (no < count) await playHistory(caller, no++);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

const inMib = (bytes: number): string => `${(bytes / MIB).toFixed(0)} MiB`;
const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-memory-"));
const app = await startApp({ ...watchedProcess(folder), OCTOMIND_LINGER_SECONDS: String(LINGER_S) });
try {
  const caller = await callAs(app.url, ADMIN);
  const look = async () => {
    await pause(SETTLE_MS);
    return liveHeap(serverPid(app), folder);
  };
  const fresh = await look();
  await playHistories(caller, FIRST);
  const idle = await look();
  const since = performance.now();
  await playHistories(caller, HISTORIES);
  const took = (performance.now() - since) / 1_000;
  const after = await look();
  for (const [when, { held, resident }] of [
    ["just started", fresh],
    [`idle, after ${FIRST} histories`, idle],
    [`${HISTORIES} histories later (${took.toFixed(0)} s)`, after],
  ] as const)
    console.log(`${when}: ${inMib(held)} held, ${inMib(resident)} resident`);
  console.log(
    `held: ${(after.held / idle.held).toFixed(2)} times idle; resident: ${(after.resident / idle.resident).toFixed(2)} times idle`,
  );
} finally {
  await stopApp(app);
  rmSync(folder, { recursive: true, force: true });
}
