// `node --import tsx bench/peer.ts` (after `npm start` or `npm test` built the pages): claudecodeui, the nearest program of this kind, and ours, both installed
// from the registry in one run: how long and how large that is, how soon they answer, what they take and send, and what is left of a turn after a crash.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startApp, stopApp } from "@/e2e/app-process";
import { FreshClone, hasNoRegistry, whyNoClone } from "./fresh-clone";
import { compareInstalls, compareStarts, compareWeights } from "./peer-footprint";
import { PeerProgram } from "./peer-program";
import { inRoom, type Room } from "./room";
import { startScriptedClaude } from "./scripted-claude";
import { skip } from "./skip";
import { type Kept, ourTurn, theirTurn } from "./turn-kept";

const WHAT = "claudecodeui beside ours";
const LINES = 5_000;

function tell(whose: string, { reload, killed, told, orphans, left }: Kept): void {
  console.log(
    `  ${whose}: a page opened anew in its middle has ${reload.there} of ${reload.seen} calls and results that the first one had`,
  );
  console.log(`    after kill -9 and the next start a page has ${killed.there} of ${killed.seen}; of the turn it says: ${told}`);
  console.log(`    processes of the agent that ran on while there was no server: ${orphans}; five seconds after the next start: ${left}`);
}

async function compareTurns(peer: PeerProgram, { folder, onEnd }: Room): Promise<void> {
  const project = path.join(folder, "project");
  const file = path.join(project, "lines.txt");
  mkdirSync(project);
  writeFileSync(file, Array.from({ length: LINES }, (_, n) => `line ${n}\n`).join(""));
  const model = await startScriptedClaude(file);
  onEnd(() => model.close());
  await peer.start(model.url);
  console.log("a turn of reads, one after the other (theirs: its Claude agent with a scripted model; ours: the scripted demo agent)");
  tell("theirs", await theirTurn(peer, model, project));
  await peer.end();
  const app = await startApp();
  onEnd(() => stopApp(app));
  tell("ours", await ourTurn(app));
}

async function measure(room: Room): Promise<void> {
  const clone = new FreshClone(room);
  const installed = await PeerProgram.install(path.join(room.folder, "peer"));
  const { peer } = installed;
  room.onEnd(() => peer.end());
  console.log(`theirs: ${peer.version}; ours: commit ${clone.commit}`);
  await compareInstalls(clone, installed);
  await compareStarts(clone, peer);
  await compareWeights(clone, peer);
  await compareTurns(peer, room);
}

const reason = whyNoClone();
if (reason) skip(WHAT, reason);
else
  await inRoom(async (room) => {
    try {
      await measure(room);
    } catch (error) {
      if (!hasNoRegistry(error)) throw error;
      skip(WHAT, "the registry of packages cannot be reached");
    }
  });
