"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { isComposing } from "@/components/ui/forms/is-composing";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/overlays/dialog";
import { countOf } from "@/lib/domain/text/count-of";
import { visibleText } from "@/lib/domain/text/visible-text";
import { plainLine } from "@/lib/domain/tools/tool-ansi";
import { TerminalLines } from "./terminal-lines";

const LINE = 19;
const AROUND = 30;
/** A browser draws no block higher than some 33 million pixels. */
const LINES_MAX = 1_500_000;
const HITS_MAX = 10_000;
const LINE_SEARCHED = 20_000;

function findLines(lines: readonly string[], wanted: string): number[] {
  if (wanted === "") return [];
  const needle = wanted.toLowerCase();
  const hits: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (plainLine(line.slice(0, LINE_SEARCHED)).toLowerCase().includes(needle)) hits.push(index);
    if (hits.length === HITS_MAX) break;
  }
  return hits;
}

type SearchProps = { wanted: string; hits: readonly number[]; at: number; onWanted: (text: string) => void; onMove: (at: number) => void };

function Search({ wanted, hits, at, onWanted, onMove }: SearchProps) {
  const move = (by: number) => hits.length > 0 && onMove((at + by + hits.length) % hits.length);
  return (
    <div className="flex items-center gap-1.5">
      <Input
        type="search"
        autoFocus
        aria-label="Search in the output"
        placeholder="Search"
        value={wanted}
        onChange={(event) => onWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !isComposing(event)) move(event.shiftKey ? -1 : 1);
        }}
        className="h-8 max-w-72 touch:h-11"
      />
      <Button variant="ghost" size="icon" aria-label="Previous hit" onClick={() => move(-1)}>
        <ChevronUp aria-hidden />
      </Button>
      <Button variant="ghost" size="icon" aria-label="Next hit" onClick={() => move(1)}>
        <ChevronDown aria-hidden />
      </Button>
      <span aria-live="polite" className="text-xs whitespace-nowrap text-muted-foreground tabular-nums">
        {wanted === "" ? "" : hits.length === 0 ? "not found" : `${at + 1} of ${countOf(hits.length, "line")}`}
      </span>
    </div>
  );
}

function scrollToLine(box: HTMLElement | null, line: number | undefined): void {
  if (line !== undefined) box?.scrollTo({ top: Math.max(0, (line - 5) * LINE) });
}

/** The whole output over the whole window, to search in; only the lines in view are drawn. */
export function TerminalScreen({ command, lines: all, onClose }: { command: string; lines: readonly string[]; onClose: () => void }) {
  const lines = useMemo(() => all.slice(-LINES_MAX), [all]);
  const [top, setTop] = useState(0);
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLElement>(null);
  const hits = useMemo(() => findLines(lines, wanted), [lines, wanted]);
  const first = Math.max(0, Math.floor(top / LINE) - AROUND);
  const shown = useMemo(() => lines.slice(first, first + 2 * AROUND + 80), [lines, first]);
  // the first hit is shown with the search, not with the first Enter, which leads to the second
  useEffect(() => scrollToLine(box.current, hits[0]), [hits]);
  const show = (next: number) => {
    setAt(next);
    scrollToLine(box.current, hits[next]);
  };
  const found = hits[at];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        aria-describedby={undefined}
        className="top-2 flex h-[calc(100dvh-16px)] max-h-none max-w-[calc(100vw-16px)] flex-col gap-2 overflow-hidden p-3"
      >
        <DialogTitle className="truncate font-mono">{visibleText(command.slice(0, 300)) || "Output"}</DialogTitle>
        <Search
          wanted={wanted}
          hits={hits}
          at={at}
          onMove={show}
          onWanted={(text) => {
            setWanted(text);
            setAt(0);
          }}
        />
        <section
          ref={box}
          aria-label="Output"
          tabIndex={0}
          onScroll={(event) => setTop(event.currentTarget.scrollTop)}
          className="min-h-0 flex-1 overflow-auto rounded-md bg-terminal font-mono text-code whitespace-pre text-terminal-foreground [tab-size:4]"
        >
          <div className="relative w-max min-w-full" style={{ height: lines.length * LINE }}>
            {found === undefined ? null : <div className="absolute inset-x-0 h-[19px] bg-mark/40" style={{ top: found * LINE }} />}
            <div className="absolute inset-x-0 px-3" style={{ top: first * LINE }}>
              <TerminalLines lines={shown} />
            </div>
          </div>
        </section>
      </DialogContent>
    </Dialog>
  );
}
