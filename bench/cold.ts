// `node --import tsx bench/cold.ts [--test]`: a fresh clone until its first page is answered, later starts of it, and its `npm run check`; with --test all
// of its `npm test` as well, which takes longer than `npm run bench` lets a bench take.
import { FreshClone, hasNoRegistry, type Took, whyNoClone } from "./fresh-clone";
import { inRoom } from "./room";
import { median } from "./rounds";
import { skip } from "./skip";

const WHAT = "a fresh clone";
const LATER_STARTS = 5;
/** Seconds. */
const WANTED = { first: 90, later: 4, check: 25, test: 480 };
/** What our commands say of a step that is done. */
const STEP = /^> (.+?) (?:\.\.\.|on port \d+ started in) ([\d.]+ s)$/gm;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const judged = (ms: number, wanted: number): string => `${seconds(ms)} (wanted ${wanted} s: ${ms <= wanted * 1_000 ? "met" : "MISSED"})`;
const stepsIn = (said: string): string => [...said.matchAll(STEP)].map(([, what, took]) => `${what} ${took}`).join(", ");

/** Until its first page is answered; then it is ended. */
async function start(clone: FreshClone): Promise<Took> {
  const { program, ms } = await clone.start();
  await program.end();
  return { ms, said: program.said };
}

/** Red, it measures nothing. */
async function check(clone: FreshClone): Promise<void> {
  try {
    const once = await clone.run("run", "check");
    console.log(`npm run check, the first time: ${seconds(once.ms)}; of it: ${stepsIn(once.said)}`);
    console.log(`npm run check, again: ${judged((await clone.run("run", "check")).ms, WANTED.check)}`);
  } catch (error) {
    console.error(error);
    skip("npm run check", "it fails at this commit");
  }
}

async function measure(clone: FreshClone): Promise<void> {
  const first = await start(clone);
  console.log(`commit ${clone.commit}, npm's cache empty: the first page is answered after ${judged(first.ms, WANTED.first)}`);
  console.log(`  of it: ${stepsIn(first.said)}`);
  const later: number[] = [];
  for (let round = 0; round < LATER_STARTS; round += 1) later.push((await start(clone)).ms);
  console.log(
    `a later start, until the first page is answered: ${judged(median(later), WANTED.later)}, median of ${later.map(seconds).join(", ")}`,
  );
  await check(clone);
  if (process.argv.includes("--test")) console.log(`npm test: ${judged((await clone.run("test")).ms, WANTED.test)}`);
}

const reason = whyNoClone();
if (reason) skip(WHAT, reason);
else
  await inRoom(async (room) => {
    try {
      await measure(new FreshClone(room));
    } catch (error) {
      if (!hasNoRegistry(error)) throw error;
      skip(WHAT, "the registry of packages cannot be reached");
    }
  });
