"use client";
import { ChevronRight, FileDiff } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { ChangedFiles } from "@/components/transcript/later";
import { useKept } from "@/components/transcript/list/kept";
import { useScene } from "@/components/transcript/scene";
import { cn } from "@/components/ui/cn";
import { callsOfTurn, cutEdits, editsOf, runsOf, type Wholes } from "@/lib/domain/changes/change-calls";
import { changesOf } from "@/lib/domain/changes/changes";
import type { Turn } from "@/lib/domain/transcript/transcript-types";
import { SumWords } from "./sum-words";

const none: Wholes = new Map();

/** What the turn changed in its files: a line that opens the whole change in place. Nothing where it changed none. */
export function TurnChanges({ turn }: { turn: Turn }) {
  const { loadEvent } = useScene();
  const [isOpen, setOpen] = useKept(`changes-${turn.no}`, false);
  const [wholes, setWholes] = useKept<Wholes>(`changes-whole-${turn.no}`, none);
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  const changes = useMemo(() => {
    if (editsOf(turn.items).length === 0) return null;
    const runs = new Set(runsOf(turn.items).map(({ runId }) => runId));
    return changesOf(callsOfTurn(turn.items, turn.no, wholes), { cwd: null, runs });
  }, [turn.items, turn.no, wholes]);
  if (!changes || changes.sum.files === 0) return null;
  const { files, sum } = changes;

  const open = async () => {
    setOpen(!isOpen);
    const missing = cutEdits(turn.items).filter((seq) => !wholes.has(seq));
    if (isOpen || missing.length === 0) return;
    try {
      const loaded = await Promise.all(missing.map(async (seq) => [seq, await loadEvent(seq)] as const));
      setWholes(new Map([...wholes, ...loaded]));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <div className="pt-1.5 pl-[26px] md:pl-9">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => void open()}
        className="flex min-h-7 items-center gap-1.5 rounded-md border bg-card pr-2.5 pl-1.5 text-xs hover:bg-accent touch:min-h-11"
      >
        <ChevronRight aria-hidden className={cn("size-3.5 text-muted-foreground", isOpen && "rotate-90")} />
        <FileDiff aria-hidden className="size-3.5 text-tool" />
        <span>
          <SumWords sum={sum} />
        </span>
      </button>
      {isOpen ? (
        <div id={id} className="mt-1.5 grid grid-cols-[minmax(0,1fr)] gap-2">
          {hasFailed ? (
            <p className="text-xs text-muted-foreground">Some long edits could not be loaded: this is their beginning.</p>
          ) : null}
          <ChangedFiles files={files} />
        </div>
      ) : null}
    </div>
  );
}
