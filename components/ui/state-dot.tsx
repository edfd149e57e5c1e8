import { cn } from "./cn";
import { type DotState, stateWords } from "./session-state-words";

const LOOKS: Record<DotState, string> = {
  idle: "rounded-full border-[1.5px] border-input",
  queued: "rounded-full border-[1.5px] border-input",
  running: "rounded-full bg-running",
  waiting: "rounded-full bg-waiting-line",
  answered: "rounded-full border-[1.5px] border-stopped",
  failed: "bg-failed [clip-path:polygon(50%_0,100%_100%,0_100%)]",
  stopped: "rounded-[2px] bg-stopped",
  interrupted: "rounded-full border-[1.5px] border-dashed border-interrupted",
};

/** Shapes that are nothing but a ground, which a system with its own few colours would leave out (`data-filled`). */
const FILLED: ReadonlySet<DotState> = new Set(["running", "waiting", "failed", "stopped"]);

/** A state by colour and shape; its word must stand beside it or is read out. */
export function StateDot({ state, label = true, className }: { state: DotState; label?: boolean; className?: string }) {
  return (
    <span className={cn("relative inline-flex size-3 shrink-0 items-center justify-center", className)}>
      <span aria-hidden data-filled={FILLED.has(state) || undefined} className={cn("size-2", LOOKS[state])} />
      {state === "running" && (
        <span aria-hidden className="absolute size-3.5 animate-pulse-ring rounded-full border-[1.5px] border-running" />
      )}
      {label && <span className="sr-only">{stateWords(state).toLowerCase()}</span>}
    </span>
  );
}
