/** Every door of the application, and the right that opens it; `doors.test` holds it against the code, `rights.spec` tries it. */
import type { InstallationAction, ProjectAction, SessionAction } from "@/lib/domain/policy";
import type { ChannelEvent } from "@/lib/protocol/browser-channel";

/** "anybody": not even signed in. "signed in": whoever is, for what is theirs or what they may see. */
export type Right = "anybody" | "signed in" | SessionAction | ProjectAction | InstallationAction;

export const pages: Record<string, Right> = {
  "/": "anybody",
  "/sign-in": "anybody",
  "/welcome/[token]": "anybody",
  "/account": "signed in",
  "/sessions": "signed in",
  "/sessions/new": "signed in",
  // With the right to read its text, or without: then it shows what the session cost and nothing else.
  "/sessions/[sessionId]": "session:cost",
  "/projects": "signed in",
  "/projects/new": "projects:administer",
  "/projects/[projectId]": "projects:administer",
  "/projects/[projectId]/costs": "project:cost",
  "/people": "people:administer",
};

export const routes: Record<string, Right> = {
  "GET /api/auth/[...nextauth]": "anybody",
  "POST /api/auth/[...nextauth]": "anybody",
  "GET /api/health": "anybody",
  "GET /api/sessions": "signed in",
  "GET /api/sessions/[sessionId]/changes": "session:read",
  "GET /api/sessions/[sessionId]/events": "session:read",
  "GET /api/sessions/[sessionId]/events/[seq]": "session:read",
  "GET /api/sessions/[sessionId]/paths": "session:read",
  "GET /api/sessions/[sessionId]/turns": "session:read",
  "GET /api/sessions/[sessionId]/turns/[no]/events": "session:read",
};

export const actions: Record<string, Right> = {
  redeemLinkAction: "anybody",
  renameSelfAction: "account:own",
  changePasswordAction: "account:own",
  signOutDeviceAction: "account:own",
  signOutOtherDevicesAction: "account:own",
  createSessionAction: "session:create",
  renameSessionAction: "session:rename",
  archiveSessionAction: "session:archive",
  restoreSessionAction: "session:archive",
  shareSessionAction: "session:share",
  listSuccessorsAction: "session:hand-over",
  handOverSessionAction: "session:hand-over",
  listPromptsAction: "project:prompts",
  savePromptAction: "project:prompts",
  removePromptAction: "project:prompts",
  createProjectAction: "projects:administer",
  renameProjectAction: "projects:administer",
  archiveProjectAction: "projects:administer",
  restoreProjectAction: "projects:administer",
  setMemberAction: "projects:administer",
  saveUpstreamAction: "projects:administer",
  createPersonAction: "people:administer",
  renewLinkAction: "people:administer",
  disablePersonAction: "people:administer",
  enablePersonAction: "people:administer",
  setAdminAction: "people:administer",
  endDevicesAction: "people:administer",
};

/** Actions that a page makes for itself, with a value that the browser cannot read or change: they only call one of those above. */
export const actionsOfPages: Record<string, keyof typeof actions> = {
  saveMember: "setMemberAction",
  saveAgent: "saveUpstreamAction",
};

export const events: Record<ChannelEvent, Right> = {
  "session:join": "session:read",
  "session:send": "session:send",
  "session:stop": "session:stop",
  "session:command": "session:command",
  "session:answer": "session:answer",
  "session:retry": "session:send",
  "queue:edit": "session:queue",
  "queue:move": "session:queue",
  "queue:remove": "session:queue",
  "queue:send-now": "session:queue",
  "processes:end": "session:end-processes",
  "sessions:watch": "signed in",
  "agents:probe": "agents:connect",
  "agents:find": "agents:connect",
};
