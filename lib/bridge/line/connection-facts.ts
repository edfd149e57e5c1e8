/** What goes on record when the connection to the agent is not bound, or not any more; pure. */

import type { RecordItem } from "@/lib/bridge/recording/recorder";
import type { UpstreamState } from "@/lib/bridge/upstream/upstream-connection";
import type { DraftOf } from "@/lib/domain/sessions/session-event";
import { type DroppedCommand, droppedFacts } from "./command-lane";

type Unbound = Exclude<UpstreamState, { kind: "bound" }>;
type Moment = { at: number; turn: number | null };

export function connectionFacts(state: Unbound, dropped: readonly DroppedCommand[], { at, turn }: Moment): RecordItem[] {
  if (state.kind !== "reconnecting" || !state.wasBound) return droppedFacts(dropped, at, state.kind);
  const lost: DraftOf<"upstream_lost"> = { kind: "upstream_lost", at, turn, payload: { code: state.code, reason: state.reason } };
  // The loss is itself the end of the command that was on its way.
  const told = dropped.filter(({ wasSent }) => !wasSent);
  return [{ draft: lost }, ...droppedFacts(told, at, state.kind)];
}
