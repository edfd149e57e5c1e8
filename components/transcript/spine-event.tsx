import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Mark, type MarkName } from "@/components/ui/marks";

const tones = {
  muted: "text-muted-foreground",
  agent: "text-agent",
  done: "text-done",
  failed: "text-failed",
  running: "text-running",
  waiting: "text-waiting-line",
  stopped: "text-stopped",
  interrupted: "text-interrupted",
  thinking: "text-thinking",
  injected: "text-injected",
} as const;
export type Tone = keyof typeof tones;

type Props = {
  mark: MarkName;
  tone?: Tone;
  /** It begins with a row that opens, which is higher where fingers are likely. */
  opens?: boolean;
  children: ReactNode;
  className?: string;
};

/** One thing on a turn's spine: its mark on the line, its content beside it. */
export function SpineEvent({ mark, tone = "muted", opens = false, children, className }: Props) {
  return (
    <div className={cn("relative min-w-0", className)}>
      <span
        data-mark={mark}
        className={cn(
          "absolute top-[7px] -left-[22px] flex size-4 items-center justify-center bg-background md:-left-[31px]",
          opens && "touch:top-[14px]",
          tones[tone],
        )}
      >
        <Mark name={mark} />
      </span>
      {children}
    </div>
  );
}
