/** How a delegated run says that it is over. */
const ENDED: ReadonlySet<unknown> = new Set(["done", "completed", "failed", "error", "stopped", "cancelled", "interrupted"]);

export const endsRun = ({ runKind, event }: { runKind: string; event: Record<string, unknown> }): boolean =>
  runKind === "status" && ENDED.has(event.status);
