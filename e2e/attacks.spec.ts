// Known attacks on Next and on sign-in, against the real build behind the real server; the numbers are docs/security.md's.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { addressOf, ask, type Caller, callAs, callerWith, newMember, say, serverActions } from "./caller";
import { administrator } from "./people";

const CANARY = "canary-title-4711";
const url = process.env.APP_URL ?? "";
const ours = new URL(url || "http://127.0.0.1").host;
let admin: Caller;
let sessionId: string;
/** Something else on this machine, which nobody may make our server call. */
let inside: Server;
let insideAt: string;
const calls: string[] = [];

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  admin = await callAs(url, administrator);
  const made = await admin.act("createSessionAction", { projectId: 1, title: CANARY });
  expect(made).toMatchObject({ ok: true });
  sessionId = (made as { id: string }).id; // as: it is ok, so it has an id
  inside = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`);
    response.end("inside");
  });
  inside.on("upgrade", (request, socket) => {
    calls.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => inside.listen(0, "127.0.0.1", resolve));
  insideAt = `127.0.0.1:${(inside.address() as AddressInfo).port}`; // as: it listens on TCP
});
test.afterAll(() => void inside.close());

const isAlive = async (): Promise<boolean> => (await ask(url, "/livez")).status === 200;

/** What the build serves, by its own table, without what is there for everybody. */
const built: string[] = Object.keys(JSON.parse(readFileSync(".next/server/app-paths-manifest.json", "utf8")));
const closedPages = built.filter((page) => !/_global-error|_not-found|^\/page$|\/(sign-in|welcome|health|auth)\b/.test(page));
const closed = () => closedPages.map((page) => ({ page, path: addressOf(page.replace("[sessionId]", sessionId)) }));

const SEGMENT = { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" };
const skipping = (value: string) => ({ "x-middleware-subrequest": Array.from({ length: 5 }, () => value).join(":") });

/** The ways in which what stands in front of a page was once passed by. */
const detours: [string, (path: string) => string, Record<string, string>][] = [
  ["as it is", (path) => path, {}],
  ["1: middleware skipped", (path) => path, skipping("middleware")],
  ["1: middleware of src skipped", (path) => path, skipping("src/middleware")],
  ["1: as if Next had asked itself", (path) => path, { "x-invoke-path": "/sign-in", "x-matched-path": "/sign-in", "x-nextjs-data": "1" }],
  ["6: as components", (path) => `${path}?_rsc=x`, { rsc: "1" }],
  ["6: a part of it, ahead", (path) => path, SEGMENT],
  ["6: .rsc", (path) => `${path}.rsc`, {}],
  ["6: a part of it by its address", (path) => `${path}.segments/_tree.segment.rsc`, {}],
  ["8: /_next/data", (path) => `/_next/data/build${path}.json`, {}],
  ["8: with a language", (path) => `/en${path}`, {}],
  ["8: two slashes", (path) => path.replace(/\/(?=[^/]+$)/, "//"), {}],
];

test("1 6 8: nothing closed says anything to a stranger, whatever its address looks like", async () => {
  expect(closed().length).toBeGreaterThanOrEqual(15);
  for (const { page, path } of closed()) {
    for (const [detour, addressBy, headers] of detours) {
      const said = await ask(url, addressBy(path), { headers });
      const where = `${page}, ${detour}: ${said.status}`;
      expect(said.text.includes(CANARY) || said.text.includes(administrator.email), where).toBe(false);
      // As components a redirect is told in the body.
      if (said.status === 200) expect(said.text, where).toContain("NEXT_REDIRECT;replace;/sign-in");
      else expect([307, 308, 400, 401, 404], where).toContain(said.status);
      if (!path.startsWith("/api/") && addressBy(path) === path) expect(said.status, where).toBe(307);
    }
  }
  for (const path of ["/sessions", `/sessions/${sessionId}`, `/api/sessions/${sessionId}/events?after=1`, "/api/sessions?text=canary"]) {
    const { status, text } = await admin.get(path);
    expect([status, path.includes("after") || text.includes(CANARY)], path).toEqual([200, true]);
  }
});

test("7 11: a query takes no page to another's session, and two people at once each get their own", async () => {
  const person = { name: "Olga Other", email: `olga.${Date.now()}@example.test`, password: "several unrelated words" };
  const olga = await newMember(admin, url, person, 1, ["developer"]);
  const made = await olga.act("createSessionAction", { projectId: 1, title: "Olga's own" });
  const mine = (made as { id: string }).id; // as: the next line would find nothing without it
  for (const query of ["nxtPsessionId", "nxtPid", "nxtIsessionId", "sessionId", "params.sessionId"].map(
    (name) => `?${name}=${sessionId}`,
  )) {
    for (const path of [`/sessions/${mine}${query}`, `/api/sessions/${mine}/changes${query}`]) {
      for (const headers of [{}, { rsc: "1" }]) expect((await olga.get(path, headers)).text, path).not.toContain(CANARY);
    }
    expect((await olga.get(`/sessions/${mine}${query}`)).text).toContain("Olga&#x27;s own");
    expect((await olga.get(`/sessions/${sessionId}${query.replace(sessionId, mine)}`)).status).toBe(404);
  }
  const paths = ["/account", "/sessions", "/projects", "/api/auth/session", "/api/sessions?text="];
  const rounds = Array.from({ length: 2 }, () => paths).flat();
  await Promise.all(
    rounds.flatMap((path) =>
      [admin, olga, callerWith(url, "")].map(async (caller) => {
        const { headers, text } = await caller.get(path);
        expect(headers["cache-control"], path).toBe("private, no-store");
        if (caller !== admin) expect(text.includes(CANARY) || text.includes(administrator.email), path).toBe(false);
        if (caller !== olga) expect(text.includes("Olga&#x27;s own") || text.includes(`"${person.email}"`), path).toBe(false);
      }),
    ),
  );
});

test("9: every action of the build refuses who is not signed in", async () => {
  const actions = serverActions();
  expect(actions.length).toBeGreaterThanOrEqual(26);
  for (const { id, name, page } of actions) {
    const said = await ask(url, addressOf(page), {
      method: "POST",
      headers: { origin: url, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
      body: JSON.stringify([{ projectId: 1, sessionId, personId: 1, id: 1 }]),
    });
    expect(said.text.includes(CANARY) || said.text.includes('"ok":true'), name).toBe(false);
    if (name.endsWith("Action") && name !== "redeemLinkAction") expect(said.text, name).toContain('"code":"unauthenticated"');
  }
});

test("an action that a page of another site calls does nothing, and ids of no action neither", async () => {
  const { id = "" } = serverActions().find(({ name }) => name === "createSessionAction") ?? {};
  const body = JSON.stringify([{ projectId: 1, title: "forged-title-4711" }]);
  const call = (headers: Record<string, string>) =>
    ask(url, "/sessions/new", {
      method: "POST",
      body,
      headers: { cookie: admin.cookie, "content-type": "text/plain", "next-action": id, ...headers },
    });
  for (const origin of ["https://evil.example", "null", `http://${ours}.evil.example`, `${url}0`]) {
    expect((await call({ origin })).text, origin).not.toContain('"ok":true');
  }
  for (const unknown of ["", "__proto__", "constructor", "0".repeat(42), `${id}x`, "x".repeat(8_000)]) {
    expect((await call({ origin: url, "next-action": unknown })).text, unknown.slice(0, 50)).not.toContain('"ok":true');
  }
  expect(await (await admin.get("/api/sessions?text=forged")).text).toContain('"sessions":[]');
});

