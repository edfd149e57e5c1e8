/** What was refused, and to whom, in words. */
import type { InstallationAction, ProjectAction, SessionAction } from "@/lib/domain/policy";

type Refused = SessionAction | ProjectAction | InstallationAction | "sign-in" | "sign-in-paused" | "others";

const words: Record<Refused, string> = {
  "sign-in": "Sign in: the address or the password was wrong, or the account is disabled",
  "sign-in-paused": "Sign in, after too many tries",
  others: "More than can be told apart",
  "session:read": "Read a session",
  "session:cost": "See what a session cost",
  "session:send": "Write in a session",
  "session:stop": "Stop a turn",
  "session:command": "Run a command in a session",
  "session:answer": "Answer an agent's question",
  "session:queue": "Change what waits in a session",
  "session:queue-others": "Change what others wrote and what waits",
  "session:end-processes": "End an agent's commands",
  "session:rename": "Rename a session",
  "session:archive": "Archive or restore a session",
  "session:share": "Let a project write in a session, or not",
  "session:hand-over": "Hand a session over",
  "project:read-sessions": "Read a project's sessions",
  "project:cost": "See what a project cost",
  "project:prompts": "Use prompts in a project",
  "session:create": "Start a session in a project",
  "projects:administer": "Change projects and who is in them",
  "people:administer": "See and change people",
  "agents:connect": "Connect agents",
  "account:own": "Change an account",
};

const isKnown = (action: string): action is Refused => Object.hasOwn(words, action);

export const refusedWords = (action: string): string => (isKnown(action) ? words[action] : action);

/** A session by the beginning of its id: what it is called is not for everybody who may see this. */
export function targetWords(target: string): string {
  if (target === "") return "";
  return target.includes("-") ? `session ${target.slice(-6)}` : `project ${target}`;
}

type Who = { person: { name: string } | null; address: string; roles: string; action: string };

/** "developer/reviewer 3" as a sentence says it. */
const roleWords = (roles: string): string =>
  roles.replaceAll(
    /([a-z/]+) (\d+)(?=,|$)/g,
    (_, own: string, projectId: string) => `${own.split("/").join(" and ")} in project ${projectId}`,
  );

/** Whose account it was tried on is not who tried it. */
export function whoWords({ person, address, roles, action }: Who): string {
  const from = address ? `from ${address}` : "";
  if (!person) return from ? `Somebody ${from}` : "Several";
  const isSignIn = action === "sign-in" || (action === "others" && from !== "");
  const who = isSignIn ? `${person.name}'s account` : roles ? `${person.name} (${roleWords(roles)})` : person.name;
  return from ? `${who}, ${from}` : who;
}
