import { sayRefusal } from "@/lib/domain/refusal-words";
import { CONNECTION_LOST } from "@/lib/domain/sessions/connection-lost";
import type { AskedCommand, LiveStatus } from "@/lib/protocol/browser-channel";
import type { Channel } from "./live-session-state";

export type ConnectionWords = {
  tone: "info" | "warn" | "bad";
  title: string;
  text: string;
  /** When the next try is, in ms since 1970. */
  retryAt: number | null;
  /** Since when it is so, where no next try is told. */
  since?: number;
  action: "retry-agent" | "reconnect" | "sign-in" | null;
};

function channelWords(channel: Channel): ConnectionWords | null {
  if (channel.kind === "closed") {
    const isSignedOut = channel.refusal.code === "unauthenticated";
    return {
      tone: "bad",
      title: isSignedOut ? "This device was signed out." : "This session is no longer open to you.",
      text: isSignedOut ? "What you had written is kept in this browser. Sign in again to go on." : sayRefusal(channel.refusal),
      retryAt: null,
      action: isSignedOut ? "sign-in" : null,
    };
  }
  if (channel.kind === "silent") {
    return {
      tone: "warn",
      title: "Nothing comes from the dashboard.",
      text: "The network may be slow or down. What you write is kept, and what happens meanwhile is caught up on.",
      retryAt: null,
      action: "reconnect",
    };
  }
  if (channel.kind !== "lost") return null;
  return {
    tone: "warn",
    title: "Reconnecting.",
    text: channel.refusal
      ? sayRefusal(channel.refusal)
      : "The dashboard cannot be reached. What you write is kept, and what happens meanwhile is caught up on.",
    retryAt: null,
    since: channel.since,
    action: "reconnect",
  };
}

/** What has to be said about the connections, worst first; null when all is well or only beginning. */
export function connectionWords(channel: Channel, status: LiveStatus | null): ConnectionWords | null {
  const broken = channelWords(channel);
  if (broken || !status) return broken;
  const { state, detail, retryAt } = status;
  if (state === "refused") {
    const why = detail ?? "It refused the connection.";
    const base = { retryAt, action: "retry-agent" } as const;
    if (retryAt === null) return { ...base, tone: "bad", title: "The agent cannot be used.", text: why };
    const text = `It is tried again by itself; what waits goes out then. ${why}`;
    return { ...base, tone: "warn", title: "The agent cannot be used right now.", text };
  }
  if (status.spooling) {
    const text = "New output of the agent is kept on disk and shown when it is back. Messages cannot be sent meanwhile.";
    return { tone: "warn", title: "The database is away.", text, retryAt: null, action: null };
  }
  if (state === "reconnecting") {
    return {
      tone: "warn",
      title: CONNECTION_LOST,
      text: detail === null || detail === CONNECTION_LOST ? "It is tried again by itself." : detail,
      retryAt,
      action: "retry-agent",
    };
  }
  if (state === "waiting_for_place") {
    return {
      tone: "info",
      title: "Waiting for a free place.",
      text: detail ?? "As many agents run as this machine may hold.",
      retryAt,
      action: null,
    };
  }
  return null;
}

/** Beginnings that pass by themselves, for the quiet line above the composer. */
export function idleWords(channel: Channel, status: LiveStatus | null): string {
  if (channel.kind !== "open" || !status) return channel.kind === "joining" ? "Connecting…" : "";
  if (status.state === "starting") return "The agent is starting. You can already write.";
  if (status.state === "connecting") return "Connecting to the agent. You can already write.";
  return "";
}

/** Commands that wait for the end of the turn that runs. */
export const askedWords = (asked: readonly AskedCommand[]): string =>
  `When the turn has ended: ${asked.map(({ command, args }) => `/${[command, ...args].join(" ")}`).join(", ")}`;
