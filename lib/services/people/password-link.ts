/** One-time links with which a person sets a password: 256 random bits, of which only the hash is kept. */
import { createHash, randomBytes } from "node:crypto";
import type { Prisma } from "@/lib/generated/prisma/client";
import { env, requireSetting } from "@/lib/platform/env";

/** Shown once to the administrator who made it. `expiresAt` in ms since 1970. */
export type OneTimeLink = { url: string; expiresAt: number };

const LINK_HOURS = 72;

export function hashLinkToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/** Makes a link; an earlier one of the same person is void from now on. */
export async function issueLink(tx: Prisma.TransactionClient, personId: number): Promise<OneTimeLink> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + LINK_HOURS * 60 * 60 * 1_000);
  await tx.passwordLink.deleteMany({ where: { personId, usedAt: null } });
  await tx.passwordLink.create({ data: { personId, tokenHash: hashLinkToken(token), expiresAt } });
  const origin = env.PUBLIC_URL ?? requireSetting("NEXTAUTH_URL");
  return { url: new URL(`/welcome/${token}`, origin).href, expiresAt: expiresAt.getTime() };
}
