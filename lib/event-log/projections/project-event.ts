/** All that one event changes in the read models; a function of the event alone, so live and rebuilt rows are the same. */
import type { EventDraft } from "@/lib/domain/sessions/session-event";
import type { Change } from "./change";
import { projectSession } from "./project-session";
import { projectTurn } from "./project-turn";
import { projectUsage } from "./project-usage";
import { projectWork } from "./project-work";

/** In the order they are applied: the ledger reads the turn's cause, so a turn is opened before and closed after it. */
export function projectEvent(event: EventDraft): Change[] {
  return [projectSession(event), projectWork(event), projectUsage(event), projectTurn(event)].filter((change) => change !== null);
}
