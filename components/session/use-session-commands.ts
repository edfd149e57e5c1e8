"use client";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { answerOf, hasAnswer } from "@/components/transcript/turn-answer";
import { copyText } from "@/components/ui/copy-text";
import { type PageCommand, usePageCommands } from "@/components/ui/page-commands";
import { toast } from "@/components/ui/toast";
import { runningTurn } from "@/lib/domain/transcript";
import type { Transcript } from "@/lib/domain/transcript-types";
import type { TranscriptWays } from "./session-transcript";
import { currentTurnNo, toggleFolds, walkTurns } from "./walk-turns";

type Options = {
  sessionId: string;
  transcript: Transcript;
  canSend: boolean;
  canStop: boolean;
  onStop: () => void;
  ways: RefObject<TranscriptWays | null>;
};

const typed: readonly PageCommand[] = [
  { group: "Composer", says: "Send", keys: "Enter" },
  { group: "Composer", says: "New line", keys: "shift+Enter" },
  { group: "Composer", says: "What you wrote before", keys: "ArrowUp" },
  { group: "Composer", says: "Commands of the agent", keys: "/" },
  { group: "Composer", says: "Leave it, when nothing runs", keys: "Escape" },
];

const writeMessage = () => document.querySelector<HTMLElement>("textarea[aria-label=Message]")?.focus();

async function say(copied: Promise<boolean>, what: string): Promise<void> {
  if (await copied) toast.success(`${what} copied`);
  else toast.error("This browser did not let us copy.");
}

async function copyAnswer({ transcript: { entries }, sessionId }: Pick<Options, "transcript" | "sessionId">): Promise<void> {
  const no = currentTurnNo();
  const turn = entries.findLast((entry) => entry.type === "turn" && entry.no === no);
  if (!turn || !hasAnswer(turn)) return void toast.info("This turn has no answer yet.");
  const answer = answerOf(turn, async (seq) => (await import("./load-event")).loadEvent(sessionId, seq));
  const text = typeof answer === "string" ? answer : await answer.catch(() => null);
  if (text === null) return void toast.error("The answer could not be loaded. Try again.");
  await say(copyText(text), `Answer of turn ${no}`);
}

function copyTurnLink({ entries }: Transcript): void {
  const no = currentTurnNo();
  const turn = entries.findLast((entry) => entry.type === "turn" && entry.no === no);
  if (turn) void say(copyText(`${location.origin}${location.pathname}?at=${turn.seq}`), `Link to turn ${no}`);
}

/** What keys and palette can do with the session that is open. */
export function useSessionCommands(options: Options): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { canSend, canStop } = options;
  const isRunning = runningTurn(options.transcript) !== null;
  const commands = useMemo((): PageCommand[] => {
    const walk = (says: string, keys: string, run: () => void): PageCommand => ({ group: "Transcript", says, keys, run, isHidden: true });
    return [
      ...(canSend ? [{ group: "Session", says: "Write a message", keys: "i", run: writeMessage } as const, ...typed] : []),
      ...(canStop && isRunning ? [{ group: "Session", says: "Stop the turn", run: () => latest.current.onStop() } as const] : []),
      ...(canStop ? [{ group: "Composer", says: "Stop the turn", keys: "Escape Escape" } as const] : []),
      { group: "Session", says: "To the end", keys: "shift+g", run: () => latest.current.ways.current?.toEnd() },
      {
        group: "Session",
        says: "Copy a link to this session",
        run: () => void say(copyText(location.origin + location.pathname), "Link"),
      },
      walk("Next turn", "j", () => walkTurns(1, latest.current.ways.current)),
      walk("Previous turn", "k", () => walkTurns(-1, latest.current.ways.current)),
      walk("Open or fold all of the turn", "e", () => toggleFolds(latest.current.ways.current)),
      walk("Copy a link to the turn", "shift+c", () => copyTurnLink(latest.current.transcript)),
      walk("Copy the turn's answer", "c", () => void copyAnswer(latest.current)),
    ];
  }, [canSend, canStop, isRunning]);
  usePageCommands(commands);
}
