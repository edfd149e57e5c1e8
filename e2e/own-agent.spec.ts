// One's own agent: connected by an address or a folder, tested before it is saved, chatted with, and found again after it was away.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { OldServer, octomindFolder, RunningAgent } from "./agent-program";
import { type App, startApp, stopApp } from "./app-process";
import { expectAwake, expectTurnEnd, lastTurn, send, signIn, turns } from "./people";

const TOKEN = "a-token-of-the-agent";
let app: App;
let found: string;
let page: Page;
const agent = new RunningAgent();

test.beforeAll(async ({ browser }) => {
  found = octomindFolder();
  app = await startApp({ PATH: `${found}${path.delimiter}${process.env.PATH}` });
  await agent.start(TOKEN);
  page = await browser.newPage({ baseURL: app.url });
  await signIn(page);
});
test.afterAll(async () => {
  await page.close();
  await Promise.all([agent.remove(), stopApp(app)]);
  rmSync(found, { recursive: true, force: true });
});

const status = () => page.getByRole("main").getByRole("status");
const testConnection = () => page.getByRole("button", { name: "Test connection" }).click();

async function describeAgent(name: string, { url, token = "" }: { url: string; token?: string }): Promise<void> {
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: /An address/ }).check();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByLabel("Token").fill(token);
}

async function createProject(name: string): Promise<void> {
  await page.getByRole("button", { name: "Create project" }).click();
  await expect(page).toHaveURL(/\/projects\/\d+$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function newSessionIn(project: string, title: string): Promise<void> {
  await page.goto("/sessions/new");
  await page.getByLabel("Project").selectOption({ label: project });
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Start session" }).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]{36}$/);
  await expectAwake(page);
}

test("an address that answers is found, saved and chatted with", async () => {
  await describeAgent("By address", { url: agent.url, token: TOKEN });
  await page.getByLabel("Folder", { exact: true }).fill("/no/such/folder");
  await testConnection();
  await expect(status().filter({ hasText: "refused the session" })).toBeVisible();
  await page.getByLabel("Folder", { exact: true }).fill("");
  await testConnection();
  await expect(status().filter({ hasText: "It answers:" })).toContainText("model demo:scripted, role demo");
  await createProject("By address");
  // The stored token is used until it is taken away, which this agent does not allow.
  await testConnection();
  await expect(status().filter({ hasText: "It answers:" })).toBeVisible();
  await page.getByRole("checkbox", { name: "Remove the stored token" }).check();
  await testConnection();
  await expect(status().filter({ hasText: "The agent refused our token." })).toBeVisible();
  await newSessionIn("By address", "First talk there");
  await send(page, '[tool view {"path":"README.md"}] look around');
  await expectTurnEnd(lastTurn(page), "Answered");
  await expect(lastTurn(page).getByRole("group", { name: /View README\.md/ })).toBeVisible();
});

test("what does not answer, or not as it must, is said in words, and nothing is saved", async () => {
  const old = new OldServer();
  const cases = [
    [{ url: "ws://127.0.0.1:1/" }, "Nothing listens at this address. Is the agent running?"],
    [{ url: agent.url, token: "a-wrong-one" }, "The agent refused our token. Check the token of this project."],
    [{ url: app.url.replace("http", "ws") }, /instead of a WebSocket|not a WebSocket server|Nothing at this address speaks/],
    [{ url: await old.start() }, /This Octomind server is too old: it lacks session_control_v1.* Install octomind \d/],
    [{ url: "http://127.0.0.1:1/" }, "An agent's address starts with ws:// or wss://."],
  ] as const;
  for (const [address, words] of cases) {
    await describeAgent("Not to be had", address);
    await testConnection();
    await expect(status().filter({ hasText: words })).toBeVisible();
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(status().filter({ hasText: words })).toBeVisible();
    await expect(page).toHaveURL(/\/projects\/new$/);
  }
  await old.stop();
  await page.goto("/projects");
  await expect(page.getByRole("main").getByRole("link", { name: "By address", exact: true })).toBeVisible();
  await expect(page.getByText("Not to be had")).toHaveCount(0);
});

test("a folder: the octomind of the search path is found, tested, saved and chatted with", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "a-project-"));
  mkdirSync(path.join(folder, "src"));
  await page.goto("/projects/new");
  await page.getByLabel("Name").fill("By folder");
  await page.getByRole("radio", { name: /A folder on this machine/ }).check();
  await expect(status().filter({ hasText: "Found" })).toContainText(`${path.join(found, "octomind")}, version 0.68.1`);
  await page.getByLabel("Folder", { exact: true }).fill(path.join(folder, "nowhere"));
  await testConnection();
  await expect(status().filter({ hasText: "There is no folder" })).toBeVisible();
  await page.getByLabel("Folder", { exact: true }).fill(folder);
  await testConnection();
  await expect(status().filter({ hasText: "It answers:" })).toContainText("octomind 0.68.1");
  await createProject("By folder");
  await newSessionIn("By folder", "In a folder");
  await send(page, "hello");
  await expectTurnEnd(lastTurn(page), "Answered");
  // Whoever starts another begins where they worked last.
  await page.goto("/sessions/new");
  await expect(page.getByLabel("Project").locator("option:checked")).toHaveText("By folder");
  rmSync(folder, { recursive: true, force: true });
});

test("a project with a long name keeps within a phone's page, and its list is in sight and starts a session in it", async () => {
  const name = "The payment service that talks to three banks and a post office";
  await describeAgent(name, { url: agent.url, token: TOKEN });
  await createProject(name);
  const id = page.url().split("/").at(-1);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/projects");
  const card = page.getByRole("main").getByRole("listitem").filter({ hasText: name });
  const box = await card.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  await page.goto(`/sessions?project=${id}`);
  await expect(page.getByRole("navigation", { name: "Which sessions" }).getByRole("link", { name })).toBeInViewport({ ratio: 0.99 });
  await page.getByRole("main").getByRole("link", { name: "Start one" }).click();
  await expect(page.getByLabel("Project")).toHaveValue(id ?? "");
  if (size) await page.setViewportSize(size);
});

test("while the agent is away the page says so and counts down; Retry now finds it at once", async () => {
  await newSessionIn("By address", "Away for a while");
  await send(page, "before");
  await expectTurnEnd(lastTurn(page), "Answered");
  await agent.kill();
  const banner = page.getByRole("status").filter({ hasText: "The connection to the agent was lost." });
  await expect(banner).toContainText("Nothing listens at this address. Is the agent running?");
  // Tries come ever more seldom: wait for one that is so far off that only the button can be faster.
  await expect(banner).toContainText(/Next try in ([6-9]|\d\d) s/, { timeout: 45_000 });
  const secondsLeft = Number(/Next try in (\d+) s/.exec(await banner.innerText())?.[1]);
  await expect(banner).toContainText(`Next try in ${secondsLeft - 1} s`);
  await agent.start(TOKEN);
  const since = Date.now();
  await banner.getByRole("button", { name: "Retry now" }).click();
  await expect(banner).toHaveCount(0);
  expect(Date.now() - since).toBeLessThan((secondsLeft - 3) * 1_000);
  await send(page, "after");
  await expect(turns(page)).toHaveCount(2);
  await expectTurnEnd(lastTurn(page), "Answered");
});
