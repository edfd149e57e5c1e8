/** What each event of a browser does: open by right, acquire, call. Parsing, limits and answering are the gateway's. */

import { octomindPath, octomindVersion } from "@/lib/bridge/agents/find-octomind";
import { probeUpstream } from "@/lib/bridge/agents/probe-upstream";
import type { AgentSpec, SessionAgents } from "@/lib/bridge/agents/session-agent";
import type { QueueHand } from "@/lib/bridge/messages/message-queue";
import type { LiveSession } from "@/lib/bridge/sessions/live-session";
import type { SessionHub } from "@/lib/bridge/sessions/session-hub";
import { can, type SessionAction, sessionRights } from "@/lib/domain/policy";
import { refuse } from "@/lib/domain/refusal";
import { actorOf, type Viewer } from "@/lib/domain/viewer";
import { inRequest } from "@/lib/platform/current-request";
import { env, wholeEnvironment } from "@/lib/platform/env";
import type { ChannelAnswers, ChannelEvent, ChannelPayload } from "@/lib/protocol/browser-channel";
import { authorizeInstallation } from "@/lib/services/authorize";
import { openProbe } from "@/lib/services/projects/open-probe";
import { type OpenedSession, openSession } from "@/lib/services/sessions/open-session";
import { type BrowserSocket, rightsOf } from "./gateway-types";
import { joinSession } from "./joined-sessions";
import type { Packet } from "./parse-packet";
import type { Deliver } from "./shared-frame";

export type GatewayDeps = {
  hub: Pick<SessionHub, "acquire">;
  agents: Pick<SessionAgents, "agentFor">;
  deliver: Deliver;
  /** The same device with today's rights. */
  viewerOf(deviceId: string): Promise<Viewer | null>;
};
type Done<E extends ChannelEvent> = Omit<Extract<ChannelAnswers[E], { ok: true }>, "ok">;
type Verb<E extends ChannelEvent> = (socket: BrowserSocket, payload: ChannelPayload<E>, deps: GatewayDeps) => Promise<Done<E>>;

async function opened(
  socket: BrowserSocket,
  action: SessionAction,
  sessionId: string,
  { hub }: GatewayDeps,
): Promise<{ live: LiveSession; session: OpenedSession; viewer: Viewer }> {
  const { viewer } = socket.data;
  const session = await openSession(viewer, action, sessionId);
  return { live: await hub.acquire(session.id), session, viewer };
}

/** A verb on a live session that only needs to know who asks. */
function onLive<E extends ChannelEvent & `${"session" | "processes"}:${string}`>(
  action: SessionAction,
  call: (live: LiveSession, payload: ChannelPayload<E>, by: ReturnType<typeof actorOf>) => Promise<Done<E>>,
): Verb<E> {
  return async (socket, payload, deps) => {
    const { live, viewer } = await opened(socket, action, payload.sessionId, deps);
    return call(live, payload, actorOf(viewer));
  };
}

/** A verb on the queue: whose messages one may touch is part of who asks. */
function onQueue<E extends ChannelEvent & `queue:${string}`>(
  call: (live: LiveSession, payload: ChannelPayload<E>, hand: QueueHand) => Promise<void>,
): Verb<E> {
  return async (socket, payload, deps) => {
    const { live, session, viewer } = await opened(socket, "session:queue", payload.sessionId, deps);
    await call(live, payload, { by: actorOf(viewer), mayTouchOthers: can(viewer, "session:queue-others", session.subject) });
    return {} as Done<E>; // as: an answer of the queue carries nothing
  };
}

const done = async (work: Promise<unknown> | undefined): Promise<object> => {
  await work;
  return {};
};

async function probe(
  socket: BrowserSocket,
  payload: ChannelPayload<"agents:probe">,
  { agents }: GatewayDeps,
): Promise<Done<"agents:probe">> {
  const projectId = payload.kind === "external" ? payload.projectId : undefined;
  const upstream = await openProbe(socket.data.viewer, payload, projectId);
  if (upstream.kind === "demo") refuse("invalid_payload");
  const spec: AgentSpec =
    upstream.kind === "external"
      ? { kind: "external", url: upstream.url, tokenSealed: upstream.tokenSealed }
      : { ...upstream, sessionId: "probe" };
  const program = upstream.kind === "managed" ? octomindPath(env, wholeEnvironment().PATH) : null;
  const where = { cwd: upstream.kind === "external" ? upstream.cwd : null, role: upstream.role };
  const found = await probeUpstream((events) => agents.agentFor(spec, events), where, program ? await octomindVersion(program) : null);
  return { found };
}

async function find(socket: BrowserSocket): Promise<Done<"agents:find">> {
  authorizeInstallation(socket.data.viewer, "agents:connect");
  const path = octomindPath(env, wholeEnvironment().PATH);
  return { octomind: path ? { path, version: await octomindVersion(path) } : null };
}

const gatewayVerbs: { [E in ChannelEvent]: Verb<E> } = {
  "session:join": async (socket, { sessionId, afterSeq }, deps) => {
    const { live, session, viewer } = await opened(socket, "session:read", sessionId, deps);
    const rights = sessionRights(viewer, session.subject);
    // Never past what was on record when the rights were read: an event that takes them away later is always in the feed.
    return joinSession(socket, live, { after: Math.min(afterSeq, session.lastSeq), rights, deliver: deps.deliver });
  },
  "session:send": onLive("session:send", (live, { messageId, text }, by) => live.submitMessage(by, messageId, text)),
  "session:stop": onLive("session:stop", (live, _payload, by) => done(live.stop(by))),
  "session:command": onLive("session:command", (live, { command, args }, by) => done(live.runCommand(by, command, args))),
  "session:answer": onLive("session:answer", (live, { id, action, content }, by) => done(live.answerElicitation(by, id, action, content))),
  "session:retry": onLive("session:send", async (live) => {
    live.retry();
    return {};
  }),
  "queue:edit": onQueue((live, { messageId, text }, hand) => live.editQueued(hand, messageId, text)),
  "queue:move": onQueue((live, { messageId, before }, hand) => live.moveQueued(hand, messageId, before)),
  "queue:remove": onQueue((live, { messageId }, hand) => live.removeQueued(hand, messageId)),
  "queue:send-now": onQueue((live, { messageId }, hand) => live.sendNow(hand, messageId)),
  "processes:end": onLive("session:end-processes", async (live, _payload, by) => ({ ended: await live.endProcesses(by) })),
  "sessions:watch": async (socket) => {
    socket.data.isWatchingLists = true;
    return {};
  },
  "agents:probe": probe,
  "agents:find": find,
};

/** Does what a browser asked, for who it is at this moment. */
export async function perform(socket: BrowserSocket, { event, payload }: Packet, deps: GatewayDeps): Promise<object> {
  const viewer = (await deps.viewerOf(socket.data.viewer.deviceId)) ?? refuse("unauthenticated");
  socket.data.viewer = viewer;
  const verb = gatewayVerbs[event] as (socket: BrowserSocket, payload: unknown, deps: GatewayDeps) => Promise<object>; // as: name and payload belong together
  try {
    return await inRequest(socket.data.request, () => verb(socket, payload, deps));
  } finally {
    // Asked under other rights than the ones last checked: whatever was joined meanwhile is looked at again.
    if (rightsOf(viewer) !== socket.data.rights) socket.data.rights = "";
  }
}
