import { CircleHelp } from "lucide-react";
import { Pill } from "./pill";
import { type DotState, sessionStateLooks, stateWords } from "./session-state-words";
import { StateDot } from "./state-dot";

/** How a session stands, in a word; `waiting` says for whom, where that is known. With its mark where no dot stands beside it. */
export function SessionStatePill({ state, waiting, hasMark = false }: { state: DotState; waiting?: string; hasMark?: boolean }) {
  return (
    <Pill tone={sessionStateLooks[state].tone}>
      {hasMark && state === "waiting" ? <CircleHelp aria-hidden /> : null}
      {hasMark && state === "running" ? <StateDot state="running" label={false} /> : null}
      {stateWords(state, waiting)}
    </Pill>
  );
}
