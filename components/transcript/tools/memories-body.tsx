"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { RawText } from "@/components/transcript/key-values";
import { cn } from "@/components/ui/cn";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { type Memory, readMemories } from "@/lib/domain/tools/tool-memory";
import { MorePieces } from "./line-text";

const SHOWN = 10;
const PIECE = 50;

const firstLineOf = (text: string): string => text.slice(0, 400).trimStart().split("\n", 1)[0] ?? "";

function MemoryLine({ memory: { title, score, text } }: { memory: Memory }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-t first:border-t-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-7 w-full min-w-0 items-center gap-2 px-3 text-left text-xs hover:bg-accent touch:min-h-11"
      >
        <ChevronRight aria-hidden className={cn("size-3 shrink-0 text-muted-foreground", isOpen && "rotate-90")} />
        {title ? <span className="max-w-[60%] shrink-0 truncate font-medium">{visibleText(title)}</span> : null}
        <span className="min-w-0 truncate text-muted-foreground">{visibleText(firstLineOf(text))}</span>
        {score === null ? null : <span className="ml-auto shrink-0 text-muted-foreground tabular-nums">score {score.toFixed(2)}</span>}
      </button>
      {isOpen ? <RawText text={text} /> : null}
    </li>
  );
}

/** What was remembered: each with its score and first line, whole when it is opened; `children` where nothing was. */
export function MemoriesBody({ content, children }: { content: string; children: ReactNode }) {
  const [count, setCount] = useState(SHOWN);
  const memories = useMemo(() => readMemories(content), [content]);
  if (!memories) return children;
  return (
    <>
      <p className="border-b px-3 py-1 text-xs text-muted-foreground">{countOf(memories.length, "memory", "memories")}</p>
      <ul>
        {memories.slice(0, count).map((memory, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: memories have no identity but their place
          <MemoryLine key={index} memory={memory} />
        ))}
      </ul>
      <MorePieces shown={Math.min(count, memories.length)} total={memories.length} piece={PIECE} unit="memories" onShow={setCount} />
    </>
  );
}
