import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeEach, expect, test, vi } from "vitest";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import type { Viewer } from "@/lib/domain/viewer";
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

/** What this viewer, or a stranger, gets for an event. */
async function get(viewer: Viewer | null, sessionId: string, seq: string): Promise<Response> {
  jar.clear();
  if (viewer) jar.set(sessionCookieName(), await encode({ token: { sid: viewer.deviceId }, secret: process.env.NEXTAUTH_SECRET ?? "" }));
  return GET(new Request("http://127.0.0.1:3000/"), { params: Promise.resolve({ sessionId, seq }) });
}

test("an event is for those who may read its session, whole and never kept by a cache", async () => {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const reviewer = await signedInAs("Rob", projectId, "reviewer");
  const other = await signedInAs("Eve", projectId, "developer");
  const { id } = await createSession(ada, { projectId, title: "Mine" });

  for (const reader of [ada, reviewer]) {
    const response = await get(reader, id, "1");
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toMatchObject({ ok: true, event: { seq: 1, kind: "session_created" }, raw: null });
  }

  const forbidden = await get(other, id, "1");
  const unknown = await get(other, randomUUID(), "1");
  expect(forbidden.status).toBe(404);
  expect(unknown.status).toBe(404);
  expect(await forbidden.text()).toBe(await unknown.text());
  expect(forbidden.headers.get("cache-control")).toBe("no-store");

  const stranger = await get(null, id, "1");
  expect(stranger.status).toBe(401);
  expect(await stranger.json()).toEqual({ ok: false, refusal: { code: "unauthenticated" } });
});

test.each(["0", "-1", "1.5", "x", "2", "99999999999", "__proto__"])("there is no event %s", async (seq) => {
  const projectId = await storeProject("Billing");
  const ada = await signedInAs("Ada", projectId, "developer");
  const { id } = await createSession(ada, { projectId });
  const response = await get(ada, id, seq);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ ok: false, refusal: { code: "not_found" } });
});
