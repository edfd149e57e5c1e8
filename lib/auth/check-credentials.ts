/** Signing in: an e-mail address and a password become a signed-in device, or the same answer in the same time for every no. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseEmail } from "@/lib/domain/people/email";
import { refuse } from "@/lib/domain/refusal";
import { verifyPassword } from "@/lib/platform/password-hash";
import { pgPool } from "@/lib/platform/pg-pool";
import { prisma } from "@/lib/platform/prisma";
import { noteRefusedSignIn } from "@/lib/platform/refused-attempts";
import { SESSION_SECONDS } from "./session-cookie";
import { forgetTries, maySignIn } from "./sign-in-throttle";

const credentialsSchema = z.object({ email: z.string(), password: z.string().max(1_000) });

type Visit = { address: string; userAgent: string };

/** The new device's id, or null. Refuses "too_many_requests" before anything is looked up. */
export async function checkCredentials(credentials: unknown, visit: Visit): Promise<{ deviceId: string } | null> {
  const typed = credentialsSchema.safeParse(credentials);
  const password = typed.success ? typed.data.password : "";
  const given = typed.success ? typed.data.email : "";
  const email = parseEmail(given) ?? "";
  if (!(await maySignIn(email || given, visit.address))) {
    noteRefusedSignIn(null, visit.address, "sign-in-paused");
    refuse("too_many_requests", "There were too many tries. Wait a few minutes and try again.");
  }
  const person = await prisma.person.findUnique({ where: { email }, select: { id: true, passwordHash: true, disabledAt: true } });
  const fits = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person?.passwordHash || !fits || person.disabledAt) {
    noteRefusedSignIn(person?.id ?? null, visit.address, "sign-in");
    return null;
  }
  await forgetTries(email, visit.address);
  const deviceId = await openDevice(person.id, person.passwordHash, visit);
  if (deviceId === null) {
    noteRefusedSignIn(person.id, visit.address, "sign-in");
    return null;
  }
  await pgPool().query(FORGET, [person.id]);
  return { deviceId };
}

/** Waits for whoever changes the person right now: what ends all devices would not see this one. */
const OPEN = `
INSERT INTO user_session (id, person_id, address, user_agent, expires_at)
SELECT $1, p.id, $4, $5, $6 FROM person p WHERE p.id = $2 AND p.password_hash = $3 AND p.disabled_at IS NULL FOR SHARE`;

/** A script that signs in anew each minute would leave rows for ever. Rows that somebody holds go the next time. */
const FORGET = `
DELETE FROM user_session WHERE id IN (
  SELECT id FROM user_session WHERE person_id = $1 AND expires_at < now() - interval '30 days' FOR UPDATE SKIP LOCKED)`;

/** Null: the password is another by now, or the account disabled. */
async function openDevice(personId: number, passwordHash: string, { address, userAgent }: Visit): Promise<string | null> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1_000);
  // Strings from a request may hold NUL, which PostgreSQL's text refuses.
  const clean = (text: string) => text.replace(/\p{Cc}/gu, "");
  const values = [id, personId, passwordHash, clean(address), clean(userAgent).slice(0, 400), expiresAt.toISOString()];
  const { rowCount } = await pgPool().query(OPEN, values);
  return rowCount === 1 ? id : null;
}
