/** What people call something, as one line that can be seen and turns no other words around. */
import { z } from "zod";

/** Signs that change the direction of all that follows; a name in Hebrew or Arabic needs none. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;

export const oneLine = (typed: string): string =>
  typed
    .replace(TURNS, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

/** Whether anything of it is drawn: what only joins or parts letters, or fills a place, is not. */
export const isSeen = (line: string): boolean => /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(line);

/** A line as it is typed, of at most `max` characters; `called` begins the sentences that refuse one. */
export const lineSchema = (called: string, max: number) =>
  z
    .string()
    .max(2_000)
    .transform(oneLine)
    .refine(isSeen, `${called} needs at least one character.`)
    .refine((line) => [...line].length <= max, `${called} has at most ${max} characters.`);
