/** One turn in a line, as the outline of a session lists it, and how the session's cost grew; shared by server and page. */
import * as z from "zod/mini";
import { turnOutcomes } from "./turn-outcomes";
import { provenances } from "./usage";

const nano = z.string().check(z.regex(/^-?\d+$/));
const whole = z.int();

export const outlineTurnSchema = z.object({
  no: whole,
  /** The event that opened it. */
  seq: whole,
  /** The event that ended it; null while it runs. */
  endSeq: z.nullable(whole),
  /** "person", or the kind of what started it by itself. */
  cause: z.string(),
  who: z.string(),
  /** The beginning of what opened it, on one line. */
  opening: z.string(),
  state: z.enum(["open", ...turnOutcomes]),
  startedAt: z.number(),
  /** Null: it runs. */
  durationMs: z.nullable(z.number()),
  tools: whole,
  failures: whole,
  edits: whole,
  /** Null: nothing was reported of its cost. */
  cost: z.nullable(z.object({ nano, provenance: z.enum(provenances) })),
});
export type OutlineTurn = z.infer<typeof outlineTurnSchema>;

/** What the session had cost after a turn, and how many entries since the point before are of unknown cost. */
export const costPointSchema = z.object({ turn: whole, nano, unknown: whole });
export type CostPoint = z.infer<typeof costPointSchema>;

/** Newest turn first. `next`: ask for those before this number; null: these are the first ones. */
export const turnPageSchema = z.object({
  turns: z.array(outlineTurnSchema),
  next: z.nullable(whole),
  total: whole,
  /** In how many turns of all something failed, a call or the turn itself; only with the newest page. */
  failed: z.nullable(whole),
  /** Oldest first; only with the newest page. */
  curve: z.nullable(z.array(costPointSchema)),
});
export type TurnPage = z.infer<typeof turnPageSchema>;

/** An event of a turn as the inspector lists it; `bytes`: of the frame as it came, or of our own fact as JSON. */
export const eventLineSchema = z.object({ seq: whole, at: z.number(), turn: z.nullable(whole), kind: z.string(), bytes: whole });
export type EventLine = z.infer<typeof eventLineSchema>;

/** In the order of the log. `next`: ask for those after this event; null: these are the last ones. */
export const eventPageSchema = z.object({ events: z.array(eventLineSchema), next: z.nullable(whole) });
export type EventPage = z.infer<typeof eventPageSchema>;

const OPENING_MAX = 200;
/** A JSON string up to its end, or to where the text was cut; a key inside another string has a backslash before its quote. */
const TEXT = /"(?:text|content)"\s*:\s*"((?:[^"\\]|\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))*)/;

/** The first words of what opened a turn, out of the beginning of its payload's JSON; "" when they are not in it. */
export function openingOf(jsonHead: string): string {
  const quoted = TEXT.exec(jsonHead)?.[1];
  if (quoted === undefined) return "";
  const text: unknown = JSON.parse(`"${quoted}"`);
  const line = String(text).toWellFormed().replace(/\s+/g, " ").trim();
  return [...line].slice(0, OPENING_MAX).join("").trimEnd();
}
