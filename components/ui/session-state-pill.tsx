import type { ReactNode } from "react";
import { Pill } from "./pill";
import type { DotState } from "./state-dot";

const LOOKS = {
  idle: { tone: "plain", words: "Not started" },
  running: { tone: "running", words: "Running" },
  waiting: { tone: "waiting", words: "Waiting for an answer" },
  answered: { tone: "done", words: "Answered" },
  failed: { tone: "failed", words: "Failed" },
  stopped: { tone: "stopped", words: "Stopped" },
  interrupted: { tone: "interrupted", words: "Interrupted" },
} as const;

/** How a session stands, in a word; `waiting` says for whom, where that is known. */
export function SessionStatePill({ state, waiting }: { state: DotState; waiting?: ReactNode }) {
  const { tone, words } = LOOKS[state];
  return <Pill tone={tone}>{state === "waiting" && waiting ? waiting : words}</Pill>;
}
