// Behind nginx with TLS, as deploy/nginx.conf says: all that a team does, by the name that people type.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
// @ts-expect-error: plain JavaScript without types
import { freePort } from "@/lib/cli/free-port.mjs";
import { programPath } from "@/lib/platform/find-program";
import { type App, endApp, restartApp, startApp, stopApp } from "./app-process";
import { type Nginx, startNginx } from "./nginx";
import { composer, expectTurnEnd, lastTurn, newSession, send, sendTurn, signIn, stopButton } from "./people";

const search = process.env.PATH;
const nginxProgram = programPath("nginx", search);
const openssl = programPath("openssl", search);
const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-nginx-e2e-"));

let app: App;
let url: string;
let httpUrl: string;
let nginx: Nginx;
let startAgain: () => Promise<Nginx>;

/** The file that is handed out, with places of this test's; one that it no longer names fails. */
function configuration(places: Record<string, string>): string {
  let text = readFileSync("deploy/nginx.conf", "utf8");
  for (const [written, here] of Object.entries(places)) {
    expect(text).toContain(written);
    text = text.replaceAll(written, here);
  }
  return text;
}

function makeCertificate(program: string): { key: string; certificate: string } {
  const [key, certificate] = [path.join(folder, "key.pem"), path.join(folder, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-days", "2"];
  execFileSync(program, ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, ...subject], {
    stdio: "ignore",
  });
  return { key, certificate };
}

// biome-ignore lint/suspicious/noSkippedTests: neither comes as a package, and what a machine has not, its dashboard is not served through
test.skip(nginxProgram === null || openssl === null, "nginx and openssl are not both on the PATH");

test.beforeAll(async () => {
  const [port, plainPort]: number[] = await Promise.all([freePort(), freePort()]);
  if (!nginxProgram || !openssl || !port) return;
  url = `https://localhost:${port}`;
  httpUrl = `http://localhost:${plainPort}`;
  app = await startApp({ PUBLIC_URL: url, TRUST_PROXY: "true" });
  const { key, certificate } = makeCertificate(openssl);
  const http = configuration({
    "127.0.0.1:3000": new URL(app.url).host,
    "listen 80;": `listen 127.0.0.1:${plainPort};`,
    "listen 443 ssl": `listen 127.0.0.1:${port} ssl`,
    "agents.example.com;": "localhost;",
    "/etc/letsencrypt/live/agents.example.com/fullchain.pem": certificate,
    "/etc/letsencrypt/live/agents.example.com/privkey.pem": key,
  });
  startAgain = () => startNginx(nginxProgram, { http, port, folder });
  nginx = await startAgain();
});

test.afterAll(async () => {
  await nginx?.stop();
  if (app) await stopApp(app);
  rmSync(folder, { recursive: true, force: true });
});

async function openedBy(browser: Browser, headers: Record<string, string> = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ignoreHTTPSErrors: true, extraHTTPHeaders: headers });
  return context.newPage();
}

test("one signs in, chats and stops; the sign-in is for TLS alone, and who asks without is sent there", async ({ browser }) => {
  const page = await openedBy(browser);
  const plain = await page.request.get(`${httpUrl}/sessions?q=a`, { maxRedirects: 0 });
  expect([plain.status(), plain.headers().location]).toEqual([301, "https://localhost/sessions?q=a"]);
  await signIn(page);
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name.endsWith("octomind-dashboard.session"))).toMatchObject({
    name: expect.stringMatching(/^__Host-/),
    secure: true,
    httpOnly: true,
  });
  await newSession(page, "Behind nginx");
  await expectTurnEnd(await sendTurn(page, "list the files"), "Answered");
  const held = await sendTurn(page, "[hold] wait");
  await stopButton(page).click();
  await expectTurnEnd(held, "Stopped");
  const answer = await page.request.get("/sign-in");
  expect(answer.headers()["strict-transport-security"]).toBe("max-age=31536000");
  await page.context().close();
});

test("nginx goes in the middle of a turn and comes back: the turn ends on the page, and what was typed meanwhile is sent", async ({
  browser,
}) => {
  const page = await openedBy(browser);
  await signIn(page);
  await newSession(page, "A proxy that goes");
  await send(page, '[slow 300] [repeat 4 view {"path":"README.md"}] work on');
  await expect(stopButton(page)).toBeVisible();
  await nginx.stop();
  await expect(page.getByRole("button", { name: "Retry now" })).toBeVisible();
  await composer(page).fill("are you back?");
  nginx = await startAgain();
  await expectTurnEnd(lastTurn(page), "Answered");
  await expectTurnEnd(await sendTurn(page, "are you back?"), "Answered");
  await page.context().close();
});

test("an address that somebody writes into X-Forwarded-For is not taken for theirs", async ({ browser }) => {
  const stranger = await openedBy(browser, { "x-forwarded-for": "203.0.113.66" });
  await stranger.goto("/sign-in");
  await stranger.getByLabel("Email").fill("stranger@example.test");
  await stranger.getByLabel("Password").fill("not-the-password");
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger.getByRole("alert").filter({ hasText: /./ })).toBeVisible();
  const admin = await openedBy(browser);
  await signIn(admin);
  await admin.goto("/people");
  const refused = admin.getByRole("region", { name: "Refused attempts" });
  await expect(refused.getByText("127.0.0.1")).toBeVisible();
  await expect(refused.getByText("203.0.113.66")).toHaveCount(0);
  await Promise.all([stranger.context().close(), admin.context().close()]);
});

test("the dashboard is restarted behind nginx, which answers in its place meanwhile: the page stays, and what is done says so", async ({
  browser,
}) => {
  const page = await openedBy(browser);
  const notes = page.waitForResponse(async (file) => file.url().endsWith(".js") && (await file.text()).includes("--toast-icon-margin"));
  await signIn(page);
  await newSession(page, "Restarted behind nginx");
  await notes;
  const address = page.url();
  await composer(page).fill("half a thought");
  await page.getByRole("button", { name: "Session menu" }).click();
  const archive = page.getByRole("menuitem", { name: "Archive" });
  await expect(archive).toBeVisible();
  await endApp(app);
  await expect(page.getByRole("button", { name: "Retry now" })).toBeVisible();
  await archive.click();
  await expect(page.getByText("The dashboard could not be reached.")).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Projects" }).click();
  await expect(page.getByText("This page stays as it is")).toBeVisible();
  expect(page.url()).toBe(address);
  await restartApp(app);
  await expect(composer(page)).toHaveValue("half a thought");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expectTurnEnd(lastTurn(page), "Answered");
  await page.context().close();
});
