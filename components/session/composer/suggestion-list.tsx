import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { Suggestion, Suggestions } from "./suggestions";

type Props = { id: string; offered: Suggestions; selected: number; onPick: (suggestion: Suggestion) => void };

/** What can be filled in at the caret; the keys stay with the composer. */
export function SuggestionList({ id, offered, selected, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  return (
    <div className="absolute right-0 bottom-full left-0 z-10 mb-0.5 max-w-[560px] overflow-hidden rounded-lg bg-popover shadow-pop">
      <div className="flex items-center px-3 pt-2 pb-1 text-2xs font-medium text-muted-foreground">{offered.title}</div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={offered.title}
        className="max-h-[min(240px,100dvh-160px)] overflow-y-auto overscroll-contain"
      >
        {offered.items.map((suggestion, index) => (
          <div
            key={suggestion.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === selected}
            onMouseDown={(event) => event.preventDefault()}
            onPointerUp={({ button }) => button === 0 && onPick(suggestion)}
            className={cn(
              "flex min-h-[30px] cursor-pointer items-center gap-2.5 px-3 hover:bg-accent pointer-coarse:min-h-11",
              index === selected && "bg-accent shadow-[inset_2px_0_var(--primary)]",
            )}
          >
            <code className="min-w-[92px] truncate font-mono text-code font-medium text-primary" title={suggestion.label}>
              {suggestion.label}
            </code>
            <span className="min-w-0 flex-1 truncate">{suggestion.detail}</span>
            {suggestion.hint ? <span className="truncate pl-2 text-xs text-muted-foreground max-md:hidden">{suggestion.hint}</span> : null}
          </div>
        ))}
      </div>
      <div className="flex gap-3.5 border-t px-3 py-1.5 text-2xs text-muted-foreground max-md:hidden soft-keyboard:hidden">
        <span>↑ ↓ choose</span>
        <span>Tab fill in</span>
        {offered.isOptional ? <span>Enter sends as it is</span> : null}
        <span>Esc close</span>
      </div>
    </div>
  );
}
