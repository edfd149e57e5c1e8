"use client";
import { ChevronRight, GitBranch } from "lucide-react";
import { memo } from "react";
import { useKept } from "@/components/transcript/list/kept";
import { SpineEvent } from "@/components/transcript/spine-event";
import { cn } from "@/components/ui/cn";
import { Tag } from "@/components/ui/tag";
import { visibleText } from "@/lib/domain/text/visible-text";
import type { RunItem } from "@/lib/domain/transcript/transcript-types";
import { RunBody } from "./run-body";
import { hasRunFailed, isRunOver, RunFacts } from "./run-facts";

/** A delegated run whose call is not known; every other stands in the card of its call. */
export const RunCard = memo(function RunCard({ item, isTurnOver }: { item: RunItem; isTurnOver: boolean }) {
  const [chosen, setChosen] = useKept<boolean | null>(`open-${item.seq}`, null);
  const hasFailed = hasRunFailed(item);
  const isOpen = chosen ?? (!isRunOver(item) || !isTurnOver || hasFailed);
  return (
    <SpineEvent mark="run" tone={hasFailed ? "failed" : isRunOver(item) ? "muted" : "running"} opens>
      <fieldset aria-label={`Delegated run, ${item.role}`} className="min-w-0 rounded-md border bg-card">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setChosen(!isOpen)}
          className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded-md pr-2.5 pl-2 text-left hover:bg-accent/60 touch:min-h-11"
        >
          <ChevronRight aria-hidden className={cn("size-3.5 shrink-0 text-muted-foreground", isOpen && "rotate-90")} />
          <GitBranch aria-hidden className="size-4 shrink-0 text-tool max-md:hidden" strokeWidth={1.75} />
          <span className="font-medium">Delegated</span>
          {item.role ? <Tag className="min-w-0 shrink truncate">{visibleText(item.role)}</Tag> : null}
          <span className="min-w-0 truncate text-muted-foreground">{visibleText(item.prompt.slice(0, 300))}</span>
          <span className="ml-auto flex shrink-0 items-center gap-2.5 pl-2 text-xs text-muted-foreground tabular-nums">
            <RunFacts run={item} />
          </span>
        </button>
        {isOpen ? (
          <div className="border-t">
            <RunBody run={item} />
          </div>
        ) : null}
      </fieldset>
    </SpineEvent>
  );
});
