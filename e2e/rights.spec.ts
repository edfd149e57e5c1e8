// Every door of lib/testing/doors is tried by every kind of person, and opens for whom the table of rights says, and for nobody else.
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { can, type InstallationAction, type ProjectAction, type SessionAction, sessionActions } from "@/lib/domain/policy";
import type { ProjectRole, Viewer } from "@/lib/domain/viewer";
import type { ChannelEvent } from "@/lib/protocol/browser-channel";
import { aViewer } from "@/lib/testing/a-viewer";
import { actions, events, pages, type Right, routes } from "@/lib/testing/doors";
import { type Caller, callAs, callerWith, newPerson } from "./caller";
import { administrator } from "./people";

const url = process.env.APP_URL ?? "";
type Someone = { who: string; caller: Caller; viewer: Viewer | null };
let everybody: Someone[];
let projectId: number;
let sessionId: string;
let ownerId: number;
let bystanderId: number;

const KINDS: Record<string, ProjectRole[]> = {
  owner: ["developer"],
  colleague: ["developer"],
  reviewer: ["reviewer"],
  manager: ["manager"],
  elsewhere: [],
  stranger: [],
};

const idOf = (answer: unknown): number => (answer as { id: number }).id; // as: an action that made something gives its id

test.beforeAll(async () => {
  const admin = await callAs(url, administrator);
  const people = await Promise.all(
    Object.entries(KINDS).map(async ([who, roles]) => {
      const person = { name: who, email: `${who}.${randomUUID()}@example.test`, password: "several unrelated words" };
      return { who, roles, ...(await newPerson(admin, url, person)) };
    }),
  );
  const asDemo = (name: string, members: { personId: number; roles: ProjectRole[] }[]) =>
    admin.act("createProjectAction", { name, upstream: { kind: "demo" }, members }).then(idOf);
  const inside = people.filter(({ roles }) => roles.length > 0).map(({ id, roles }) => ({ personId: id, roles }));
  projectId = await asDemo("Rights", inside);
  const roles: ProjectRole[] = ["developer", "reviewer", "manager"];
  const other = await asDemo(
    "Elsewhere",
    people.filter(({ who }) => who === "elsewhere").map(({ id }) => ({ personId: id, roles })),
  );
  everybody = people.map(({ who, id, roles: own, caller }) => ({
    who,
    caller,
    viewer: aViewer({ personId: id, roles: { [projectId]: own, [other]: who === "elsewhere" ? roles : [] } }),
  }));
  everybody.push({ who: "administrator", caller: admin, viewer: aViewer({ personId: 1, isAdmin: true }) });
  everybody.push({ who: "nobody", caller: callerWith(url, ""), viewer: null });
  const owner = everybody.find(({ who }) => who === "owner");
  ownerId = owner?.viewer?.personId ?? 0;
  bystanderId = people.find(({ who }) => who === "stranger")?.id ?? 0;
  sessionId = String(idOf(await owner?.caller.act("createSessionAction", { projectId, title: "Whose" })));
});

const isOfSession = (right: Right): right is SessionAction => sessionActions.some((action) => action === right);

function isOpenTo(viewer: Viewer | null, right: Right): boolean {
  if (right === "anybody") return true;
  if (viewer === null) return false;
  if (right === "signed in") return true;
  const flags = { shared: false, archived: false, projectArchived: false };
  if (isOfSession(right)) return can(viewer, right, { kind: "session", ownerId, projectId, ...flags });
  if (right.startsWith("project:") || right === "session:create")
    return can(viewer, right as ProjectAction, { kind: "project", projectId, archived: false }); // as: those of a project begin so
  return can(viewer, right as InstallationAction, { kind: "installation" }); // as: what is left
}

const placed = (address: string): string =>
  address
    .replace("[sessionId]", sessionId)
    .replace("[projectId]", String(projectId))
    .replace(/\[(seq|no)\]/, "1")
    .replace("[token]", "x");

