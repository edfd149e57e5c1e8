// One history of the whole program out of its seed: who writes what in which session, what breaks, and how many frames into the turn.
import { chanceOf } from "@/lib/testing/seeded-chance";
import { programFaults } from "./program-faults";

/** `frames`: so many of the turn are there when it breaks; 0: the message is on its way. */
export type StruckFault = { name: string; frames: number };
/** `session`: 0 or 1. `faults`: in their order. */
export type ProgramStep = { session: number; text: string; faults: readonly StruckFault[] };

export const SESSIONS = 2;
const STEPS_MAX = 3;
const WORDS_MAX = 200;
const FRAMES_MAX = 8;
/** A second fault comes in one of so many steps. */
const SECOND_IN = 3;
/** Faults that take seconds are drawn in one of so many. */
const SLOW_IN = 4;

/** What is asked of the demo agent; each goes on for a while and ends by itself. */
const TEXTS: readonly string[] = [
  '[slow 15] [repeat 8 view {"path":"README.md"}] look again and again',
  '[think] [slow 10] [bigresult 30000] [repeat 4 view {"path":"README.md"}] something large',
  '[slow 20] [par] [tool view {"path":"README.md"}] [tool view {"path":"package.json"}] [repeat 3 view {"path":"README.md"}] side by side',
  '[slow 10] [repeat 5 view {"path":"README.md"}] [inject task 5 tell me later] and one more',
  '[slow 15] [aux 0.002] [repeat 4 view {"path":"README.md"}] [big 20000] a long answer',
  '[slow 10] [retry] [repeat 5 view {"path":"README.md"}] what nobody knows [raw {"type":"unheard_of"}]',
  '[slow 15] [repeat 4 view {"path":"README.md"}] [drop] [repeat 3 view {"path":"README.md"}] the agent hangs up',
];

/** What is asked of the real octomind, whose model is scripted. */
export const OCTOMIND_TEXTS: readonly string[] = [
  `[slow 40] ${'[tool view {"path":"src/main.txt"}] '.repeat(6)}look again and again`,
  `[slow 30] [think] ${'[tool view {"path":"src/main.txt"}] '.repeat(3)}[big 30000] something large`,
  '[slow 60] [par] [tool view {"path":"src/main.txt"}] [tool view {"path":"src"}] [tool echo {"message":"side by side"}] together',
  '[slow 40] [tool shell {"command":"sleep 0.2; echo one"}] [tool failing {"x":"1"}] [tool view {"path":"no/such/file"}] what fails',
  '[slow 40] [tool shell {"command":"seq 1 2000"}] [tool echo {"message":"äöü \\u2028"}] [tool view {"path":"src/main.txt"}] many lines',
];

/** What the first steps do in turn: each fault, and what must be met but is rarely drawn. */
const FIRST: readonly (readonly StruckFault[] | string)[] = [
  ...programFaults.map(({ name }) => name),
  // What is on the spool outlives the server.
  [
    { name: "the database is killed", frames: 2 },
    { name: "the server is killed", frames: 8 },
  ],
  [
    { name: "the database is frozen", frames: 2 },
    { name: "the server is ended in order", frames: 8 },
  ],
];

/** The first step of each history goes round, so that a run has seen all of them. `texts`: what the agent is asked. */
export function stepsOf(seed: number, index: number, texts: readonly string[] = TEXTS): ProgramStep[] {
  const chance = chanceOf(seed * 7_919 + index);
  const quick = programFaults.filter(({ isSlow }) => !isSlow);
  const any = () => {
    const drawn = chance(SLOW_IN) === 0 ? programFaults : quick;
    return drawn[chance(drawn.length)]?.name ?? "";
  };
  const oneOrTwo = (name: string): StruckFault[] => {
    const first = { name, frames: chance(FRAMES_MAX) };
    const second = { name: any(), frames: first.frames + chance(FRAMES_MAX) };
    return chance(SECOND_IN) === 0 && second.name !== name ? [first, second] : [first];
  };
  const one = (faults: readonly StruckFault[]): ProgramStep => ({
    session: chance(SESSIONS),
    text: texts[chance(texts.length)] ?? "",
    faults,
  });
  const begin = FIRST[index % FIRST.length] ?? any();
  const first = one(typeof begin === "string" ? oneOrTwo(begin) : begin);
  return [first, ...Array.from({ length: chance(STEPS_MAX) }, () => one(oneOrTwo(any())))];
}

const LARGE_BYTES = 45_000;
const chance = chanceOf(LARGE_BYTES);
/** What no database makes smaller. */
const dense = Buffer.from(Array.from({ length: LARGE_BYTES }, () => chance(256))).toString("base64");
const large = { session: 0, text: `[slow 20] [repeat 24 echo {"words":"${dense}"}] much that is new` };
const full = (frames: number, what = "database"): StruckFault => ({ name: `the disk of the ${what} is full`, frames });

/** Histories of disks that are full. */
export const fullDisks: readonly (readonly ProgramStep[])[] = [
  [{ ...large, faults: [full(2)] }],
  [{ ...large, faults: [full(2), { name: "the server is killed", frames: 36 }] }],
  [{ ...large, faults: [full(1, "spool"), { name: "the database is killed", frames: 2 }] }],
  [{ ...large, faults: [full(1, "spool"), full(2)] }],
];

export const wordsOfStep = ({ session, text, faults }: ProgramStep): string =>
  `session ${session} is asked "${text.slice(0, WORDS_MAX)}"; ${faults.map(({ name, frames }) => `after ${frames} frames ${name}`).join(", ")}`;
