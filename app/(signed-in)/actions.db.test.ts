import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, describe, expect, test, vi } from "vitest";
import * as accountActions from "@/app/(signed-in)/account/actions";
import * as peopleActions from "@/app/(signed-in)/people/actions";
import * as projectActions from "@/app/(signed-in)/projects/actions";
import * as promptActions from "@/app/(signed-in)/sessions/[sessionId]/prompt-actions";
import * as sessionActions from "@/app/(signed-in)/sessions/actions";
import { redeemLinkAction } from "@/app/welcome/[token]/actions";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import type { Answer } from "@/lib/domain/refusal";
import { prisma } from "@/lib/platform/prisma";
import { savePrompt } from "@/lib/services/prompts/save-prompt";
import { createSession } from "@/lib/services/sessions/create-session";
import { signedIn, signedInAdministrator, signedInAs, storeDevice, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";

testDatabase();

/** The request's cookies, as Next would give them. */
const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
beforeEach(() => jar.clear());

async function actAs(deviceId: string): Promise<void> {
  jar.set(sessionCookieName(), await encode({ token: { sid: deviceId }, secret: process.env.NEXTAUTH_SECRET ?? "" }));
}

type Action = (input?: unknown) => Promise<Answer>;
const modules = { ...accountActions, ...peopleActions, ...projectActions, ...promptActions, ...sessionActions };
const actions = Object.entries(modules) as [keyof typeof modules, Action][]; // as: any input may arrive at a server action

/** A world in which every action has something to do, and the input with which its rightful caller would do it. */
async function world() {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const { id: sessionId } = await createSession(ada, { projectId });
  const personId = (await storePerson({ name: "Bob" })).id;
  const deviceId = await storeDevice(ada.personId);
  const inputs: Record<keyof typeof modules, unknown> = {
    createSessionAction: { projectId, title: "New" },
    renameSessionAction: { sessionId, title: "Other" },
    archiveSessionAction: { sessionId },
    restoreSessionAction: { sessionId },
    shareSessionAction: { sessionId, mode: "project" },
    listSuccessorsAction: { sessionId },
    handOverSessionAction: { sessionId, personId: (await signedInAs("Next", projectId, "developer")).personId },
    listPromptsAction: { projectId },
    savePromptAction: { projectId, name: "Review", text: "Review this." },
    removePromptAction: { projectId, id: (await savePrompt(ada, projectId, { name: "Old", text: "Old" })).id },
    createProjectAction: { name: "New", upstream: { kind: "demo" } },
    renameProjectAction: { projectId, name: "Other" },
    archiveProjectAction: { projectId },
    restoreProjectAction: { projectId },
    setMemberAction: { projectId, member: { personId: 1, roles: [] } },
    saveUpstreamAction: { projectId, upstream: { kind: "external", url: "ws://127.0.0.1:9" } },
    createPersonAction: { email: "new@example.com", name: "New" },
    renewLinkAction: { personId },
    disablePersonAction: { personId },
    enablePersonAction: { personId },
    setAdminAction: { personId, isAdmin: true },
    endDevicesAction: { personId },
    renameSelfAction: { name: "Other" },
    changePasswordAction: { current: "wrong", next: "several unrelated words" },
    signOutDeviceAction: { deviceId },
    signOutOtherDevicesAction: undefined,
  };
  return { ada, inputs };
}

const everything = async () => ({
  people: await prisma.person.findMany({ orderBy: { id: "asc" } }),
  projects: await prisma.project.findMany({ include: { upstream: true, memberships: true }, orderBy: { id: "asc" } }),
  sessions: await prisma.session.findMany({ orderBy: { id: "asc" } }),
  events: await prisma.event.count(),
  links: await prisma.passwordLink.count(),
  prompts: await prisma.savedPrompt.findMany({ orderBy: { id: "asc" } }),
  devices: await prisma.userSession.findMany({ where: { revokedAt: null }, select: { id: true }, orderBy: { id: "asc" } }),
});

describe("every server action", () => {
  test.each(actions)("%s refuses who is not signed in, whatever they send, and changes nothing", async (name, action) => {
    const { inputs } = await world();
    const before = await everything();
    const attempts = [undefined, randomUUID(), await storeDevice((await storePerson({ name: "Gone", disabled: true })).id)];
    const stored = await everything();
    for (const deviceId of attempts) {
      if (deviceId) await actAs(deviceId);
      for (const input of [inputs[name], null, "x"]) {
        expect(await action(input)).toEqual({ ok: false, refusal: { code: "unauthenticated" } });
      }
    }
    expect(await everything()).toEqual(stored);
    expect(stored.events).toBe(before.events);
  });

  const ofOneself = new Set<string>(["renameSelfAction", "changePasswordAction", "signOutOtherDevicesAction"]);
  test.each(actions.filter(([name]) => !ofOneself.has(name)))("%s refuses a stranger, and changes nothing", async (name, action) => {
    const { inputs } = await world();
    await actAs((await signedIn((await storePerson({ name: "Stranger" })).id)).deviceId);
    const before = await everything();
    expect(await action(inputs[name])).toEqual({ ok: false, refusal: { code: "not_found" } });
    expect(await everything()).toEqual(before);
  });

  test.each(actions.filter(([name]) => name !== "signOutOtherDevicesAction"))("%s refuses what is not its input", async (_, action) => {
    await actAs((await signedInAdministrator()).deviceId);
    const before = await everything();
    const deep = JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`);
    for (const input of [
      undefined,
      null,
      7,
      "x",
      [],
      {},
      deep,
      { projectId: {}, sessionId: [], personId: "x", name: null },
      new FormData(),
    ]) {
      expect(await action(input)).toMatchObject({ ok: false, refusal: { code: "invalid_payload" } });
    }
    expect(await everything()).toEqual(before);
  });

  test.each(actions)("%s answers its rightful caller", async (name, action) => {
    const { ada, inputs } = await world();
    const isOwn = [accountActions, promptActions, sessionActions].some((room) => Object.hasOwn(room, name));
    await actAs(isOwn ? ada.deviceId : (await signedInAdministrator()).deviceId);
    const answer = await action(inputs[name]);
    expect(answer).toMatchObject(name === "changePasswordAction" ? { ok: false, refusal: { code: "wrong_password" } } : { ok: true });
  });
});

test("the number of a row that cannot be is refused, and no fault of ours", async () => {
  const { ada, inputs } = await world();
  await actAs(ada.deviceId);
  const tried: string[] = [];
  for (const [name, action] of actions) {
    const usual = JSON.stringify(inputs[name] ?? null);
    const tooLarge = JSON.parse(usual, (_, value) => (typeof value === "number" ? 2_147_483_648 : value));
    if (JSON.stringify(tooLarge) === usual) continue;
    tried.push(name);
    expect(await action(tooLarge), name).toMatchObject({ ok: false, refusal: { code: "invalid_payload" } });
  }
  expect(tried.length).toBeGreaterThanOrEqual(15);
});

test("a form is taken as an object is", async () => {
  const { ada } = await world();
  await actAs(ada.deviceId);
  const form = new FormData();
  form.set("projectId", String(ada.memberships[0]?.projectId));
  form.set("title", "From a form");
  form.set("role", "");
  expect(await sessionActions.createSessionAction(form)).toMatchObject({ ok: true, id: expect.any(String) });
  expect(await prisma.session.findFirst({ where: { title: "From a form" } })).not.toBeNull();
});

test("a one-time link is redeemed by whoever has it, and by nobody else", async () => {
  await actAs((await signedInAdministrator()).deviceId);
  const made = await peopleActions.createPersonAction({ email: "new@example.com", name: "New" });
  jar.clear();
  const token = made.ok ? (made.link.url.split("/").at(-1) ?? "") : "";
  const password = "several unrelated words";
  expect(await redeemLinkAction({ token: "guessed", password })).toEqual({ ok: false, refusal: { code: "link_expired" } });
  expect(await redeemLinkAction({ token, password: "short" })).toMatchObject({ ok: false, refusal: { code: "weak_password" } });
  expect(await redeemLinkAction({ token, password })).toEqual({ ok: true, email: "new@example.com" });
  expect(await redeemLinkAction({ token, password })).toEqual({ ok: false, refusal: { code: "link_expired" } });
});
