/** can(viewer, action, subject): every right in one table. Seeing cost is not seeing text. */
import { hasRole, type Viewer } from "./viewer";

export type SessionSubject = {
  kind: "session";
  ownerId: number;
  projectId: number;
  /** The project's developers write here too, not only the owner. */
  shared: boolean;
  archived: boolean;
  projectArchived: boolean;
};
export type ProjectSubject = { kind: "project"; projectId: number; archived: boolean };
type InstallationSubject = { kind: "installation" };

type Rule<S> = (viewer: Viewer, subject: S) => boolean;

const ownsAsDeveloper: Rule<SessionSubject> = (v, s) => s.ownerId === v.personId && hasRole(v, s.projectId, "developer");
/** Who writes in a session also stops it and answers it: whoever steers must be able to brake. */
const writes: Rule<SessionSubject> = (v, s) => ownsAsDeveloper(v, s) || (s.shared && hasRole(v, s.projectId, "developer"));
const reads: Rule<SessionSubject> = (v, s) => writes(v, s) || hasRole(v, s.projectId, "reviewer");
const isActive = (s: SessionSubject): boolean => !s.archived && !s.projectArchived;
const drives: Rule<SessionSubject> = (v, s) => writes(v, s) && isActive(s);
/**
 * A session must not be stuck with somebody who has left: an administrator who works in the project and may read the session can give
 * it on. One who may not read it cannot, else handing over would be a way to text.
 */
const handsOver: Rule<SessionSubject> = (v, s) =>
  ownsAsDeveloper(v, s) || (v.isAdmin && hasRole(v, s.projectId, "developer") && reads(v, s));

const sessionRules = {
  "session:read": reads,
  "session:cost": (v, s) => reads(v, s) || hasRole(v, s.projectId, "manager"),
  "session:send": drives,
  // Ending work is possible also where new work is not: archiving may happen in the middle of a turn.
  "session:stop": writes,
  "session:command": drives,
  "session:answer": drives,
  /** One's own waiting messages. */
  "session:queue": drives,
  /** Removing and reordering what others wrote; their words stay theirs. */
  "session:queue-others": (v, s) => ownsAsDeveloper(v, s) && isActive(s),
  "session:end-processes": writes,
  "session:rename": ownsAsDeveloper,
  "session:archive": ownsAsDeveloper,
  // It shows the text to more people: nobody but the owner decides that.
  "session:share": ownsAsDeveloper,
  "session:hand-over": handsOver,
} satisfies Record<string, Rule<SessionSubject>>;

const projectRules = {
  "project:read-sessions": (v, s) => hasRole(v, s.projectId, "reviewer"),
  "project:cost": (v, s) => v.isAdmin || hasRole(v, s.projectId, "manager") || hasRole(v, s.projectId, "reviewer"),
  // One's own prompts, also for a project that was archived: nothing new begins by reading them.
  "project:prompts": (v, s) => hasRole(v, s.projectId, "developer"),
  "session:create": (v, s) => !s.archived && hasRole(v, s.projectId, "developer"),
} satisfies Record<string, Rule<ProjectSubject>>;

const installationRules = {
  "projects:administer": (v) => v.isAdmin,
  "people:administer": (v) => v.isAdmin,
  "agents:connect": (v) => v.isAdmin,
  "account:own": () => true,
} satisfies Record<string, Rule<InstallationSubject>>;

export type SessionAction = keyof typeof sessionRules;
export type ProjectAction = keyof typeof projectRules;
export type InstallationAction = keyof typeof installationRules;

export const sessionActions = Object.keys(sessionRules) as SessionAction[]; // as: Object.keys widens the literal keys to string
export const projectActions = Object.keys(projectRules) as ProjectAction[]; // as: same
export const installationActions = Object.keys(installationRules) as InstallationAction[]; // as: same

/** All that a viewer may and may not do with one session. */
export type SessionRights = Record<SessionAction, boolean>;

export function sessionRights(viewer: Viewer, subject: SessionSubject): SessionRights {
  const rights = {} as SessionRights; // as: filled for every action by the next line
  for (const action of sessionActions) rights[action] = can(viewer, action, subject);
  return rights;
}

export function can(viewer: Viewer, action: SessionAction, subject: SessionSubject): boolean;
export function can(viewer: Viewer, action: ProjectAction, subject: ProjectSubject): boolean;
export function can(viewer: Viewer, action: InstallationAction, subject: InstallationSubject): boolean;
/** True when the viewer may do this to that; anything not in the table is no. */
export function can(viewer: Viewer, action: string, subject: SessionSubject | ProjectSubject | InstallationSubject): boolean {
  switch (subject.kind) {
    case "session":
      return Object.hasOwn(sessionRules, action) && sessionRules[action as SessionAction](viewer, subject); // as: checked by hasOwn
    case "project":
      return Object.hasOwn(projectRules, action) && projectRules[action as ProjectAction](viewer, subject); // as: checked by hasOwn
    case "installation":
      return Object.hasOwn(installationRules, action) && installationRules[action as InstallationAction](viewer); // as: checked by hasOwn
    default:
      return subject satisfies never;
  }
}
