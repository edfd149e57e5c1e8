/** Brings an append into the log so that no event of it is lost: what PostgreSQL refuses is replaced by an event that says so. */
import type { EventDraft, SessionEvent } from "@/lib/domain/sessions/session-event";
import type { Append, AppendItem, Placed } from "@/lib/event-log/append-events";
import type { EventWriter } from "@/lib/event-log/event-writer";
import { logger } from "@/lib/platform/logger";

type Writer = Pick<EventWriter, "append">;
/** What is on record instead of an item, or as it, and where. `mayBeOther`: its id was known, so that another fact may stand there. */
export type Landed = { draft: EventDraft; placed: Placed; isReplaced: boolean; mayBeOther?: boolean };

const DATE_MAX = 8.64e15;

/** Of the same source, so that the same frame again is known; outside any turn, as the turn may be what was refused. */
function replacementOf({ draft, source, sourceSeq, raw }: AppendItem, keepsRaw: boolean): AppendItem {
  const at = Math.abs(draft.at) <= DATE_MAX ? draft.at : Date.now();
  const payload = {
    reason: `The database refused this event (${draft.kind}).`,
    bytes: raw?.length ?? 0,
    preview: raw?.toString("latin1", 0, 500) ?? "",
  };
  const kept = keepsRaw && raw ? { raw } : {};
  return { draft: { kind: "frame_unparsed", at, turn: null, payload }, source, sourceSeq, ...kept };
}

/** One answer per item. Rejects with StorageAwayError; the same append may then be landed again. */
export async function landAppend(writer: Writer, append: Append): Promise<Landed[]> {
  const placed = await writer.append(append);
  const landed: Landed[] = [];
  // Where something was refused, the place in the agent's stream is on record with the last of it.
  const last = placed.findLastIndex(({ status }) => status === "refused");
  for (const [index, item] of append.items.entries()) {
    const place = placed[index] ?? { status: "gone" };
    landed.push(
      place.status === "refused"
        ? await replace(writer, index === last ? append : { ...append, stream: undefined }, item, place.error)
        : {
            draft: item.draft,
            placed: place,
            isReplaced: false,
            mayBeOther: place.status === "known" && item.clientMessageId !== undefined,
          },
    );
  }
  return landed;
}

async function replace(writer: Writer, append: Append, item: AppendItem, err: unknown): Promise<Landed> {
  const session = append.sessionId;
  logger.error({ err, session, kind: item.draft.kind }, "an event was refused by the database; another that says so takes its place");
  let place: Placed = { status: "refused", error: err };
  for (const keepsRaw of [true, false]) {
    const instead = replacementOf(item, keepsRaw);
    [place = place] = await writer.append({ ...append, items: [instead] });
    if (place.status !== "refused") return { draft: instead.draft, placed: place, isReplaced: true };
  }
  logger.error({ err, session, kind: item.draft.kind }, "an event could not be stored in any form");
  return { draft: item.draft, placed: place, isReplaced: true };
}

/**
 * Lands what was on the spool, under the epoch it was recorded with. Where another holder took the session over since, the events are
 * facts of the past that belong to the log all the same, so they come without an epoch; but not the place in the agent's stream:
 * that is the new holder's. A frame that it received as well is known by its source.
 */
export async function landSpooled(writer: Writer, append: Append): Promise<{ landed: Landed[]; lost: "stale" | "gone" | null }> {
  const landed = await landAppend(writer, append);
  const has = (status: Placed["status"]): boolean => landed.some(({ placed }) => placed.status === status);
  if (has("stale")) {
    const late = await landAppend(writer, { sessionId: append.sessionId, epoch: null, items: append.items });
    return { landed: late, lost: "stale" };
  }
  if (!has("gone")) return { landed, lost: null };
  logger.warn({ session: append.sessionId, events: append.items.length }, "spooled events of a deleted session were dropped");
  return { landed, lost: "gone" };
}

/** The event that an item became; none when it is not on record. */
export const eventOf = ({ draft, placed }: Landed): SessionEvent[] => ("seq" in placed ? [{ ...draft, seq: placed.seq }] : []);

/** Why nothing is recorded any more by whoever is no longer the one who writes. */
export const lostError = (): Error => new Error("This session is written by another process, or was deleted.");
