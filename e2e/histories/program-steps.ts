// One history of the whole program out of its seed: who writes what in which session, what breaks, and how many frames into the turn.
import { chanceOf } from "@/lib/testing/seeded-chance";
import { programFaults } from "./program-faults";

/** `session`: 0 or 1. `frames`: so many of the turn are there when it breaks; 0: the message is on its way. */
export type ProgramStep = { session: number; text: string; faults: readonly string[]; frames: number };

export const SESSIONS = 2;
const STEPS_MAX = 3;
const FRAMES_MAX = 8;

/** What is asked of the demo agent; each goes on for a while and ends by itself. */
const TEXTS = [
  '[slow 15] [repeat 8 view {"path":"README.md"}] look again and again',
  '[think] [slow 10] [bigresult 30000] [repeat 4 view {"path":"README.md"}] something large',
  '[slow 20] [par] [tool view {"path":"README.md"}] [tool view {"path":"package.json"}] [repeat 3 view {"path":"README.md"}] side by side',
  '[slow 10] [repeat 5 view {"path":"README.md"}] [inject task 5 tell me later] and one more',
  '[slow 15] [aux 0.002] [repeat 4 view {"path":"README.md"}] [big 20000] a long answer',
  '[slow 10] [retry] [repeat 5 view {"path":"README.md"}] what nobody knows [raw {"type":"unheard_of"}]',
  '[slow 15] [repeat 4 view {"path":"README.md"}] [drop] [repeat 3 view {"path":"README.md"}] the agent hangs up',
];

/** The first fault of each history goes round, so that a run has seen each of them; those that take seconds come in no other way. */
export function stepsOf(seed: number, index: number): ProgramStep[] {
  const chance = chanceOf(seed * 7_919 + index);
  const quick = programFaults.filter(({ isSlow }) => !isSlow);
  const any = () => quick[chance(quick.length)]?.name ?? "";
  const one = (first: string): ProgramStep => ({
    session: chance(SESSIONS),
    text: TEXTS[chance(TEXTS.length)] ?? "",
    faults: [...new Set([first, ...(chance(4) === 0 ? [any()] : [])])],
    frames: chance(FRAMES_MAX),
  });
  const first = programFaults[index % programFaults.length]?.name ?? "";
  return [one(first), ...Array.from({ length: chance(STEPS_MAX) }, () => one(any()))];
}

export const wordsOfStep = ({ session, text, faults, frames }: ProgramStep): string =>
  `session ${session} is asked "${text}", and after ${frames} frames ${faults.join(" and ")}`;
