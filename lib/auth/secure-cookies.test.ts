/** Over https every cookie is one that browsers send over nothing else, and that no other host can set. */
import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function served(by: string) {
  vi.stubEnv("NEXTAUTH_URL", by);
  vi.resetModules();
  const [{ authOptions }, { answerAuth }, { sessionCookieName }] = await Promise.all([
    import("./auth-options"),
    import("./answer-auth"),
    import("./session-cookie"),
  ]);
  const { useSecureCookies, cookies } = authOptions();
  const answer = await answerAuth(new NextRequest(`${by}/api/auth/csrf?callbackUrl=javascript:alert(1)`), {
    params: Promise.resolve({ nextauth: ["csrf"] }),
  });
  return {
    name: sessionCookieName(),
    useSecureCookies,
    sessionToken: cookies?.sessionToken,
    answer: [answer.status, answer.headers.get("set-cookie")],
  };
}

test("with https they have its flag and its prefix", async () => {
  expect(await served("https://agents.example.com")).toEqual({
    name: "__Host-octomind-dashboard.session",
    useSecureCookies: true,
    sessionToken: {
      name: "__Host-octomind-dashboard.session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    },
    answer: [400, "__Secure-next-auth.callback-url=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"],
  });
});

test("without it they would never be sent at all", async () => {
  expect(await served("http://agents.example.com")).toEqual({
    name: "octomind-dashboard.session",
    useSecureCookies: false,
    sessionToken: { name: "octomind-dashboard.session", options: { httpOnly: true, sameSite: "lax", path: "/", secure: false } },
    answer: [400, "next-auth.callback-url=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"],
  });
});