test("3 4 12: nobody makes the server call another address", async () => {
  const upgrade =
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  for (const target of [
    `http://${insideAt}/`,
    `//${insideAt}/`,
    `http:/${insideAt}/`,
    `/\\${insideAt}/`,
    `/@${insideAt}/`,
    `${insideAt}`,
  ]) {
    for (const more of ["", upgrade]) {
      const said = await say(url, `GET ${target} HTTP/1.1\r\nHost: ${ours}\r\n${more}${more ? "" : "Connection: close\r\n"}\r\n`);
      expect(said, `${target} ${more.slice(0, 19)}`).toMatch(/^HTTP\/1\.1 (400|404|308)/);
    }
  }
  expect(await say(url, `GET / HTTP/1.1\r\nHost: ${insideAt}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421/);
  const forged = { "x-forwarded-host": insideAt, "x-forwarded-proto": "http", forwarded: `host=${insideAt}` };
  for (const { id, page } of serverActions()) {
    const headers = { ...forged, origin: `http://${insideAt}`, "next-action": id, "content-type": "text/plain" };
    await ask(url, addressOf(page), { method: "POST", headers, body: "[]" });
  }
  for (const path of ["/sessions", "/account", "/"])
    expect((await ask(url, path, { headers: forged })).headers.location ?? "").not.toContain(insideAt);
  for (const path of ["/_next/image", "/_next/image/", "/%5fnext/image"]) {
    const said = await ask(url, `${path}?url=${encodeURIComponent(`http://${insideAt}/x.svg`)}&w=64&q=75`);
    expect([308, 404], path).toContain(said.status);
  }
  expect(calls).toEqual([]);
});

test("47: a password is the only way to sign in", async () => {
  expect(Object.keys(JSON.parse((await ask(url, "/api/auth/providers")).text))).toEqual(["credentials"]);
  for (const path of ["signin/google", "callback/google?code=x", "callback/email?token=x&email=admin@example.test", "verify-request"]) {
    const said = await ask(url, `/api/auth/${path}`);
    expect((said.headers["set-cookie"] ?? []).join(), path).not.toContain(".session=");
    expect(await isAlive()).toBe(true);
  }
});

const part = (name: string, value: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
/** The body by which React once ran what a stranger sent: here it would end the process. */
const ranOnce = `${part(
  "0",
  JSON.stringify({
    // biome-ignore lint/suspicious/noThenProperty: it is what was sent
    then: "$1:__proto__:then",
    status: "resolved_model",
    reason: -1,
    value: '{"then":"$B1337"}',
    _response: { _prefix: "process.exit(7);", _chunks: "$Q2", _formData: { get: "$1:constructor:constructor" } },
  }),
)}${part("1", '"$@0"')}${part("2", "[]")}--b--\r\n`;
const PLAIN = "text/plain;charset=UTF-8";
const FORM = "multipart/form-data; boundary=b";
const bodies: [string, string, string][] = [
  ["nothing", PLAIN, ""],
  ["no JSON", PLAIN, "["],
  ["null", PLAIN, "null"],
  ["a chunk that never comes", PLAIN, '["$@9"]'],
  ["a prototype", PLAIN, '["$1:__proto__:constructor"]'],
  ["a function", PLAIN, '["$F1","$h1"]'],
  ["very deep", PLAIN, `${"[".repeat(400_000)}`],
  ["very deep, and whole", PLAIN, `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
  ["a number of 900,000 digits", PLAIN, `["$n${"9".repeat(900_000)}"]`],
  ["100,000 references", PLAIN, JSON.stringify(Array.from({ length: 100_000 }, () => "$1"))],
  ["more than is taken", PLAIN, JSON.stringify(["x".repeat(3_000_000)])],
  ["what once ran", FORM, ranOnce],
  ["a form without parts", FORM, "--b--\r\n"],
  [
    "5,000 parts that name each other",
    FORM,
    `${Array.from({ length: 5_000 }, (_, n) => part(String(n), `"$${(n + 1).toString(16)}"`)).join("")}--b--\r\n`,
  ],
  ["sets of sets", FORM, `${part("0", '["$W1"]')}${part("1", '["$W1","$Q1","$W1"]')}--b--\r\n`],
];

test("2 10: bodies in React's own format run nothing, and others need not wait for them", async () => {
  const { id = "" } = serverActions().find(({ name }) => name === "renameSelfAction") ?? {};
  for (const cookie of ["", admin.cookie]) {
    for (const [what, type, body] of bodies) {
      const headers = { cookie, origin: url, "next-action": id, "content-type": type };
      const served: Promise<boolean>[] = [];
      const meanwhile = () => {
        const alive = isAlive();
        served.push(alive);
        return alive;
      };
      // Cut off in the middle of too much is an answer too.
      const said = await ask(url, "/account", { method: "POST", headers, body, meanwhile }).catch(() => null);
      expect(said?.text ?? "", what).not.toContain('"ok":true');
      expect(said?.status ?? 413, what).toBeLessThan(500);
      expect(await Promise.all(served), what).toEqual([true]);
    }
  }
  expect(await isAlive()).toBe(true);
});
