/** How a session or its turn stands, in words and in a tone: the one table of pills, dots, the rail and the header. */

export const sessionStateLooks = {
  idle: { tone: "plain", words: "Not started" },
  queued: { tone: "plain", words: "Message queued" },
  running: { tone: "running", words: "Running" },
  waiting: { tone: "waiting", words: "Waiting for an answer" },
  answered: { tone: "done", words: "Answered" },
  failed: { tone: "failed", words: "Failed" },
  stopped: { tone: "stopped", words: "Stopped" },
  interrupted: { tone: "interrupted", words: "Interrupted" },
} as const;
export type DotState = keyof typeof sessionStateLooks;

/** For whom it waits: for who looks, or for somebody by name. */
export const waitingFor = (name: string | null): string => (name === null ? "Waiting for you" : `Waiting for ${name}`);

/** `waiting`: the words for a session that waits, where it is known for whom. */
export const stateWords = (state: DotState, waiting?: string): string =>
  state === "waiting" && waiting ? waiting : sessionStateLooks[state].words;
