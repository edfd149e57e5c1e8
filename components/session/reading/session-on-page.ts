import type { PromptVerbs } from "@/components/session/composer/use-saved-prompts";
import type { LiveSessionState } from "@/components/session/live/live-session-state";
import type { SessionRights } from "@/lib/domain/policy";
import type { Answer } from "@/lib/domain/refusal";

/** What the page knows of a session beside its log. */
export type SessionOnPage = {
  id: string;
  title: string;
  projectId: number;
  projectName: string;
  projectArchived: boolean;
  canRestoreProject: boolean;
  isDemo: boolean;
  archived: boolean;
  shared: boolean;
  owner: { id: number; name: string };
  model: string;
  role: string;
  rights: SessionRights;
};

/** What can be done with the session as a whole; each answers in words when it may not. */
export type SessionVerbs = {
  rename: (input: { sessionId: string; title: string }) => Promise<Answer>;
  archive: (input: { sessionId: string }) => Promise<Answer>;
  restore: (input: { sessionId: string }) => Promise<Answer>;
  restoreProject: (input: { projectId: number }) => Promise<Answer>;
  share: (input: { sessionId: string; mode: "owner" | "project" }) => Promise<Answer>;
  successors: (input: { sessionId: string }) => Promise<Answer<{ people: Successor[] }>>;
  handOver: (input: { sessionId: string; personId: number }) => Promise<Answer>;
  prompts: PromptVerbs;
};

/** Somebody to whom the session can be handed over. */
export type Successor = { id: number; name: string; email: string };

const noRights = (rights: SessionOnPage["rights"]): SessionOnPage["rights"] =>
  Object.fromEntries(Object.keys(rights).map((action) => [action, false])) as SessionOnPage["rights"]; // as: the same keys

/** The session as the page was made, with what was heard of its rights and its log since. */
export function sessionNow(
  session: SessionOnPage,
  { rights, transcript, channel }: Pick<LiveSessionState, "rights" | "transcript" | "channel">,
): SessionOnPage {
  const { title, model, role, owner, shared, archived } = transcript.facts;
  // Nothing else keeps whoever writes here, and may still stop what runs, from sending: the project was archived, or restored, since.
  const isProjectNow = !archived && rights?.["session:stop"];
  const isClosed = channel.kind === "closed" && channel.refusal.code === "not_found";
  return {
    ...session,
    title: title || session.title,
    model: model || session.model,
    role: role || session.role,
    archived,
    projectArchived: isProjectNow ? !rights["session:send"] : session.projectArchived,
    shared,
    owner: owner ? { id: owner.personId, name: owner.name } : session.owner,
    rights: isClosed ? noRights(session.rights) : (rights ?? session.rights),
  };
}
