/** A spool file on a disk that forgets what was not synced, or has no room. */
import { expect, test, vi } from "vitest";
import type { Append } from "@/lib/event-log/append-events";
import { MemoryDisk } from "@/lib/testing/simulation/memory-disk";
import { SpoolFile } from "./spool-file";

const noBound = { reserve: () => true, add: () => {} };
const append = (seq: number, raw = Buffer.from("raw")): Append => ({
  sessionId: "a",
  epoch: 1,
  items: [{ draft: { kind: "reply_added", at: 1, turn: 1, payload: { content: "" } }, source: "s", sourceSeq: seq, raw }],
});

async function landed(disk: MemoryDisk): Promise<number[]> {
  const seqs: number[] = [];
  await new SpoolFile("a", "/spool", noBound, disk).drain(async ({ items }) => void seqs.push(...items.map(({ sourceSeq }) => sourceSeq)));
  return seqs;
}

test("what counts as kept outlives a machine that loses what was not synced", async () => {
  const disk = new MemoryDisk();
  const file = new SpoolFile("a", "/spool", noBound, disk);
  await file.append(append(1));
  await Promise.all([file.append(append(2)), file.append(append(3))]);
  expect(await landed(disk.afterCrash(0))).toEqual([1, 2, 3]);
});

test("what comes behind something that found no room is not kept, though there is room for it: it would hide a hole", async () => {
  const disk = new MemoryDisk();
  const small = { reserve: (bytes: number) => bytes < 1_000, add: () => {} };
  const file = new SpoolFile("a", "/spool", small, disk);
  const kept = await Promise.allSettled([append(1), append(2, Buffer.alloc(2_000)), append(3)].map((one) => file.append(one)));
  expect(kept.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await landed(disk)).toEqual([1]);
});

test("what was refused leaves nothing behind that counts after the next one: that would be a hole", async () => {
  const disk = new MemoryDisk();
  const handle = await disk.open("/spool/a.spool");
  vi.spyOn(disk, "open").mockResolvedValue(handle);
  const sync = vi.spyOn(handle, "datasync").mockRejectedValueOnce(new Error("EIO: i/o error"));
  const file = new SpoolFile("a", "/spool", noBound, disk);
  const refused = await Promise.allSettled([file.append(append(1)), file.append(append(2))]);
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await file.append(append(3));
  expect(sync).toHaveBeenCalledTimes(2);
  expect(await landed(disk.afterCrash(0))).toEqual([3]);
});
