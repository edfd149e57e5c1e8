/** The part of the checker that knows turns: one at a time, and each ends once by its own end; pure. */
import type { SessionEvent } from "@/lib/domain/sessions/session-event";
import type { History, Report } from "./history";

type Open = { no: number; requestId: string | null };

/** The turn that an event opens, if it does. */
function openedBy(event: SessionEvent, open: Open | null): Open | null {
  if (event.turn === null) return null;
  if (event.kind === "message_sent") return { no: event.turn, requestId: event.payload.requestId };
  return event.kind === "message_injected" && event.turn !== open?.no ? { no: event.turn, requestId: null } : null;
}

export function checkTurns({ rows, isOver }: History, report: Report): void {
  let open: Open | null = null;
  let count = 0;
  for (const { event, raw } of rows) {
    const opened: Open | null = openedBy(event, open);
    if (opened) {
      if (open) report("turn", `turn ${opened.no} begins at ${event.seq} while ${open.no} is open`);
      if (opened.no !== count + 1) report("turn", `turn ${opened.no} begins at ${event.seq} after turn ${count}`);
      open = opened;
      count = opened.no;
    }
    const ends = "ends" in event.payload ? event.payload.ends : null;
    if (!ends) continue;
    if (event.turn === null || event.turn !== open?.no)
      report("turn", `turn ${event.turn} ends at ${event.seq}, and ${open?.no ?? "none"} is open`);
    else if (event.kind === "usage_reported" && event.payload.requestId !== open.requestId)
      report("turn", `turn ${event.turn} ends at ${event.seq} by the cost of another`);
    if (event.kind === "usage_reported" && raw !== null && (JSON.parse(raw).cancelled === true) !== (ends === "stopped"))
      report("turn", `turn ${event.turn} ends ${ends} at ${event.seq}, and the agent said otherwise`);
    open = null;
  }
  if (isOver && open) report("turn", `turn ${open.no} never ends`);
}
