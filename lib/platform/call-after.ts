/** Calls back after a while without keeping the process alive; tests put a clock of their own in its place. */
export function callAfter(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
}
