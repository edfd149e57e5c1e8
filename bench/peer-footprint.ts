// A peer and ours as they are installed: how large, how soon there, how much memory, how much JavaScript.
import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ProcessRow } from "@/lib/bridge/agents/process-row";
import type { FreshClone } from "./fresh-clone";
import type { PeerProgram } from "./peer-program";
import { withBrowser } from "./real-app";
import { median } from "./rounds";
import { type Weighed, weigh } from "./script-weight";

const STARTS = 5;
const SETTLE_MS = 5_000;
const MIB = 1024 * 1024;
const BLOCK = 512;
const OUR_STEPS = /^> (installing packages|building the pages) \.\.\. (.+)$/gm;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const several = (values: readonly number[]): string => `${seconds(median(values))} (${values.map(seconds).join(", ")})`;
const mebibytes = (value: number): string => `${Math.round(value).toLocaleString("en")} MiB`;
/** Ours, by what they are. */
const isServer = ({ command }: ProcessRow): boolean => command.includes(".next/server.mjs");
const isPostgres = ({ command }: ProcessRow): boolean => /^postgres|\/postgres /.test(command);
const isStarter = (row: ProcessRow): boolean => !isServer(row) && !isPostgres(row);
const residentMib = (rows: readonly ProcessRow[]): number => rows.reduce((sum, { rssBytes }) => sum + rssBytes, 0) / MIB;
const kilobytes = ({ all: { bytes, files } }: Weighed): string => `${(bytes / 1_000).toFixed(1)} kB in ${files} files`;

/** What its files take of the disk; one with several names counts once. */
function onDisk(place: string): string {
  const seen = new Set<number>();
  let bytes = 0;
  for (const name of readdirSync(place, { recursive: true, encoding: "utf8" })) {
    const { ino, blocks } = lstatSync(path.join(place, name));
    if (!seen.has(ino)) bytes += blocks * BLOCK;
    seen.add(ino);
  }
  return mebibytes(bytes / MIB);
}

/** The first start of a clone installs and builds; what it does besides, every start does. */
export async function compareInstalls(clone: FreshClone, { peer, ms }: { peer: PeerProgram; ms: number }): Promise<void> {
  const { program } = await clone.start();
  await program.end();
  const steps = [...program.said.matchAll(OUR_STEPS)].map(([, what, took]) => `${what} ${took}`);
  console.log("install from the registry, npm's cache empty, once");
  const how = peer.isCompiled ? "its SQLite compiled, because no built one could be fetched" : "nothing compiled";
  console.log(`  theirs: ${seconds(ms)}, ${how}; ${onDisk(peer.packages)} with pages that are built already`);
  console.log(
    `  ours: ${steps.join(", ")}; ${onDisk(path.join(clone.place, "node_modules"))} and ${onDisk(path.join(clone.place, ".next"))} of pages`,
  );
}

export async function compareStarts(clone: FreshClone, peer: PeerProgram): Promise<void> {
  const took = { theirs: [] as number[], ours: [] as number[] };
  const memory = { theirs: [] as number[], server: [] as number[], starter: [] as number[], database: [] as number[] };
  for (let round = 0; round < STARTS; round += 1) {
    took.theirs.push(await peer.start());
    await wait(SETTLE_MS);
    memory.theirs.push(residentMib(await peer.program.processes()));
    await peer.end();
    const { program, ms } = await clone.start();
    took.ours.push(ms);
    await wait(SETTLE_MS);
    const rows = await program.processes();
    memory.server.push(residentMib(rows.filter(isServer)));
    memory.starter.push(residentMib(rows.filter(isStarter)));
    memory.database.push(residentMib(rows.filter(isPostgres)));
    await program.end();
  }
  console.log(`start of what is installed until the first page is answered, medians of ${STARTS}`);
  console.log(`  theirs: ${several(took.theirs)}`);
  console.log(`  ours: ${several(took.ours)}; it starts a PostgreSQL and looks at packages, build and migrations first`);
  console.log(
    `resident memory ${SETTLE_MS / 1_000} s after the first page, all processes, medians (what several share is counted in each)`,
  );
  console.log(`  theirs: ${mebibytes(median(memory.theirs))}`);
  const [server, starter, database] = [memory.server, memory.starter, memory.database].map((values) => mebibytes(median(values)));
  console.log(`  ours: the server ${server}, npm and the starting program ${starter}, PostgreSQL ${database}`);
}

export async function compareWeights(clone: FreshClone, peer: PeerProgram): Promise<void> {
  await peer.start();
  const { program, url } = await clone.start();
  await withBrowser(url, async (freshPage) => {
    const page = await freshPage();
    const [theirs, ours] = [
      await weigh(page, "theirs", () => page.goto(peer.url)),
      await freshPage().then((other) => weigh(other, "ours", () => other.goto("/sign-in"))),
    ];
    console.log("JavaScript of the first page, gzip");
    console.log(`  theirs: ${kilobytes(theirs)}, all of the program`);
    console.log(`  ours: ${kilobytes(ours)}, the page to sign in at; a session's page is in page-weight`);
  });
  await program.end();
  await peer.end();
}
