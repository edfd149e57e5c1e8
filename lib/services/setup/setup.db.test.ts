import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { prisma } from "@/lib/platform/prisma";
import { unseal } from "@/lib/platform/sealed-secret";
import { createProject } from "@/lib/services/projects/create-project";
import { archiveProject } from "@/lib/services/projects/edit-project";
import { signedIn, signedInAdministrator, storePerson, storeProject } from "@/lib/testing/db/stored-people";
import { testDatabase } from "@/lib/testing/db/test-database";
import { describeInstallation } from "./describe-installation";
import { type SeedSettings, seedInstallation } from "./seed-installation";

testDatabase();
const nothing: SeedSettings = {
  ADMIN_EMAIL: undefined,
  ADMIN_PASSWORD: undefined,
  PROJECT_DIR: undefined,
  OCTOMIND_ROLE: undefined,
  OCTOMIND_URL: undefined,
  OCTOMIND_TOKEN: undefined,
};
const visit = { address: "203.0.113.9", userAgent: "" };
let told: [string, string][] = [];
const tellPassword = (...words: [string, string]) => void told.push(words);
const tellNoOctomind = vi.fn();
const found = { octomindFound: true, tellPassword, tellNoOctomind };
const missing = { octomindFound: false, tellPassword, tellNoOctomind };
beforeEach(() => {
  told = [];
  tellNoOctomind.mockClear();
});

describe("an empty database", () => {
  test("gets an administrator with a password that is told once, and the Demo project", async () => {
    expect(await seedInstallation(nothing, missing)).toEqual(["Demo"]);
    expect(told).toEqual([["admin@localhost", expect.stringMatching(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/)]]);
    const [email, password] = told[0] ?? [];
    expect(await checkCredentials({ email, password }, visit)).not.toBeNull();
    const demo = await prisma.project.findFirstOrThrow({ include: { upstream: true, memberships: true } });
    expect(demo.upstream?.kind).toBe("demo");
    expect(demo.memberships.map((m) => m.role).sort()).toEqual(["developer", "manager", "reviewer"]);
    expect(await seedInstallation(nothing, missing)).toEqual([]);
    expect([await prisma.person.count(), told.length]).toEqual([1, 1]);
  });

  test("has no administrator whose password nobody was told", async () => {
    const tellNobody = () => {
      throw new Error("nobody hears");
    };
    await expect(seedInstallation(nothing, { ...missing, tellPassword: tellNobody })).rejects.toThrow("nobody hears");
    expect(await prisma.person.count()).toBe(0);
  });

  test("takes the administrator that the environment names, and does not repeat the password", async () => {
    const settings = { ...nothing, ADMIN_EMAIL: "Root@Example.com", ADMIN_PASSWORD: "given by the operator" };
    await seedInstallation(settings, missing);
    expect(told).toEqual([]);
    expect(await checkCredentials({ email: "root@example.com", password: "given by the operator" }, visit)).not.toBeNull();
  });

  test("is seeded once by processes that start at the same time", async () => {
    const settings = { ...nothing, PROJECT_DIR: os.tmpdir(), OCTOMIND_URL: "ws://127.0.0.1:9" };
    await Promise.all(Array.from({ length: 5 }, () => seedInstallation(settings, found)));
    expect(told).toHaveLength(1);
    expect(await prisma.person.count()).toBe(1);
    expect((await prisma.project.findMany({ orderBy: { id: "asc" } })).map((p) => p.name)).toEqual([
      "Demo",
      path.basename(os.tmpdir()),
      "127.0.0.1:9",
    ]);
  });
});

describe("agents that the environment names", () => {
  test("a folder becomes a project when octomind is there, also later, and never twice", async () => {
    const settings = { ...nothing, PROJECT_DIR: os.tmpdir(), OCTOMIND_ROLE: "developer:rust" };
    expect(await seedInstallation(settings, missing)).toEqual(["Demo"]);
    expect(tellNoOctomind).toHaveBeenCalledOnce();
    expect(await seedInstallation(settings, found)).toEqual([path.basename(os.tmpdir())]);
    expect(await seedInstallation(nothing, missing)).toEqual([]);
    expect(tellNoOctomind).toHaveBeenCalledOnce();
    const upstream = await prisma.upstream.findFirstOrThrow({ where: { kind: "managed" } });
    expect(upstream).toMatchObject({ cwd: os.tmpdir(), role: "developer:rust" });
    expect(await seedInstallation(settings, found)).toEqual([]);
    await archiveProject(await signedInAdministrator(), upstream.projectId);
    expect(await seedInstallation(settings, found)).toEqual([]);
  });

  test("an address becomes a project with its token sealed", async () => {
    const settings = { ...nothing, OCTOMIND_URL: "wss://agents.example.com", OCTOMIND_TOKEN: "s3cret-token" };
    expect(await seedInstallation(settings, missing)).toEqual(["Demo", "agents.example.com"]);
    const upstream = await prisma.upstream.findFirstOrThrow({ where: { kind: "external" } });
    expect(upstream.url).toBe("wss://agents.example.com/");
    expect(upstream.tokenSealed && unseal(upstream.tokenSealed)).toBe("s3cret-token");
    expect(await seedInstallation(settings, missing)).toEqual([]);
  });

  test("only the demo: said to administrators until a real agent is connected", async () => {
    await storeProject();
    const admin = await signedInAdministrator();
    expect(await describeInstallation(admin)).toEqual({ onlyDemo: true });
    expect(await describeInstallation(await signedIn((await storePerson({ name: "Bob" })).id))).toEqual({ onlyDemo: false });
    const { id } = await createProject(admin, {
      name: "Real",
      upstream: { kind: "managed", cwd: os.tmpdir(), role: null, configPath: null, dataDir: null, envNames: [] },
    });
    expect(await describeInstallation(admin)).toEqual({ onlyDemo: false });
    await archiveProject(admin, id);
    expect(await describeInstallation(admin)).toEqual({ onlyDemo: true });
  });
});
