// R11 seeing cost is not seeing text: who is told what a session cost, and that nothing else comes with it.
import { expect, test } from "vitest";
import type { Viewer } from "@/lib/domain/viewer";
import { prisma } from "@/lib/platform/prisma";
import { openProject } from "@/lib/services/projects/open-project";
import {
  signedIn,
  signedInAdministrator,
  signedInAs,
  storeMembership,
  storePerson,
  storeProject,
  storeSession,
} from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { refusalOf } from "@/lib/testing/refusal-of";
import { loadEvent } from "./load-event";
import { loadTranscript } from "./load-transcript";
import { loadProjectCosts, loadSessionCost } from "./session-costs";

testDatabase();

const SECRET = "Takeover of Acme";

async function pricedSession() {
  const projectId = await storeProject();
  const ada = await storePerson();
  await storeMembership(ada.id, projectId, "developer");
  const wishes = { title: SECRET, model: SECRET, role: SECRET, costNano: 12_300_000, turnCount: 3, unknownCostTurns: 1 };
  return { projectId, ada, sessionId: await storeSession(ada.id, projectId, wishes) };
}

test("a manager is told what it cost and whose it is, and not a word of it", async () => {
  const { projectId, ada, sessionId } = await pricedSession();
  const manager = await signedInAs("Mia", projectId, "manager");
  const cost = await loadSessionCost(manager, sessionId);
  expect(cost).toEqual({
    id: sessionId,
    project: { id: projectId, name: "Demo" },
    owner: { id: ada.id, name: "Ada" },
    isDemo: true,
    state: "idle",
    costNano: "12300000",
    unknownCostTurns: 1,
    turnCount: 3,
    activeAt: expect.any(Number),
    createdAt: expect.any(Number),
  });
  expect(await openProject(manager, "project:cost", projectId)).toEqual({ id: projectId, name: "Demo", archived: false });
  const costs = await loadProjectCosts(manager, projectId);
  expect(costs).toEqual({
    project: { id: projectId, name: "Demo" },
    sessions: [{ ...cost, title: null, opens: true }],
    total: { sessions: 1, costNano: "12300000", unknownCostTurns: 1 },
  });
  expect(JSON.stringify(costs)).not.toContain(SECRET);
  expect(await refusalOf(loadTranscript(manager, sessionId))).toBe("not_found");
  expect(await refusalOf(loadEvent(manager, sessionId, 1))).toBe("not_found");
});

test("who may read a session is told its title beside the cost; who may open nothing of it is given no way there", async () => {
  const { projectId, ada, sessionId } = await pricedSession();
  const own = await signedInAs("Own", projectId, "developer", "manager");
  const owned = await storeSession(own.personId, projectId, { title: "Mine", turnCount: 1 });
  const shared = await storeSession(ada.id, projectId, { title: "Ours", shared: true, turnCount: 1 });
  const listed = async (viewer: Viewer) =>
    Object.fromEntries((await loadProjectCosts(viewer, projectId)).sessions.map(({ id, title, opens }) => [id, [title, opens]]));
  expect(await listed(own)).toEqual({ [sessionId]: [null, true], [owned]: ["Mine", true], [shared]: ["Ours", true] });
  const all = { [sessionId]: [SECRET, true], [owned]: ["Mine", true], [shared]: ["Ours", true] };
  expect(await listed(await signedInAs("Rea", projectId, "reviewer"))).toEqual(all);
  const none = { [sessionId]: [null, false], [owned]: [null, false], [shared]: [null, false] };
  expect(await listed(await signedInAdministrator())).toEqual(none);
});

test("a session that nobody used is not among them, and one that was used elsewhere is", async () => {
  const { projectId, ada, sessionId } = await pricedSession();
  await storeSession(ada.id, projectId, { turnCount: 0 });
  const elsewhere = await storeSession(ada.id, projectId, { costNano: 5, turnCount: 0 });
  const manager = await signedInAs("Mia", projectId, "manager");
  const { total, sessions } = await loadProjectCosts(manager, projectId);
  expect(new Set(sessions.map(({ id }) => id))).toEqual(new Set([sessionId, elsewhere]));
  expect(total).toEqual({ sessions: 2, costNano: "12300005", unknownCostTurns: 1 });
});

test("the sum is of all sessions, archived ones too, however large", async () => {
  const { projectId, ada } = await pricedSession();
  await storeSession(ada.id, projectId, { costNano: "9000000000000000001", archivedAt: new Date() });
  const manager = await signedInAs("Mia", projectId, "manager");
  const { total, sessions } = await loadProjectCosts(manager, projectId);
  expect(total).toMatchObject({ sessions: 2, costNano: "9000000000012300001" });
  expect(sessions).toHaveLength(2);
});

test("is refused to strangers, to managers of other projects, to other developers, and for what does not exist", async () => {
  const { projectId, sessionId } = await pricedSession();
  const elsewhere = await storeProject("Elsewhere");
  for (const viewer of [
    await signedIn((await storePerson({ name: "Stranger" })).id),
    await signedInAs("Other", elsewhere, "manager", "reviewer"),
    await signedInAs("Dev", projectId, "developer"),
  ]) {
    expect(await refusalOf(loadSessionCost(viewer, sessionId))).toBe("not_found");
    expect(await refusalOf(loadProjectCosts(viewer, projectId))).toBe("not_found");
    expect(await refusalOf(openProject(viewer, "project:cost", projectId))).toBe("not_found");
  }
  const manager = await signedInAs("Mia", projectId, "manager");
  const administrator = await signedInAdministrator();
  expect(await refusalOf(loadSessionCost(administrator, sessionId))).toBe("not_found");
  for (const viewer of [manager, administrator]) expect(await refusalOf(loadProjectCosts(viewer, 999))).toBe("not_found");
  for (const id of ["", "x", "0198a0de-0000-7000-8000-00000000000f"])
    expect(await refusalOf(loadSessionCost(manager, id))).toBe("not_found");
  await prisma.membership.deleteMany({ where: { personId: manager.personId } });
  expect(await refusalOf(loadSessionCost(await signedIn(manager.personId), sessionId))).toBe("not_found");
});
