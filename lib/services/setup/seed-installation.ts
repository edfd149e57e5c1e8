/** What an empty database starts with: an administrator, the Demo project, and projects for the agents that the environment names. */
import { randomInt } from "node:crypto";
import path from "node:path";
import { parseEmail } from "@/lib/domain/people/email";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { Env } from "@/lib/platform/env-schema";
import { hashPassword } from "@/lib/platform/password-hash";
import { prisma } from "@/lib/platform/prisma";
import { upstreamColumns } from "@/lib/services/projects/upstream-columns";
import { type UpstreamInput, upstreamInput } from "@/lib/services/projects/upstream-input";

export type SeedSettings = Pick<
  Env,
  "ADMIN_EMAIL" | "ADMIN_PASSWORD" | "PROJECT_DIR" | "OCTOMIND_ROLE" | "OCTOMIND_URL" | "OCTOMIND_TOKEN"
>;

export type SeedOptions = {
  octomindFound: boolean;
  /** A password that we made up is kept nowhere: it is told before it counts, so that a process that ends in between leaves nobody outside. */
  tellPassword(email: string, password: string): void;
  /** PROJECT_DIR names a folder, and there is no octomind that could work in it. */
  tellNoOctomind(): void;
};

/** Any number that nothing else in this database locks. */
const SEED_LOCK = 7_216_403;
/** No letters that look like others; 20 of 32 signs are 100 bits. */
const PASSWORD_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";

function generatePassword(): string {
  const sign = () => PASSWORD_SIGNS[randomInt(PASSWORD_SIGNS.length)] ?? "";
  return Array.from({ length: 4 }, () => Array.from({ length: 5 }, sign).join("")).join("-");
}

async function createProject(tx: Prisma.TransactionClient, name: string, input: UpstreamInput): Promise<string> {
  const admins = await tx.person.findMany({ where: { isAdmin: true, disabledAt: null }, select: { id: true } });
  const roles = ["developer", "reviewer", "manager"] as const;
  const rows = admins.flatMap(({ id }) => roles.map((role) => ({ personId: id, role })));
  await tx.project.create({ data: { name, upstream: { create: upstreamColumns(input) }, memberships: { createMany: { data: rows } } } });
  return name;
}

/** Projects that the environment names and the database does not have, archived ones included: nothing is made twice. */
async function createNamedProjects(tx: Prisma.TransactionClient, settings: SeedSettings, octomindFound: boolean): Promise<string[]> {
  const names: string[] = [];
  const role = settings.OCTOMIND_ROLE;
  if (settings.PROJECT_DIR && octomindFound) {
    const input = upstreamInput.parse({ kind: "managed", cwd: settings.PROJECT_DIR, role });
    const known = input.kind === "managed" && (await tx.upstream.count({ where: { kind: "managed", cwd: input.cwd } }));
    if (!known) names.push(await createProject(tx, path.basename(settings.PROJECT_DIR) || settings.PROJECT_DIR, input));
  }
  if (settings.OCTOMIND_URL) {
    const input = upstreamInput.parse({ kind: "external", url: settings.OCTOMIND_URL, token: settings.OCTOMIND_TOKEN });
    const known = input.kind === "external" && (await tx.upstream.count({ where: { kind: "external", url: input.url } }));
    if (!known) names.push(await createProject(tx, new URL(settings.OCTOMIND_URL).host, input));
  }
  return names;
}

/**
 * Call at every start, before the first request: it does nothing that was done before, also when two processes start at once. Resolves with
 * the names of the projects that it made. Throws when ADMIN_EMAIL or OCTOMIND_URL is not what it must be.
 */
export async function seedInstallation(
  settings: SeedSettings,
  { octomindFound, tellPassword, tellNoOctomind }: SeedOptions,
): Promise<string[]> {
  const email = parseEmail(settings.ADMIN_EMAIL ?? "admin@localhost");
  if (!email) throw new Error("ADMIN_EMAIL is not an e-mail address.");
  if (settings.PROJECT_DIR && !octomindFound) tellNoOctomind();
  const isEmpty = (await prisma.person.count()) === 0;
  const password = settings.ADMIN_PASSWORD ?? generatePassword();
  const passwordHash = isEmpty ? await hashPassword(password) : null;
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
    const isFirst = passwordHash !== null && (await tx.person.count()) === 0;
    if (isFirst) await tx.person.create({ data: { email, name: "Administrator", passwordHash, isAdmin: true } });
    const demo = isFirst ? [await createProject(tx, "Demo", { kind: "demo" })] : [];
    const projects = [...demo, ...(await createNamedProjects(tx, settings, octomindFound))];
    if (isFirst && settings.ADMIN_PASSWORD === undefined) tellPassword(email, password);
    return projects;
  });
}
