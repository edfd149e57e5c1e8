// What next-auth makes of a fault behind its door is not what a browser hears: it would forget who is signed in.
import { NextRequest } from "next/server";
import type { AuthOptions } from "next-auth";
import { expect, test, vi } from "vitest";
import { StorageAwayError } from "@/lib/platform/storage-away";
import { answerAuth } from "./answer-auth";

const { viewerOfDevice } = vi.hoisted(() => ({ viewerOfDevice: vi.fn() }));
vi.mock("./viewer-of-device", () => ({ viewerOfDevice }));
/** As next-auth asks for a session: whatever fails clears the cookie, and the answer is that nobody is signed in. */
vi.mock("next-auth", () => ({
  default: (options: AuthOptions) => async () => {
    const token = { sid: "0198a0de-0000-4000-8000-000000000001" };
    const asked = { session: { expires: "later" }, token } as unknown as Parameters<
      NonNullable<NonNullable<AuthOptions["callbacks"]>["session"]>
    >[0]; // as: the parts that ours reads
    try {
      return Response.json(await options.callbacks?.session?.(asked));
    } catch {
      return Response.json({}, { headers: { "set-cookie": "octomind-dashboard.session=; Max-Age=0" } });
    }
  },
}));

const whoIsThis = () =>
  answerAuth(new NextRequest("http://127.0.0.1:3000/api/auth/session"), { params: Promise.resolve({ nextauth: ["session"] }) });

test("a database that is away while it is asked who this is says so, and leaves the cookie", async () => {
  viewerOfDevice.mockRejectedValueOnce(new StorageAwayError(new Error("no connection")));
  const response = await whoIsThis();
  expect([response.status, response.headers.get("set-cookie")]).toEqual([503, null]);
  expect(await response.json()).toEqual({ ok: false, refusal: { code: "storage_unavailable" } });
});

test("who is signed in nowhere any more is told so", async () => {
  viewerOfDevice.mockResolvedValueOnce(null);
  const response = await whoIsThis();
  expect([response.status, await response.json()]).toEqual([200, { expires: "later" }]);
});

test.each(["", "{"])("a body that is announced as JSON and is %j is the asker's fault", async (body) => {
  viewerOfDevice.mockResolvedValue(null);
  const asked = (text: string) =>
    new NextRequest("http://127.0.0.1:3000/api/auth/signout", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: text,
    });
  const context = { params: Promise.resolve({ nextauth: ["signout"] }) };
  const response = await answerAuth(asked(body), context);
  expect([response.status, await response.json()]).toEqual([400, { message: "The body is no JSON." }]);
  expect((await answerAuth(asked("{}"), context)).status).toBe(200);
});
