// What the server is started with, from what an operator has set.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { localUrl, serverEnvironment, signingKeyOf } from "./environment.mjs";

function aFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "octomind-dashboard-environment-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.each([
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://127.0.0.1:3000"],
  ["::", "http://[::1]:3000"],
  ["::1", "http://[::1]:3000"],
  ["fe80::1", "http://[fe80::1]:3000"],
  ["agents.example.com", "http://agents.example.com:3000"],
])("bound to %s it is found at %s on this machine", (HOST, url) => expect(localUrl({ HOST, PORT: 3000 })).toBe(url));

test("a secret is made once, for its owner alone, and given to the server with a key of its own for signing", () => {
  const env = { DATA_DIR: aFolder(), HOST: "127.0.0.1", PORT: 3000 };
  const first = serverEnvironment(env, "postgresql://somewhere", "production");
  const file = path.join(env.DATA_DIR, "app-secret");
  expect(first.APP_SECRET).toBe(readFileSync(file, "utf8").trim());
  expect(first.APP_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(first).toMatchObject({
    NEXTAUTH_SECRET: signingKeyOf(first.APP_SECRET),
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    DATABASE_URL: "postgresql://somewhere",
    NODE_ENV: "production",
    PORT: "3000",
  });
  expect(first.NEXTAUTH_SECRET).not.toContain(first.APP_SECRET);
  expect(serverEnvironment(env, "postgresql://elsewhere", "production").APP_SECRET).toBe(first.APP_SECRET);
});

test("the operator's secret and address come first, and no secret is made beside one that is given", () => {
  vi.stubEnv("OF_THE_OPERATOR", "is handed on");
  onTestFinished(() => void vi.unstubAllEnvs());
  const APP_SECRET = "x".repeat(32);
  const env = { DATA_DIR: aFolder(), HOST: "0.0.0.0", PORT: 80, PUBLIC_URL: "https://agents.example.com/", APP_SECRET };
  const { NEXTAUTH_URL, OF_THE_OPERATOR, ...made } = serverEnvironment(env, "postgresql://somewhere", "development");
  expect([NEXTAUTH_URL, OF_THE_OPERATOR]).toEqual(["https://agents.example.com", "is handed on"]);
  expect(made).toMatchObject({ APP_SECRET, NEXTAUTH_SECRET: signingKeyOf(APP_SECRET), NODE_ENV: "development" });
  expect(() => statSync(path.join(env.DATA_DIR, "app-secret"))).toThrow("ENOENT");
  expect(signingKeyOf("y".repeat(32))).not.toBe(signingKeyOf(APP_SECRET));
});

test("a secret that was cut short is said, and not replaced: what it sealed could not be read any more", () => {
  const env = { DATA_DIR: aFolder(), HOST: "127.0.0.1", PORT: 3000 };
  const file = path.join(env.DATA_DIR, "app-secret");
  writeFileSync(file, "x".repeat(31));
  expect(() => serverEnvironment(env, "", "production")).toThrow(`${file} is cut short. Put it back from a backup`);
  expect(readFileSync(file, "utf8")).toBe("x".repeat(31));
});
