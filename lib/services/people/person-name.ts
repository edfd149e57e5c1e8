/** A person's name as typed: one line of 1 to 80 characters. */
import { z } from "zod";
import { isSeen, oneLine } from "@/lib/domain/one-line";

export const personNameSchema = z
  .string()
  .max(1_000)
  .transform(oneLine)
  .refine(isSeen, "A name needs at least one character.")
  .refine((name) => [...name].length <= 80, "A name has at most 80 characters.");
