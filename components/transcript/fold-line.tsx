import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = { isOpen: boolean; onToggle: () => void; name: string; summary?: ReactNode; facts?: ReactNode; className?: string };

/** One line that opens: what it is, a glimpse of it, its facts at the right. */
export function FoldLine({ isOpen, onToggle, name, summary, facts, className }: Props) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className={cn(
        "flex min-h-[30px] w-full min-w-0 items-center gap-2 rounded-md border border-transparent pr-1.5 pl-2 text-left text-muted-foreground hover:bg-accent touch:min-h-11",
        className,
      )}
    >
      <ChevronRight aria-hidden className={cn("size-3.5 shrink-0", isOpen && "rotate-90")} />
      <span className="max-w-[calc(100%-1.5rem)] shrink-0 font-medium wrap-anywhere text-foreground">{name}</span>
      {summary ? <span className="min-w-0 truncate text-xs">{summary}</span> : null}
      {facts ? <span className="ml-auto flex shrink-0 items-center gap-2 pl-2 text-xs whitespace-nowrap tabular-nums">{facts}</span> : null}
    </button>
  );
}
