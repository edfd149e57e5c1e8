"use client";
import { useMemo } from "react";
import type { LiveSessionState } from "@/components/session/live/live-session-state";
import type { SessionChannel } from "@/components/session/live/session-channel";
import type { SessionOnPage } from "@/components/session/reading/session-on-page";
import { runningTurn } from "@/lib/domain/transcript/transcript";
import type { Actor } from "@/lib/domain/viewer";
import type { QueueVerbs } from "./queue-actions";
import { QueueList } from "./queue-list";
import { queueWords } from "./queue-words";

const queueVerbs = (sessionId: string, { request, getState, sendMessage, say }: SessionChannel): QueueVerbs => ({
  wholeText: async ({ text, cutAt }) => {
    if (cutAt === null) return text;
    try {
      return await (await import("@/components/session/reading/load-event")).loadMessage(sessionId, cutAt);
    } catch {
      say("The whole message could not be loaded. Try again.");
      return null;
    }
  },
  edit: async (messageId, text) => (await request("queue:edit", { messageId, text })).ok,
  move: async (messageId, before) => (await request("queue:move", { messageId, before })).ok,
  remove: async (messageId) => (await request("queue:remove", { messageId })).ok,
  sendNow: async (messageId) => (await request("queue:send-now", { messageId })).ok,
  now: () => getState().transcript.queue,
  keep: sendMessage,
});

type Props = {
  session: SessionOnPage;
  viewer: Actor;
  state: LiveSessionState;
  channel: SessionChannel;
};

/** The messages that wait, why they do, and what this viewer may do with them. It comes after the page. */
export function WaitingQueue({ session, viewer, state: { transcript, status }, channel }: Props) {
  const { id, rights, archived, projectArchived } = session;
  const mayTouch = rights["session:queue"] && rights["session:send"] && !archived;
  const verbs = useMemo(() => (mayTouch ? queueVerbs(id, channel) : null), [id, channel, mayTouch]);
  return (
    <QueueList
      queue={transcript.queue}
      words={queueWords(transcript.queue, runningTurn(transcript), status, archived || projectArchived)}
      verbs={verbs}
      reach={{ personId: viewer.personId, others: rights["session:queue-others"] }}
    />
  );
}
