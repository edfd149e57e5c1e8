"use client";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useMedia } from "@/components/session/use-media";
import { SideSheet } from "@/components/ui/overlays/later";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { newsOfChanges } from "./changes-news";
import type { Layout } from "./changes-panel";
import { ChangesButton, OutlineButton } from "./side-buttons";
import { ChangesPanel, InspectorPanel, OutlinePanel, SessionGlance } from "./side-panels";
import { useChanges } from "./use-changes";

/** Beside the conversation there is room for a panel, and for one of two columns. */
const BESIDE = "(min-width: 1240px)";
const TWO_COLUMNS = "(min-width: 1400px)";

/** What stands beside the transcript: one at a time. */
type Pane =
  | { kind: "outline"; takesFocus: boolean; onlyFailed?: boolean }
  | { kind: "changes"; takesFocus?: boolean }
  | { kind: "inspector"; no: number };

const titleOf = (pane: Pane | null): string =>
  pane?.kind === "inspector" ? `Events of turn ${pane.no}` : pane?.kind === "changes" ? "Changes" : "Outline";

type Options = {
  sessionId: string;
  isDemo: boolean;
  transcript: Transcript;
  goToTurn: (no: number, seq: number) => void;
  linkTo: (seq: number) => string;
};

/** Which pane is open, and where the focus goes when it is closed: to what opened it, or to the turn that was chosen in a drawer. */
function usePane(isBeside: boolean, goToTurn: Options["goToTurn"]) {
  const [pane, setPane] = useState<Pane | null>(null);
  const [hasOpened, setHasOpened] = useState(false);
  const aside = useRef<HTMLElement>(null);
  const buttons = { outline: useRef<HTMLButtonElement>(null), changes: useRef<HTMLButtonElement>(null) };
  const opener = useRef<HTMLElement | null>(null);
  /** The turn to go to once the drawer is closed. */
  const goal = useRef<[no: number, seq: number] | null>(null);
  const latest = useRef<Pane | null>(null);
  latest.current = pane;
  const lastButton = useRef<"outline" | "changes">("outline");

  // What stands at the page's end is not looked for with Tab; the outline gives the focus to the turn that is read.
  useEffect(() => {
    if (pane?.kind === "changes" && pane.takesFocus) aside.current?.focus();
  }, [pane]);

  const open = useCallback((next: Pane) => {
    const from = document.activeElement;
    if (!latest.current) opener.current = from instanceof HTMLElement && from !== document.body ? from : null;
    lastButton.current = next.kind === "changes" ? "changes" : "outline";
    setPane(next);
    setHasOpened(true);
  }, []);
  const onClosed = () => {
    const home = opener.current?.isConnected ? opener.current : buttons[lastButton.current].current;
    if (goal.current === null) home?.focus();
    else goToTurn(...goal.current);
    goal.current = null;
    // On a phone the button of the header is not there.
    if (document.activeElement === document.body) document.getElementById("main")?.focus();
  };
  const close = () => {
    const hadFocus = aside.current?.contains(document.activeElement);
    setPane(null);
    if (hadFocus) onClosed();
  };
  const toTurn = (no: number, seq: number) => {
    if (isBeside) return goToTurn(no, seq);
    goal.current = [no, seq];
    setPane(null);
  };
  return { pane, hasOpened, open, close, onClosed, toTurn, aside, buttons };
}

/** What stands beside the session or, where there is no room, over it: its outline, what it changed, the events of a turn; with the buttons for its header. */
export function useSide({ sessionId, isDemo, transcript, goToTurn, linkTo }: Options): {
  buttons: ReactNode;
  panel: ReactNode;
  /** What a phone has in place of the buttons, below its header. */
  glance: ReactNode;
  inspectTurn: (no: number) => void;
} {
  const [layout, setLayout] = useState<Layout>("unified");
  const isBeside = useMedia(BESIDE);
  const hasColumns = useMedia(TWO_COLUMNS);
  const { pane, hasOpened, open, close, onClosed, toTurn, aside, buttons } = usePane(isBeside, goToTurn);
  const kind = pane?.kind ?? null;
  const { changes, hasFailed, reload } = useChanges(sessionId, newsOfChanges(transcript, { isLive: kind === "changes" }));
  const toggle = (next: Pane) => (kind === next.kind ? close() : open(next));
  const toggleLatest = useRef(toggle);
  toggleLatest.current = toggle;
  const commands = useMemo((): PageCommand[] => {
    const run = (next: Pane) => () => toggleLatest.current(next);
    return [
      { group: "Session", says: "Outline", keys: "o", run: run({ kind: "outline", takesFocus: true }) },
      { group: "Session", says: "Changes", keys: "d", run: run({ kind: "changes", takesFocus: true }) },
    ];
  }, []);
  usePageCommands(commands);
  const inspectTurn = useCallback((no: number) => open({ kind: "inspector", no }), [open]);
  const shown = hasColumns ? layout : null;
  const content = (): ReactNode => {
    if (pane?.kind === "changes") {
      const ways = { onLayout: setLayout, onReload: reload, onTurn: toTurn, onClose: close };
      return <ChangesPanel changes={changes} hasFailed={hasFailed} layout={shown} {...ways} />;
    }
    if (pane?.kind === "outline") {
      const ways = { onTurn: toTurn, onInspect: inspectTurn, onClose: close };
      return (
        <OutlinePanel {...{ sessionId, transcript, isDemo, changes }} takesFocus={pane.takesFocus} onlyFailed={pane.onlyFailed} {...ways} />
      );
    }
    if (pane?.kind !== "inspector") return null;
    const onOutline = () => open({ kind: "outline", takesFocus: true });
    return <InspectorPanel key={pane.no} {...{ sessionId, transcript, linkTo }} no={pane.no} onOutline={onOutline} onClose={close} />;
  };
  // What rail and conversation need stays theirs; on a very wide screen the panel takes what they leave.
  const width =
    kind === "outline"
      ? "w-[min(34vw,420px)]"
      : kind === "changes" && shown === "split"
        ? "w-[max(min(56vw,1000px,calc(100vw-812px)),min(1600px,calc(100vw-1152px)))]"
        : "w-[max(min(40vw,640px,calc(100vw-812px)),min(1100px,calc(100vw-1152px)))]";
  return {
    buttons: (
      <>
        <OutlineButton isOpen={kind === "outline"} onToggle={() => toggle({ kind: "outline", takesFocus: false })} ref={buttons.outline} />
        <ChangesButton changes={changes} isOpen={kind === "changes"} onToggle={() => toggle({ kind: "changes" })} ref={buttons.changes} />
      </>
    ),
    glance: (
      <div data-hint="changes" className="flex h-10 shrink-0 border-b md:hidden touch:h-11 print:hidden [@media(height<20rem)]:hidden">
        <SessionGlance
          {...{ sessionId, transcript, changes }}
          onOutline={(onlyFailed) => open({ kind: "outline", takesFocus: false, onlyFailed })}
          onChanges={() => open({ kind: "changes" })}
        />
      </div>
    ),
    inspectTurn,
    panel: isBeside ? (
      pane ? (
        <aside
          ref={aside}
          tabIndex={-1}
          aria-label={titleOf(pane)}
          className={`flex min-h-0 shrink-0 flex-col border-l bg-background ${width}`}
        >
          {content()}
        </aside>
      ) : null
    ) : hasOpened ? (
      <SideSheet title={titleOf(pane)} open={pane !== null} onOpenChange={(isOpen) => isOpen || close()} onClosed={onClosed}>
        {content()}
      </SideSheet>
    ) : null,
  };
}
