/** A person's name as typed. */
import { lineSchema } from "@/lib/domain/text/one-line";

export const personNameSchema = lineSchema("A name", 80);
