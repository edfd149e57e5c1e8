import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { describe, expect, test, vi } from "vitest";
import { DEVICE_ABSOLUTE_HOURS } from "@/lib/domain/people/device-limits";
import { prisma } from "@/lib/platform/prisma";
import { storePerson } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { patience } from "@/lib/testing/fake-browser";
import { authOptions } from "./auth-options";
import { viewerFromHandshake } from "./viewer-from-handshake";

const { pool } = testDatabase();
const password = "several unrelated words";

/** A browser as far as next-auth's doors are concerned: it keeps cookies. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly flags = new Map<string, string>();

  async ask(method: "GET" | "POST", action: string[], body: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
    const answer = { status: 200, body: undefined as unknown };
    const set: string[] = [];
    const response = {
      status: (status: number) => {
        answer.status = status;
        return response;
      },
      getHeader: (name: string) => (name === "Set-Cookie" ? set : undefined),
      setHeader: (name: string, value: string | string[]) => {
        if (name === "Set-Cookie") set.splice(0, set.length, ...(Array.isArray(value) ? value : [value]));
        return response;
      },
      json: (value: unknown) => {
        answer.body = value;
      },
      send: (value: unknown) => {
        answer.body = value;
      },
      end: () => response,
    };
    const headers = { host: "127.0.0.1:3000", "x-octomind-dashboard-address": "203.0.113.9", "user-agent": "A browser" };
    const request = {
      method,
      query: { nextauth: action },
      cookies: Object.fromEntries(this.cookies),
      headers,
      body: { json: "true", ...body },
    };
    await NextAuth(authOptions())(request, response);
    for (const line of set) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [pair = "", ...flags] = line.split("; ");
    const name = pair.slice(0, pair.indexOf("="));
    const value = decodeURIComponent(pair.slice(pair.indexOf("=") + 1));
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
    this.flags.set(name, flags.join("; "));
  }

  async post(action: string[], body: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
    const csrf = (await this.ask("GET", ["csrf"])).body as { csrfToken: string }; // as: next-auth's own answer
    return this.ask("POST", action, { ...csrf, ...body });
  }

  signIn(email: string, typed: string) {
    return this.post(["callback", "credentials"], { email, password: typed });
  }

  viewer() {
    return viewerFromHandshake({ cookie: [...this.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ") });
  }
}

describe("next-auth's doors", () => {
  test("sign in, say who it is, and sign out for good", async () => {
    const person = await storePerson({ password });
    const browser = new Browser();
    expect((await browser.signIn("ada@example.com", password)).status).toBe(200);
    const name = "octomind-dashboard.session";
    expect(browser.flags.get(name)).toMatch(/Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
    expect(await browser.viewer()).toMatchObject({ personId: person.id });
    expect(await prisma.userSession.findMany()).toMatchObject([{ address: "203.0.113.9", userAgent: "A browser" }]);
    expect((await browser.ask("GET", ["session"])).body).toMatchObject({ user: { name: "Ada", email: "ada@example.com" } });

    const stolen = browser.cookies.get(name) ?? "";
    await browser.post(["signout"]);
    expect(browser.cookies.has(name)).toBe(false);
    browser.cookies.set(name, stolen);
    expect(await browser.viewer()).toBeNull();
    expect((await browser.ask("GET", ["session"])).body).not.toHaveProperty("user");
  });

  test("a sign-out while the database is away ends the device as soon as it is back", async () => {
    await storePerson({ password });
    const browser = new Browser();
    await browser.signIn("ada@example.com", password);
    const stolen = new Browser();
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    const away = vi.spyOn(prisma.userSession, "updateMany").mockRejectedValueOnce(new Error("timeout exceeded when trying to connect"));
    await browser.post(["signout"]);
    expect(away).toHaveBeenCalledTimes(1);
    await vi.waitFor(async () => expect(await stolen.viewer()).toBeNull(), patience);
    away.mockRestore();
  });

  test("the cookie tells nothing but is tied to one device of one person", async () => {
    await storePerson({ password });
    const [first, second] = [new Browser(), new Browser()];
    await first.signIn("ada@example.com", password);
    await second.signIn("ada@example.com", password);
    const [one, two] = [await first.viewer(), await second.viewer()];
    expect(one?.deviceId).not.toBe(two?.deviceId);
    const sent = [...first.cookies.values()].join();
    const decoded = sent.split(/[.,|]/).map((part) => Buffer.from(part, "base64url").toString("latin1"));
    // Long enough that chance does not write them.
    for (const text of [sent, ...decoded]) expect(text).not.toMatch(/ada@|example/i);
    const token = first.cookies.get("octomind-dashboard.session") ?? "";
    const inside = await decode({ token, secret: process.env.NEXTAUTH_SECRET ?? "" });
    expect(Object.keys(inside ?? {}).toSorted()).toEqual(["exp", "iat", "jti", "sid", "sub"]);
    expect([inside?.sid, inside?.sub]).toEqual([one?.deviceId, one?.deviceId]);
  });

  test("the cookie ends when its device does at the latest, and to be asked who one is is no use of it", async () => {
    await storePerson({ password });
    const browser = new Browser();
    await browser.signIn("ada@example.com", password);
    const until = Date.parse(/Expires=([^;]*)/.exec(browser.flags.get("octomind-dashboard.session") ?? "")?.[1] ?? "");
    const [device] = await prisma.userSession.findMany();
    expect(Math.abs(until - (device?.expiresAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(Math.abs(until - Date.now() - DEVICE_ABSOLUTE_HOURS * 3_600_000)).toBeLessThan(60_000);
    const seenAt = new Date(Date.now() - 3_600_000);
    await prisma.userSession.updateMany({ data: { seenAt } });
    expect((await browser.ask("GET", ["session"])).body).toHaveProperty("user");
    expect(await prisma.userSession.findMany()).toMatchObject([{ seenAt }]);
  });

  test("wrong and unknown get the same answer; too many tries get a word", async () => {
    await storePerson({ password });
    const answers = await Promise.all([
      new Browser().signIn("ada@example.com", "wrong"),
      new Browser().signIn("nobody@example.com", "wrong"),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 401, body: { url: expect.stringContaining("error=CredentialsSignin") } });
    await pool.query("UPDATE sign_in_throttle SET tokens = 0, refilled_at = now()");
    for (const email of ["ada@example.com", "nobody@example.com"]) {
      expect(await new Browser().signIn(email, password)).toMatchObject({
        status: 401,
        body: { url: expect.stringMatching(/error=too_many_requests$/) },
      });
    }
  });

  test("a sign-in without the CSRF token opens nothing", async () => {
    await storePerson({ password });
    const browser = new Browser();
    await browser.ask("POST", ["callback", "credentials"], { email: "ada@example.com", password, csrfToken: randomUUID() });
    expect(await browser.viewer()).toBeNull();
    expect(await prisma.userSession.count()).toBe(0);
  });

  test("where one wants to go is kept when it is ours and not too long", async () => {
    const keptOf = async (callbackUrl: string) => {
      const browser = new Browser();
      await browser.post(["signout"], { callbackUrl });
      return browser.cookies.get("next-auth.callback-url");
    };
    expect(await keptOf("/sign-in")).toBe("http://127.0.0.1:3000/sign-in");
    expect(await keptOf("http://127.0.0.1:3000/projects/2")).toBe("http://127.0.0.1:3000/projects/2");
    for (const other of ["https://evil.example/", "//evil.example/", `/sessions?text=${"x".repeat(2_000)}`])
      expect(await keptOf(other), other).toBe("http://127.0.0.1:3000");
  });

  test("a fault behind the door says one word and not what broke", async () => {
    await pool.query("ALTER TABLE sign_in_throttle RENAME TO away");
    try {
      expect(await new Browser().signIn("ada@example.com", password)).toMatchObject({
        status: 401,
        body: { url: expect.stringMatching(/error=internal$/) },
      });
    } finally {
      await pool.query("ALTER TABLE away RENAME TO sign_in_throttle");
    }
    const away = vi.spyOn(prisma.person, "findUnique").mockRejectedValueOnce(new Error("timeout exceeded when trying to connect"));
    expect(await new Browser().signIn("ada@example.com", password)).toMatchObject({
      body: { url: expect.stringMatching(/error=storage_unavailable$/) },
    });
    away.mockRestore();
  });
});
