/** Signing in: an e-mail address and a password become a signed-in device, or the same answer in the same time for every no. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseEmail } from "@/lib/domain/email";
import { refuse } from "@/lib/domain/refusal";
import { verifyPassword } from "@/lib/platform/password-hash";
import { prisma } from "@/lib/platform/prisma";
import { noteRefusedSignIn } from "@/lib/platform/refused-attempts";
import { SESSION_SECONDS } from "./session-cookie";
import { forgetTries, maySignIn } from "./sign-in-throttle";

const credentialsSchema = z.object({ email: z.string().max(1_000), password: z.string().max(1_000) });

type Visit = { address: string; userAgent: string };

/** The new device's id, or null. Refuses "too_many_requests" before anything is looked up. */
export async function checkCredentials(credentials: unknown, visit: Visit): Promise<{ deviceId: string } | null> {
  const typed = credentialsSchema.safeParse(credentials);
  const password = typed.success ? typed.data.password : "";
  const given = typed.success ? typed.data.email : "";
  const email = parseEmail(given) ?? "";
  if (!(await maySignIn(email || given.slice(0, 1_000), visit.address))) {
    noteRefusedSignIn(null, visit.address, "sign-in-paused");
    refuse("too_many_requests", "There were too many tries. Wait a few minutes and try again.");
  }
  const person = await prisma.person.findUnique({ where: { email }, select: { id: true, passwordHash: true, disabledAt: true } });
  const fits = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person || !fits || person.disabledAt) {
    noteRefusedSignIn(person?.id ?? null, visit.address, "sign-in");
    return null;
  }
  await forgetTries(email, visit.address);
  return { deviceId: await openDevice(person.id, visit) };
}

async function openDevice(personId: number, { address, userAgent }: Visit): Promise<string> {
  const id = randomUUID();
  const expiresAt = new Date(Date.now() + SESSION_SECONDS * 1_000);
  // Strings from a request may hold NUL, which PostgreSQL's text refuses.
  const clean = (text: string) => text.replace(/\p{Cc}/gu, "");
  await prisma.userSession.create({
    data: { id, personId, address: clean(address), userAgent: clean(userAgent).slice(0, 400), expiresAt },
  });
  return id;
}
