/** Calls back after so many ms; the answer cancels it. */
export type CallAfter = (ms: number, call: () => void) => () => void;

/** Does not keep the process alive; tests put a clock of their own in its place. */
export const callAfter: CallAfter = (ms, call) => {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
};