// First of all: what is tried below is more than a minute's rows tell apart.
test("a page that was refused is on the people page, by the id and the roles that it was refused with", async () => {
  const admin = await callAs(url, administrator);
  const person = { name: "Refused", email: `refused.${randomUUID()}@example.test`, password: "several unrelated words" };
  const { caller } = await newPerson(admin, url, person);
  const closed = { "/projects/new": 404, [`/sessions?project=${projectId}`]: 404, [`/sessions/new?project=${projectId}`]: 200 };
  const ids: string[] = [];
  for (const [page, expected] of Object.entries(closed)) {
    const { status, headers } = await caller.get(page);
    expect(status, page).toBe(expected);
    ids.push(String(headers["x-request-id"]));
  }
  await expect(async () => {
    const { text } = await admin.get("/people");
    for (const id of ids) expect(text).toMatch(new RegExp(`Refused \\(no role\\), from 127\\.0\\.0\\.1.{0,400}>${id}<`));
  }).toPass({ timeout: 20_000 });
});

test("the list of a project in which one only reads leads to a form without it", async () => {
  const admin = await callAs(url, administrator);
  const person = { name: "Reads here", email: `reads.${randomUUID()}@example.test`, password: "several unrelated words" };
  const { id, caller } = await newPerson(admin, url, person);
  for (const [project, role] of [[projectId, "reviewer"] as const, [1, "developer"] as const])
    await admin.act("setMemberAction", { projectId: project, member: { personId: id, roles: [role] } });
  const listOf = async (project: number): Promise<string> => (await caller.get(`/sessions?project=${project}`)).text;
  expect(await listOf(1)).toContain('"/sessions/new?project=1"');
  expect(await listOf(projectId)).not.toContain("/sessions/new?project=");
});

/** What is there for everybody who is signed in needs no more than one of those inside, and those outside. */
const EXAMPLES = ["owner", "stranger", "nobody"];

test("pages", async () => {
  for (const [page, right] of Object.entries(pages)) {
    const isForAll = right === "anybody" || right === "signed in";
    for (const { who, caller, viewer } of everybody.filter((one) => !isForAll || EXAMPLES.includes(one.who))) {
      const { status, headers } = await caller.get(placed(page));
      const isSentAway = (headers.location ?? "").startsWith("/sign-in");
      const found = isSentAway ? "asked to sign in" : status === 404 ? "not there" : status < 400 ? "open" : String(status);
      const expected = isOpenTo(viewer, right) ? "open" : viewer ? "not there" : "asked to sign in";
      expect(found, `${who} at ${page}`).toBe(expected);
    }
  }
});

/** What a route wants to be asked with. */
const QUERIES: Record<string, string> = { "GET /api/sessions/[sessionId]/events": "?before=9" };

test("routes", async () => {
  for (const [route, right] of Object.entries(routes).filter(([name]) => !name.includes("nextauth"))) {
    for (const { who, caller, viewer } of everybody) {
      const { status, text } = await caller.get(placed(route.replace("GET ", "")) + (QUERIES[route] ?? ""));
      // There is no turn yet: who may look is told so in the same words as who may not.
      const isThere = !route.includes("[no]");
      expect(status, `${who} at ${route}`).toBe(isOpenTo(viewer, right) && isThere ? 200 : viewer ? 404 : 401);
      if (!isOpenTo(viewer, right) && viewer) expect(text, `${who} at ${route}`).toBe('{"ok":false,"refusal":{"code":"not_found"}}');
    }
  }
});

