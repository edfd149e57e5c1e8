/** A person's name as typed: one line of 1 to 80 characters. */
import { z } from "zod";

export const personNameSchema = z
  .string()
  .max(1_000)
  .transform((typed) => typed.replace(/[\s\p{Cc}]+/gu, " ").trim())
  .refine((name) => name.length > 0, "A name needs at least one character.")
  .refine((name) => [...name].length <= 80, "A name has at most 80 characters.");
