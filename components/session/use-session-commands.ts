"use client";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import { afterLoad } from "@/components/ui/reach/after-load";
import { sayNotThere } from "@/components/ui/reach/not-there";
import { untilThere } from "@/components/ui/reach/until-there";
import { useAhead } from "@/components/ui/reach/use-ahead";
import { isAsking, runningTurn } from "@/lib/domain/transcript/transcript";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import { focusComposer } from "./composer/focus-composer";
import type { TranscriptWays } from "./reading/session-transcript";

type Options = {
  sessionId: string;
  transcript: Transcript;
  canSend: boolean;
  canStop: boolean;
  canAnswer: boolean;
  onStop: () => void;
  ways: RefObject<TranscriptWays | null>;
};

// What they do is fetched ahead, or when it is asked for.
const loadWalk = () => untilThere(() => import("./reading/walk-turns"));
const loadCopies = () => untilThere(() => import("./reading/copy-turns"));
const loadKeys = () => afterLoad(() => untilThere(() => import("./composer/composer-keys")));
const AHEAD = [loadWalk, loadCopies];
const none: readonly PageCommand[] = [];

/** Does it when its code is there. */
const once = <T>(coming: Promise<T>, run: (code: T) => unknown): void => void coming.then(run, sayNotThere);

/** What keys and palette can do with the session that is open. */
export function useSessionCommands(options: Options): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [typed, setTyped] = useState(none);
  useEffect(() => {
    loadKeys().then(
      ({ composerKeys }) => setTyped(composerKeys),
      () => {}, // The list of keys is shorter without them.
    );
  }, []);
  const { canSend, canStop, canAnswer } = options;
  const turn = runningTurn(options.transcript);
  const isRunning = turn !== null;
  const isAsked = canAnswer && turn !== null && isAsking(turn);
  const commands = useMemo((): PageCommand[] => {
    const walk = (says: string, keys: string, run: () => void): PageCommand => ({ group: "Transcript", says, keys, run, isHidden: true });
    const move = (step: 1 | -1) => once(loadWalk(), ({ walkTurns }) => walkTurns(step, latest.current.ways.current));
    return [
      ...(canSend ? [{ group: "Session", says: "Write a message", keys: "i", run: focusComposer } as const, ...typed] : []),
      ...(isAsked
        ? [
            {
              group: "Session",
              says: "Answer the question",
              keys: "a",
              run: () => once(loadWalk(), ({ goToQuestion }) => goToQuestion()),
            } as const,
          ]
        : []),
      ...(canStop && isRunning ? [{ group: "Session", says: "Stop the turn", run: () => latest.current.onStop() } as const] : []),
      ...(canStop ? [{ group: "Composer", says: "Stop the turn", keys: "Escape Escape" } as const] : []),
      { group: "Session", says: "To the end", keys: "shift+g", run: () => latest.current.ways.current?.toEnd() },
      {
        group: "Session",
        says: "Copy a link to this session",
        run: () => once(loadCopies(), ({ copySessionLink }) => copySessionLink()),
      },
      walk("Next turn", "j", () => move(1)),
      walk("Previous turn", "k", () => move(-1)),
      walk("Open or fold all of the turn", "e", () => once(loadWalk(), ({ toggleFolds }) => toggleFolds(latest.current.ways.current))),
      walk("Copy a link to the turn", "shift+c", () => once(loadCopies(), ({ copyTurnLink }) => copyTurnLink(latest.current.transcript))),
      walk("Copy the turn's answer", "c", () =>
        once(loadCopies(), ({ copyAnswer }) => copyAnswer(latest.current.transcript, latest.current.sessionId)),
      ),
    ];
  }, [canSend, canStop, isAsked, isRunning, typed]);
  usePageCommands(commands);
  useAhead(AHEAD);
}
