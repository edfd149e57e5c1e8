import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import type { Viewer } from "@/lib/domain/viewer";
import { archiveSession } from "@/lib/services/sessions/archive-session";
import { createSession } from "@/lib/services/sessions/create-session";
import { signedInAs, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { GET } from "./route";

testDatabase();

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));
beforeEach(() => jar.clear());

async function find(viewer: Viewer | null, text: string): Promise<{ status: number; titles: string[] }> {
  jar.clear();
  if (viewer) jar.set(sessionCookieName(), await encode({ token: { sid: viewer.deviceId }, secret: process.env.NEXTAUTH_SECRET ?? "" }));
  const response = await GET(new Request(`http://127.0.0.1:3000/api/sessions?text=${encodeURIComponent(text)}`));
  const answer = await response.json(); // any: what a browser would get
  return { status: response.status, titles: (answer.sessions ?? []).map(({ title }: { title: string }) => title) };
}

test("finds by title what a viewer may read, and nothing else", async () => {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const eve = await signedInAs("Eve", projectId, "developer");
  const rob = await signedInAs("Rob", projectId, "reviewer");
  const mia = await signedInAs("Mia", projectId, "manager");
  const stranger = await signedInAs("Sam", await storeProject("Other"), "reviewer");
  await createSession(ada, { projectId, title: "Fix 100%_of the login" });
  await createSession(ada, { projectId, title: "Write the changelog" });
  const gone = await createSession(ada, { projectId, title: "An old login" });
  await archiveSession(ada, gone.id);

  expect((await find(ada, "LOGIN")).titles).toEqual(["Fix 100%_of the login"]);
  expect((await find(ada, "100%_")).titles).toEqual(["Fix 100%_of the login"]);
  expect((await find(ada, "0_o")).titles).toEqual([]);
  expect((await find(ada, "\0")).titles).toHaveLength(2);
  expect((await find(rob, "")).titles).toHaveLength(2);
  for (const other of [eve, mia, stranger]) expect((await find(other, "")).titles).toEqual([]);
  expect(await find(null, "login")).toEqual({ status: 401, titles: [] });
});
