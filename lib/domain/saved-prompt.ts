/** A text that a person keeps to write again in a project; what may be saved. */
import { z } from "zod";
import { PROMPT_NAME_MAX, PROMPT_TEXT_MAX } from "./prompt-limits";

export type SavedPrompt = { id: number; name: string; text: string };

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
/** PostgreSQL's text holds no NUL. */
const withoutNul = (text: string): string => text.replaceAll("\0", "");

export const savedPromptSchema = z.object({
  name: z
    .string()
    .max(2_000)
    .transform(oneLine)
    .refine((name) => name.length > 0, "A name needs at least one character.")
    .refine((name) => [...name].length <= PROMPT_NAME_MAX, `A name has at most ${PROMPT_NAME_MAX} characters.`),
  text: z
    .string()
    .max(PROMPT_TEXT_MAX, `A prompt has at most ${PROMPT_TEXT_MAX.toLocaleString("en")} characters.`)
    .transform(withoutNul)
    .refine((text) => text.trim().length > 0, "A prompt needs a text."),
});