/** What each action is called with by whoever may not. */
const inputs = (): Record<string, unknown> => ({
  renameSelfAction: { name: "Other" },
  changePasswordAction: { current: "wrong", next: "several unrelated words" },
  signOutDeviceAction: { deviceId: randomUUID() },
  signOutOtherDevicesAction: undefined,
  createSessionAction: { projectId, title: "Mine" },
  renameSessionAction: { sessionId, title: "Mine" },
  archiveSessionAction: { sessionId },
  restoreSessionAction: { sessionId },
  shareSessionAction: { sessionId, mode: "project" },
  listSuccessorsAction: { sessionId },
  handOverSessionAction: { sessionId, personId: bystanderId },
  listPromptsAction: { projectId },
  savePromptAction: { projectId, name: "Mine", text: "Mine" },
  removePromptAction: { projectId, id: 1 },
  createProjectAction: { name: "Mine", upstream: { kind: "demo" } },
  renameProjectAction: { projectId, name: "Mine" },
  archiveProjectAction: { projectId },
  restoreProjectAction: { projectId },
  setMemberAction: { projectId, member: { personId: bystanderId, roles: ["reviewer"] } },
  saveUpstreamAction: { projectId, upstream: { kind: "external", url: "ws://127.0.0.1:9" } },
  createPersonAction: { email: "mine@example.test", name: "Mine" },
  renewLinkAction: { personId: bystanderId },
  disablePersonAction: { personId: bystanderId },
  enablePersonAction: { personId: bystanderId },
  setAdminAction: { personId: bystanderId, isAdmin: true },
  endDevicesAction: { personId: bystanderId },
});
/** These only read: they are tried by those who may as well. That the others do what they should is `actions.db.test`'s. */
const READING = ["listSuccessorsAction", "listPromptsAction"];

test("actions", async () => {
  const given = inputs();
  expect([...Object.keys(given), "redeemLinkAction"].sort()).toEqual(Object.keys(actions).sort());
  for (const [name, right] of Object.entries(actions).filter(([, one]) => one !== "anybody")) {
    for (const { who, caller, viewer } of everybody) {
      const isOpen = isOpenTo(viewer, right);
      if (isOpen && !READING.includes(name)) continue;
      const expected = isOpen ? { ok: true } : { ok: false, refusal: { code: viewer ? "not_found" : "unauthenticated" } };
      expect(await caller.act(name, given[name]), `${who} calls ${name}`).toMatchObject(expected);
    }
  }
  const { text } = await (everybody[0]?.caller ?? callerWith(url, "")).get(`/api/sessions/${sessionId}/events?after=1`);
  expect(text).toContain('"events":[]');
});

const payloads = (): Record<ChannelEvent, object> => ({
  "session:join": { sessionId, afterSeq: 0 },
  "session:send": { sessionId, messageId: randomUUID(), text: "hello" },
  "session:stop": { sessionId },
  "session:command": { sessionId, command: "info", args: [] },
  "session:answer": { sessionId, id: "q", action: "decline" },
  "session:retry": { sessionId },
  "queue:edit": { sessionId, messageId: randomUUID(), text: "hello" },
  "queue:move": { sessionId, messageId: randomUUID(), before: null },
  "queue:remove": { sessionId, messageId: randomUUID() },
  "queue:send-now": { sessionId, messageId: randomUUID() },
  "processes:end": { sessionId },
  "sessions:watch": {},
  "agents:probe": { kind: "external", url: "ws://127.0.0.1:1" },
  "agents:find": {},
});
/** Whoever may join or look is answered; what drives the session or an agent is tried by those who may not. */
const HARMLESS: string[] = ["session:join", "sessions:watch", "agents:find"];

test("events", async () => {
  for (const { who, caller, viewer } of everybody) {
    if (!viewer) {
      await expect(caller.open(), who).rejects.toThrow("unauthenticated");
      continue;
    }
    const socket = await caller.open();
    for (const [event, payload] of Object.entries(payloads())) {
      const isOpen = isOpenTo(viewer, events[event as ChannelEvent]); // as: the keys of a record of events
      if (isOpen && !HARMLESS.includes(event)) continue;
      const expected = isOpen ? { ok: true } : { ok: false, refusal: { code: "not_found" } };
      expect(await socket.timeout(8_000).emitWithAck(event, payload), `${who} says ${event}`).toMatchObject(expected);
    }
    socket.close();
  }
});
