/** A person's name as typed. */
import { lineSchema } from "@/lib/domain/one-line";

export const personNameSchema = lineSchema("A name", 80);
