"use client";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { type Scene, SceneProvider } from "@/components/transcript/scene";
import { ScheduleCostsProvider } from "@/components/transcript/schedule-cost";
import { afterLoad } from "@/components/ui/reach/after-load";
import { orAgain } from "@/components/ui/reach/or-again";
import { untilThere } from "@/components/ui/reach/until-there";
import { keepPage } from "@/components/ui/reach/use-fresh-page";
import type { TranscriptWindow } from "@/lib/domain/transcript/transcript-window";
import type { Actor } from "@/lib/domain/viewer";
import { endCommands } from "./end-commands";
import { ConnectionBanner } from "./live/connection-banner";
import { connectionWords } from "./live/connection-words";
import { PendingMessages } from "./live/pending-messages";
import type { SessionChannel } from "./live/session-channel";
import { useFreshFrame } from "./live/use-fresh-frame";
import { useLiveSession } from "./live/use-live-session";
import { type SessionOnPage, type SessionVerbs, sessionNow } from "./reading/session-on-page";
import { SessionTranscript, type TranscriptWays } from "./reading/session-transcript";
import { SessionDock } from "./session-dock";
import { SessionHeader } from "./session-header";
import { SessionMenu } from "./session-menu";
import { ElicitationForm, FirstWords, useSidePanelsAhead } from "./side/side-panels";
import { useSide } from "./side/use-side";
import { useSessionCommands } from "./use-session-commands";

const loadStatus = () => orAgain(() => afterLoad(() => import("./attention/attention-status").then((module) => module.AttentionStatus)));
const loadHints = () => afterLoad(() => untilThere(() => import("./first-hints").then((module) => module.FirstHints)));
/** Who gets no hints misses nothing that they were promised. */
const NoHints = () => null;

const AttentionStatus = dynamic(loadStatus, { ssr: false });
const FirstHints = dynamic(() => loadHints().catch(() => NoHints), { ssr: false });

type Props = {
  session: SessionOnPage;
  viewer: Actor;
  windows: readonly TranscriptWindow[];
  /** The event that a link leads to. */
  at: number | null;
  verbs: SessionVerbs;
};

function useScene(
  { id, isDemo, shared, rights }: SessionOnPage,
  marked: number | null,
  channel: SessionChannel,
  ways: Pick<Scene, "goToTurn" | "linkTo" | "inspectTurn">,
): Scene {
  const { goToTurn, linkTo, inspectTurn } = ways;
  const canAnswer = rights["session:answer"];
  const canEnd = rights["session:end-processes"];
  const canCommand = rights["session:command"];
  return useMemo(
    () => ({
      isDemo,
      marked,
      goToTurn,
      linkTo,
      inspectTurn,
      loadEvent: async (seq) => (await import("./reading/load-event")).loadEvent(id, seq),
      questionForm: (item) =>
        canAnswer ? (
          <ElicitationForm
            key={item.id}
            item={item}
            isShared={shared}
            onAnswer={async (action, content) =>
              (await channel.request("session:answer", { id: item.id, action, ...(content ? { content } : {}) })).ok
            }
          />
        ) : null,
      runCommand: canCommand ? async (command, args) => (await channel.request("session:command", { command, args })).ok : null,
      endProcesses: canEnd ? () => endCommands(channel) : null,
    }),
    [id, isDemo, marked, shared, canAnswer, canEnd, canCommand, channel, goToTurn, linkTo, inspectTurn],
  );
}

/** A session as it was when the page was made, then live: its log, what runs, and where one writes. */
export function SessionView({ session: made, viewer, windows, at, verbs }: Props) {
  const { state, channel } = useLiveSession(made.id, viewer.personId, windows);
  const { rights, transcript, status } = state;
  const session = useMemo(
    () => sessionNow(made, { rights, transcript, channel: state.channel }),
    [made, rights, transcript, state.channel],
  );
  const ways = useRef<TranscriptWays>(null);
  const goToTurn = useCallback((no: number, seq: number) => ways.current?.goToTurn(no, seq), []);
  const linkTo = useCallback((seq: number) => `${location.origin}/sessions/${session.id}?at=${seq}`, [session.id]);
  const side = useSide({ sessionId: session.id, isDemo: session.isDemo, transcript, goToTurn, linkTo });
  const scene = useScene(session, at, channel, { goToTurn, linkTo, inspectTurn: side.inspectTurn });

  const isIdle = transcript.openTurn === null;
  const onMessage = useCallback(
    (text: string) => {
      channel.sendMessage(text);
      // Who writes from further up wants to see what comes of it; what waits in the queue stands above the composer.
      if (isIdle) ways.current?.toEnd();
    },
    [channel, isIdle],
  );
  useSessionCommands({
    sessionId: session.id,
    transcript,
    canSend: session.rights["session:send"],
    canStop: session.rights["session:stop"],
    canAnswer: session.rights["session:answer"],
    onStop: () => void channel.request("session:stop", {}),
    ways,
  });
  useSidePanelsAhead();
  useFreshFrame(session.title, made.title);
  const isClosed = state.channel.kind === "closed";
  useEffect(() => (isClosed ? keepPage() : undefined), [isClosed]);
  const isEmpty =
    transcript.from === 1 &&
    transcript.entries.every((entry) => entry.type === "aside") &&
    state.pending.length === 0 &&
    transcript.queue.length === 0;

  return (
    <div className="flex min-h-0 flex-1 print:block">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col print:block">
        <FirstHints personId={viewer.personId} />
        <SessionHeader
          session={session}
          transcript={transcript}
          viewers={status?.viewers ?? []}
          menu={
            <>
              {side.buttons}
              <SessionMenu session={session} verbs={verbs} onProblem={channel.say} />
            </>
          }
        />
        {side.glance}
        <ConnectionBanner
          words={connectionWords(state.channel, status)}
          canRetry={session.rights["session:send"]}
          onRetry={() => void channel.request("session:retry", {})}
          onReconnect={channel.reconnectNow}
        />
        <AttentionStatus transcript={transcript} title={session.title} />
        <SceneProvider value={scene}>
          <ScheduleCostsProvider value={transcript.ledger.schedules.list}>
            <SessionTranscript sessionId={session.id} stretches={state.stretches} channel={channel} at={at} handle={ways}>
              {isEmpty ? <FirstWords canSend={session.rights["session:send"]} isDemo={session.isDemo} onSend={onMessage} /> : null}
              <PendingMessages
                pending={state.pending}
                sending={state.sending}
                viewer={viewer}
                isConnected={state.channel.kind === "open"}
                onSendAgain={channel.sendAgain}
                onForget={channel.forget}
              />
            </SessionTranscript>
          </ScheduleCostsProvider>
        </SceneProvider>
        <SessionDock {...{ session, viewer, state, channel, verbs, onMessage }} />
      </div>
      {side.panel}
    </div>
  );
}
