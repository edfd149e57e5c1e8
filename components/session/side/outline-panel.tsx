"use client";
import { ListTree } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterField } from "@/components/ui/forms/filter-field";
import type { OutlineTurn } from "@/lib/domain/sessions/turn-outline";
import { countOf } from "@/lib/domain/text/count-of";
import { openQuestion } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { CostCurve } from "./cost-curve";
import type { LoadedChanges } from "./load-changes";
import {
  filesByTurn,
  filterTurns,
  isFiltering,
  newsOfTurns,
  noFilter,
  type Outline,
  type OutlineFilter,
  withLive,
  withRuns,
} from "./outline";
import { OutlineList } from "./outline-list";
import { PaneHead } from "./pane-head";
import { useTurnInView } from "./use-turn-in-view";
import { useTurns } from "./use-turns";

type Props = {
  sessionId: string;
  transcript: Transcript;
  isDemo: boolean;
  /** Which files turns edited, as far as it is known yet. */
  changes: LoadedChanges | null;
  takesFocus: boolean;
  /** It begins with the turns in which something failed. */
  onlyFailed?: boolean | undefined;
  onTurn: (no: number, seq: number) => void;
  onInspect: (no: number) => void;
  onClose: () => void;
};

type FilterProps = { filter: OutlineFilter; onFilter: (filter: OutlineFilter) => void };

function Filter({ filter, onFilter }: FilterProps) {
  const chip = (name: "failed" | "edits", label: string) => (
    <Button
      size="sm"
      aria-pressed={filter[name]}
      onClick={() => onFilter({ ...filter, [name]: !filter[name] })}
      className="aria-pressed:border-primary aria-pressed:bg-primary-soft aria-pressed:text-primary touch:h-11 touch:px-3"
    >
      {label}
    </Button>
  );
  return (
    <search className="flex items-center gap-1.5 border-b px-3 py-1.5">
      <FilterField
        aria-label="Filter turns"
        placeholder="Words, people, files"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        className="min-w-0 flex-1"
      />
      {chip("failed", "Failed")}
      {chip("edits", "Edits")}
    </search>
  );
}

/** How many turns there are, and how many of them the filter leaves; what is not looked through yet is said. */
function countWords({ turns, next, total }: Outline, shown: number, isFiltered: boolean): string {
  if (!isFiltered) return countOf(total, "turn");
  return next === null
    ? `${shown} of ${countOf(total, "turn")}`
    : `${shown} of the newest ${turns.length.toLocaleString("en")}, looking on…`;
}

function Failed({ isAll, onReload }: { isAll: boolean; onReload: () => void }) {
  return (
    <p role="alert" className="flex flex-wrap items-center gap-2 border-b px-3 py-1.5 text-xs">
      {isAll ? "The turns could not be loaded." : "Some turns could not be loaded."}
      <Button size="sm" onClick={onReload}>
        Try again
      </Button>
    </p>
  );
}

/** Every turn of the session in a line or two, and how its cost grew: to find one, and to go there. */
export function OutlinePanel({
  sessionId,
  transcript,
  isDemo,
  changes,
  takesFocus,
  onlyFailed = false,
  onTurn,
  onInspect,
  onClose,
}: Props) {
  const { outline, hasFailed, reload, loadMore } = useTurns(sessionId, newsOfTurns(transcript));
  const [filter, setFilter] = useState({ ...noFilter, failed: onlyFailed });
  const inView = useTurnInView();
  const files = useMemo(() => filesByTurn(changes?.files ?? []), [changes]);
  const turns = useMemo(() => withRuns(withLive(outline?.turns ?? [], transcript), changes?.files ?? []), [outline, transcript, changes]);
  const shown = useMemo(() => filterTurns(turns, filter, files), [turns, filter, files]);
  const retry = () => {
    reload();
    loadMore();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PaneHead title="Outline" onClose={onClose}>
        <output aria-label="Turns shown" className="text-xs text-muted-foreground">
          {outline ? countWords(outline, shown.length, isFiltering(filter)) : ""}
        </output>
      </PaneHead>
      {outline && outline.total > 0 ? (
        <>
          <CostCurve points={outline.curve} isDemo={isDemo} />
          <Filter filter={filter} onFilter={setFilter} />
        </>
      ) : null}
      {hasFailed ? <Failed isAll={!outline} onReload={retry} /> : null}
      {!outline && !hasFailed ? <p className="px-3 py-4 text-sm text-muted-foreground">Loading…</p> : null}
      {outline && outline.total === 0 ? (
        <EmptyState icon={<ListTree aria-hidden />} title="No turns yet">
          Each message that wakes the agent begins one.
        </EmptyState>
      ) : null}
      {outline && outline.total > 0 && shown.length === 0 && outline.next === null ? (
        <p className="px-3 py-4 text-sm text-muted-foreground">No turn is like that.</p>
      ) : null}
      {outline && outline.total > 0 ? (
        <OutlineList
          turns={shown}
          files={files}
          isDemo={isDemo}
          asking={openQuestion(transcript) ? transcript.openTurn : null}
          inView={inView}
          takesFocus={takesFocus}
          onGo={({ no, seq }: OutlineTurn) => onTurn(no, seq)}
          onInspect={onInspect}
          onNearEnd={outline.next === null || hasFailed ? null : loadMore}
        />
      ) : null}
    </div>
  );
}
