import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Append, Placed } from "@/lib/event-log/append-events";
import { SpoolStore } from "./spool";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "spool-killed-"));
});

afterEach(() => rm(folder, { recursive: true }));

/** Spools as fast as it can, some at a time, and says each number once it counts as kept. */
const SPOOLER = `
import { SpoolStore } from "./lib/bridge/recording/spool.ts";
const [folder, sessionId, source] = process.argv.slice(1);
const file = new SpoolStore({ folder, maxBytes: 1e9, writer: {} }).fileOf(sessionId);
const raw = Buffer.alloc(20_000, 7);
for (let seq = 1; ; ) {
  const batch = [];
  for (let n = 0; n < 5; n += 1, seq += 1) {
    const now = seq;
    const items = [{ draft: { kind: "reply_added", at: 1, turn: 1, payload: { content: String(now) } }, source, sourceSeq: now, raw }];
    batch.push(file.append({ sessionId, epoch: 1, items }).then(() => process.stdout.write(now + "\\n")));
  }
  await Promise.all(batch);
}`;

/** Kills it once it has said so many numbers; gives the last it said. */
async function killAfter(count: number, sessionId: string): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", SPOOLER, folder, sessionId, randomUUID()], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === count) child.kill("SIGKILL");
  }
  return last;
}

test("kill -9 at any instant: everything that counted as kept lands at the next start, in order, without a hole", {
  timeout: 60_000,
}, async () => {
  for (const count of [1, 52, 203]) {
    const sessionId = randomUUID();
    const said = await killAfter(count, sessionId);
    const landed: number[] = [];
    const append = async ({ items }: Append): Promise<Placed[]> => {
      landed.push(...items.map((item) => item.sourceSeq));
      return items.map((_, index) => ({ status: "stored", seq: index + 1 }));
    };
    await new SpoolStore({ folder, maxBytes: 1_000_000, writer: { append } }).drainAll();
    expect(said).toBeGreaterThanOrEqual(count);
    expect(landed.length).toBeGreaterThanOrEqual(said);
    expect(landed).toEqual(landed.map((_, index) => index + 1));
    expect(await readdir(folder)).toEqual([]);
  }
});
