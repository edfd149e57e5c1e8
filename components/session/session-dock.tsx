"use client";
import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ownCommands } from "@/lib/domain/sessions/command";
import { runningTurn } from "@/lib/domain/transcript/transcript";
import type { Actor } from "@/lib/domain/viewer";
import { Composer } from "./composer/composer";
import { leaveToComposer } from "./composer/focus-composer";
import { sentTexts } from "./composer/sent-history";
import { useSavedPrompts } from "./composer/use-saved-prompts";
import { endCommands } from "./end-commands";
import { askedWords, idleWords } from "./live/connection-words";
import type { LiveSessionState } from "./live/live-session-state";
import type { SessionChannel } from "./live/session-channel";
import type { SessionOnPage, SessionVerbs } from "./reading/session-on-page";
import { ReadOnly, WaitingQueue } from "./side/side-panels";
import { StillWorking } from "./still-working";

const none: readonly never[] = [];

type Props = {
  session: SessionOnPage;
  viewer: Actor;
  state: LiveSessionState;
  channel: SessionChannel;
  verbs: Pick<SessionVerbs, "restore" | "restoreProject" | "prompts">;
  onMessage: (text: string) => void;
};

/** Under the transcript: what runs, what waits, where one writes. */
export function SessionDock({ session, viewer, state, channel, verbs, onMessage }: Props) {
  const { transcript, status, problem } = state;
  const onProblem = channel.say;
  const { rights } = session;
  const turn = runningTurn(transcript);
  const canSend = rights["session:send"] && !session.archived;
  // Who has just restored it wants to write: the button had the focus and is gone.
  const [isRestored, setRestored] = useState(false);
  const couldSend = useRef(canSend);
  useEffect(() => {
    // Who was writing when that ended goes on reading.
    if (couldSend.current && !canSend && document.activeElement === document.body) leaveToComposer();
    couldSend.current = canSend;
  }, [canSend]);
  const offered = rights["session:command"] ? (status?.commands ?? none) : none;
  const asked = status?.asked ?? none;
  const commands = useMemo(() => ownCommands(offered, rights["session:share"]), [offered, rights]);
  const sources = useMemo(() => ({ commands, transcript, asked }), [commands, transcript, asked]);
  const saved = useSavedPrompts(session.projectId, verbs.prompts);
  const history = useMemo(
    () => (canSend ? sentTexts(transcript.entries, viewer.personId) : []),
    [canSend, transcript.entries, viewer.personId],
  );
  const waits = turn && asked.length > 0 ? askedWords(asked) : undefined;
  const dismiss = () => {
    leaveToComposer();
    onProblem(null);
  };
  return (
    <div className="shrink-0 bg-background px-3 pb-3 md:px-5 md:pb-3.5 print:hidden">
      <div className="mx-auto w-full max-w-(--column)">
        <StillWorking
          turn={turn}
          canAnswer={rights["session:answer"]}
          ownerName={session.shared ? null : session.owner.name}
          idleWords={idleWords(state.channel, status)}
          onEndCommands={rights["session:end-processes"] && !session.isDemo ? () => endCommands(channel) : null}
        />
        {problem ? (
          <div
            key={problem.no}
            role="alert"
            className="mb-1.5 flex items-start gap-2 rounded-md border border-failed/45 bg-failed-soft py-1 pr-1.5 pl-3 text-xs"
          >
            <span className="min-w-0 flex-1 py-[5px] wrap-anywhere">{problem.words}</span>
            <Button variant="ghost" size="icon-sm" aria-label="Dismiss" onClick={dismiss}>
              <X aria-hidden />
            </Button>
          </div>
        ) : null}
        {/* There before its words are: a screen reader says what comes into it. */}
        <div role="status" title={waits} className="mb-1.5 truncate text-xs text-muted-foreground empty:absolute">
          {waits}
        </div>
        {/* A hint about writing stands above what waits, not on it. */}
        <div data-hint={canSend ? "composer" : undefined}>
          {transcript.queue.length > 0 && <WaitingQueue {...{ session, viewer, state, channel }} />}
          {canSend ? (
            <Composer
              sessionId={session.id}
              personId={viewer.personId}
              sources={sources}
              saved={saved}
              history={history}
              isFirst={isRestored || transcript.entries.every(({ type }) => type === "aside")}
              isRunning={turn !== null}
              isStopping={turn?.stoppedBy != null}
              canStop={rights["session:stop"]}
              onMessage={onMessage}
              onCommand={async (command, args) => (await channel.request("session:command", { command, args })).ok}
              onStop={() => void channel.request("session:stop", {})}
              onProblem={onProblem}
            />
          ) : (
            <ReadOnly {...{ session, verbs, onProblem }} onRestored={() => setRestored(true)}>
              {turn && rights["session:stop"] ? <Button onClick={() => void channel.request("session:stop", {})}>Stop</Button> : null}
            </ReadOnly>
          )}
        </div>
      </div>
    </div>
  );
}
