/** A text that a person keeps to write again in a project; what may be saved. */
import { z } from "zod";
import { lineSchema } from "@/lib/domain/text/one-line";
import { PROMPT_NAME_MAX, PROMPT_TEXT_MAX } from "./prompt-limits";

export type SavedPrompt = { id: number; name: string; text: string };

/** PostgreSQL's text holds no NUL. */
const withoutNul = (text: string): string => text.replaceAll("\0", "");

export const savedPromptSchema = z.object({
  name: lineSchema("A name", PROMPT_NAME_MAX),
  text: z
    .string()
    .max(PROMPT_TEXT_MAX, `A prompt has at most ${PROMPT_TEXT_MAX.toLocaleString("en")} characters.`)
    .transform(withoutNul)
    .refine((text) => text.trim().length > 0, "A prompt needs a text."),
});
