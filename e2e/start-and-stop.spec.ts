import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { type App, appPids, databasePid, endApp, killApp, restartApp, startApp, stopApp } from "./app-process";

const LOCK = "instance.lock";
const PID_FILE = "postgres/cluster/postmaster.pid";

/** One application of our own: these tests kill it. */
let app: App;

test.beforeAll(async () => {
  app = await startApp();
});

test.afterAll(() => stopApp(app));

/** A zombie is over: the database's parent is whoever collects orphans on this machine, in its own time. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = existsSync("/proc/self/stat") ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false;
  }
}

async function isServing(): Promise<boolean> {
  const answer = await fetch(`${app.url}/api/health`).catch(() => null);
  return answer?.ok ?? false;
}

async function startAgain(env: Record<string, string>): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["lib/cli/start.mjs", "--prebuilt"], { env: { ...app.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
    );
  });
}

test("a second start on the same data directory is refused with the reason", async () => {
  const { code, output } = await startAgain({ PORT: "1" });
  expect(code).toBe(1);
  expect(output).toContain(`A dashboard already runs on this data directory: process ${appPids(app).start}, since 20`);
  expect(await isServing()).toBe(true);
});

test("a connection is kept longer than a proxy in front keeps it", async () => {
  const answer = await fetch(`${app.url}/api/health`);
  expect(Number(/timeout=(\d+)/.exec(answer.headers.get("keep-alive") ?? "")?.[1])).toBeGreaterThan(60);
});

/** What else this machine is reached by; all of 127.0.0.0/8 is itself, on Linux. */
const otherAddresses = (): string[] => {
  const outer = Object.values(os.networkInterfaces()).flatMap((all) => all?.filter(({ internal }) => !internal) ?? []);
  return [
    ...outer.flatMap(({ address, family }) => (family === "IPv4" ? [address] : [])),
    ...(os.platform() === "linux" ? ["127.0.0.2"] : []),
  ];
};

function isOpenAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect({ host, port, timeout: 2_000 });
    const say = (isOpen: boolean) => {
      line.destroy();
      resolve(isOpen);
    };
    line.once("connect", () => say(true));
    line.once("error", () => say(false));
    line.once("timeout", () => say(false));
  });
}

test("it is there for this machine alone, and so is its database, unless HOST says otherwise", async () => {
  const [, , , databasePort] = readFileSync(path.join(app.dataDir, PID_FILE), "utf8").split("\n");
  for (const port of [Number(new URL(app.url).port), Number(databasePort)]) {
    expect(await isOpenAt("127.0.0.1", port)).toBe(true);
    for (const address of otherAddresses()) expect([address, await isOpenAt(address, port)]).toEqual([address, false]);
  }
});

test("a taken port is named before anything is started", async () => {
  const dataDir = path.join(app.dataDir, "another");
  const { code, output } = await startAgain({ DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(output).toContain("another program uses it");
  expect(existsSync(path.join(dataDir, "postgres"))).toBe(false);
});

for (const victim of ["start", "server"] as const) {
  test(`kill -9 of the ${victim} process alone is survived by the next start`, async () => {
    const before = appPids(app);
    process.kill(before[victim], "SIGKILL");
    await expect.poll(() => isRunning(before.server)).toBe(false);
    await expect.poll(() => app.child.exitCode ?? app.child.signalCode).not.toBeNull();
    await restartApp(app);
    expect(await isServing()).toBe(true);
  });
}

test("kill -9 of the database is survived by the running dashboard", async () => {
  const before = appPids(app);
  process.kill(before.database, "SIGKILL");
  await expect.poll(() => [null, before.database].includes(databasePid(app))).toBe(false);
  await expect.poll(isServing).toBe(true);
  expect(appPids(app)).toMatchObject({ start: before.start, server: before.server });
});

test("kill -9 of everything at once is survived by the next start", async () => {
  await killApp(app);
  await restartApp(app);
  expect(await isServing()).toBe(true);
});

test("SIGTERM ends everything that was started within ten seconds", async () => {
  const pids = Object.values(appPids(app));
  const since = Date.now();
  await endApp(app);
  expect(Date.now() - since).toBeLessThan(10_000);
  expect(pids.filter(isRunning)).toEqual([]);
  expect(existsSync(path.join(app.dataDir, LOCK))).toBe(false);
  expect(existsSync(path.join(app.dataDir, PID_FILE))).toBe(false);
});
