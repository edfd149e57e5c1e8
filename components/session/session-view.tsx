"use client";
import { ArrowDown } from "lucide-react";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import { TranscriptView } from "@/components/transcript/transcript-view";
import { sayRefusal } from "@/lib/domain/refusal-words";
import type { ViewerEvent } from "@/lib/domain/session-event";
import type { Actor } from "@/lib/domain/viewer";
import { ConnectionBanner } from "./connection-banner";
import { connectionWords } from "./connection-words";
import { ElicitationForm } from "./elicitation-form";
import { loadEvent } from "./load-event";
import { PendingMessages } from "./pending-messages";
import type { SessionChannel } from "./session-channel";
import { SessionDock } from "./session-dock";
import { SessionHeader } from "./session-header";
import { SessionMenu } from "./session-menu";
import type { SessionOnPage, SessionVerbs } from "./session-on-page";
import { useAttention } from "./use-attention";
import { useChangesView } from "./use-changes-view";
import { useFreshFrame } from "./use-fresh-frame";
import { useLiveSession } from "./use-live-session";
import { useSessionCommands } from "./use-session-commands";
import { useStickToEnd } from "./use-stick-to-end";

type Props = { session: SessionOnPage; viewer: Actor; events: readonly ViewerEvent[]; verbs: SessionVerbs };

function useScene({ id, isDemo, owner, rights }: SessionOnPage, channel: SessionChannel): Scene {
  const canAnswer = rights["session:answer"];
  const canEnd = rights["session:end-processes"];
  const canCommand = rights["session:command"];
  return useMemo(
    () => ({
      isDemo,
      loadEvent: (seq) => loadEvent(id, seq),
      questionForm: (item) =>
        canAnswer ? (
          <ElicitationForm
            key={item.id}
            item={item}
            ownerName={owner.name}
            onAnswer={async (action, content) =>
              (await channel.request("session:answer", { id: item.id, action, ...(content ? { content } : {}) })).ok
            }
          />
        ) : null,
      runCommand: canCommand ? async (command, args) => (await channel.request("session:command", { command, args })).ok : null,
      endProcesses: canEnd ? async () => void (await channel.request("processes:end", {})) : null,
    }),
    [id, isDemo, owner.name, canAnswer, canEnd, canCommand, channel],
  );
}

/** Whether something came since the reader left the end. Remembers only where that was: what arrives must not draw the page twice. */
function useHasNew(head: number, isAtEnd: boolean): boolean {
  const [leftAt, setLeftAt] = useState<number | null>(null);
  if (isAtEnd === (leftAt !== null)) setLeftAt(isAtEnd ? null : head);
  return leftAt !== null && head > leftAt;
}

/** A session as it was when the page was made, then live: its log, what runs, and where one writes. */
export function SessionView({ session, viewer, events, verbs }: Props) {
  const { state, channel } = useLiveSession(session.id, events);
  const [said, setSaid] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isStuck, toEnd } = useStickToEnd(box, content);
  const hasNew = useHasNew(state.transcript.head, isStuck);
  const scene = useScene(session, channel);
  const { transcript, status } = state;

  const onProblem = useCallback(
    (words: string | null) => {
      setSaid(words);
      channel.dismiss();
    },
    [channel],
  );
  const problem = said ?? (state.refusal ? sayRefusal(state.refusal) : null);
  const menu = (
    <SessionMenu
      session={session}
      title={transcript.facts.title || session.title}
      isArchived={transcript.facts.archived}
      verbs={verbs}
      onProblem={onProblem}
    />
  );
  useAttention(transcript, transcript.facts.title || session.title);
  useSessionCommands({
    transcript,
    canSend: session.rights["session:send"],
    canStop: session.rights["session:stop"],
    onStop: () => void channel.request("session:stop", {}),
    onEnd: toEnd,
  });
  useFreshFrame(transcript.facts.title, session.title);
  const changes = useChangesView(session.id, transcript);
  const isEmpty = transcript.entries.every((entry) => entry.type === "aside") && state.pending.length === 0;

  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <SessionHeader
          session={session}
          transcript={transcript}
          viewers={status?.viewers ?? []}
          menu={
            <>
              {changes.button}
              {menu}
            </>
          }
        />
        <ConnectionBanner
          words={connectionWords(state.channel, status)}
          canRetry={session.rights["session:send"]}
          onRetry={() => void channel.request("session:retry", {})}
          onReconnect={channel.reconnectNow}
        />
        <div className="relative min-h-0 flex-1">
          <div ref={box} className="h-full overflow-y-auto overscroll-contain">
            <div ref={content} className="px-3 pt-4 pb-5 md:px-5">
              <SceneProvider value={scene}>
                <TranscriptView entries={transcript.entries}>
                  {isEmpty ? (
                    <p className="py-10 text-center text-muted-foreground">
                      {session.rights["session:send"]
                        ? "Nothing has been said yet. Write a message to begin."
                        : "Nothing has been said yet."}
                    </p>
                  ) : null}
                  <PendingMessages
                    pending={state.pending}
                    viewer={viewer}
                    isConnected={state.channel.kind === "open"}
                    onSendAgain={channel.sendAgain}
                    onForget={channel.forget}
                  />
                </TranscriptView>
              </SceneProvider>
            </div>
          </div>
          {isStuck ? null : (
            <button
              type="button"
              onClick={toEnd}
              className="absolute bottom-2 left-1/2 flex h-[30px] -translate-x-1/2 items-center gap-1.5 rounded-full bg-foreground px-3 text-xs font-medium text-background shadow-pop max-md:h-10"
            >
              <ArrowDown aria-hidden className="size-3.5" />
              {hasNew ? "New below" : "To the end"}
            </button>
          )}
        </div>
        <SessionDock session={session} state={state} channel={channel} prompts={verbs.prompts} problem={problem} onProblem={onProblem} />
      </div>
      {changes.panel}
    </div>
  );
}
