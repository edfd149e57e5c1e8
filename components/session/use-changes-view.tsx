"use client";
import { FileDiff } from "lucide-react";
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { DiffCount } from "@/components/transcript/diff-body";
import { Button } from "@/components/ui/button";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import { SideSheet } from "@/components/ui/sheet";
import { countOf } from "@/lib/domain/tool-text";
import type { Transcript } from "@/lib/domain/transcript-types";
import { ChangesPanel, type Layout } from "./changes-panel";
import type { LoadedChanges } from "./load-changes";
import { newsOfChanges, useChanges } from "./use-changes";

/** Beside the conversation there is room for a panel, and for one of two columns. */
const BESIDE = "(min-width: 1100px)";
const TWO_COLUMNS = "(min-width: 1280px)";

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => false,
  );
}

type ButtonProps = { changes: LoadedChanges | null; isOpen: boolean; onToggle: () => void; ref: RefObject<HTMLButtonElement | null> };

function ChangesButton({ changes, isOpen, onToggle, ref }: ButtonProps) {
  const sum = changes?.sum;
  const hasSum = sum !== undefined && sum.files > 0;
  return (
    <Button
      ref={ref}
      aria-expanded={isOpen}
      aria-label={hasSum ? undefined : "Changes"}
      data-hint="changes"
      title="Changes (d)"
      onClick={onToggle}
      className="max-md:h-11"
    >
      <FileDiff aria-hidden />
      {hasSum ? (
        <>
          <span className="sr-only">Changes: </span>
          <span className="max-lg:sr-only">{countOf(sum.files, "file")}</span>
          <span className="max-sm:sr-only">
            <DiffCount diff={sum} />
          </span>
        </>
      ) : null}
    </Button>
  );
}

/** What the session changed: the button for its header, and the panel beside it or, where there is no room, over it. */
export function useChangesView(
  sessionId: string,
  transcript: Transcript,
  goToTurn: (no: number, seq: number) => void,
): { button: ReactNode; panel: ReactNode } {
  const [isOpen, setOpen] = useState(false);
  const [layout, setLayout] = useState<Layout>("unified");
  const isBeside = useMedia(BESIDE);
  const hasColumns = useMedia(TWO_COLUMNS);
  const { changes, hasFailed, reload } = useChanges(sessionId, newsOfChanges(transcript));
  const button = useRef<HTMLButtonElement>(null);
  /** The turn to go to once the drawer is closed. */
  const goal = useRef<[no: number, seq: number] | null>(null);
  const onClosed = () => {
    if (goal.current === null) button.current?.focus();
    else goToTurn(...goal.current);
    goal.current = null;
  };
  const commands = useMemo(
    (): PageCommand[] => [{ group: "Session", says: "Changes", keys: "d", run: () => setOpen((wasOpen) => !wasOpen) }],
    [],
  );
  usePageCommands(commands);
  const shown = hasColumns ? layout : null;
  const content = (
    <ChangesPanel
      changes={changes}
      hasFailed={hasFailed}
      layout={shown}
      onLayout={setLayout}
      onReload={reload}
      onTurn={(no, seq) => {
        if (isBeside) goToTurn(no, seq);
        else {
          goal.current = [no, seq];
          setOpen(false);
        }
      }}
      onClose={() => setOpen(false)}
    />
  );
  const width = shown === "split" ? "w-[min(58vw,1000px)]" : "w-[min(44vw,640px)]";
  return {
    button: <ChangesButton changes={changes} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} ref={button} />,
    panel: isBeside ? (
      isOpen ? (
        <aside aria-label="Changes" className={`flex min-h-0 shrink-0 flex-col border-l bg-background ${width}`}>
          {content}
        </aside>
      ) : null
    ) : (
      <SideSheet title="Changes" open={isOpen} onOpenChange={setOpen} onClosed={onClosed}>
        {content}
      </SideSheet>
    ),
  };
}
