/** The number of a person, a project, a prompt, a turn or an event in its log: never more than the database can hold, so that what cannot be is refused and not a fault. */
import { z } from "zod";

export const ROW_ID_MAX = 2_147_483_647;

export const rowId = z.number().int().min(1).max(ROW_ID_MAX);

/** The same out of a form or an address, where it is text. */
export const typedRowId = z.coerce.number().int().min(1).max(ROW_ID_MAX);
