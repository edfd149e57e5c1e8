/** The other end of a one-time link: whose it is, and setting the password, once. */
import { passwordProblem } from "@/lib/domain/people/password-rules";
import { refuse } from "@/lib/domain/refusal";
import { hashPassword } from "@/lib/platform/password-hash";
import { prisma } from "@/lib/platform/prisma";
import { lockPeople } from "./lock-people";
import { hashLinkToken } from "./password-link";
import { revokeDevices } from "./revoke-devices";

async function findPerson(token: string): Promise<{ id: number; name: string; email: string }> {
  const link = await prisma.passwordLink.findUnique({ where: { tokenHash: hashLinkToken(token) }, include: { person: true } });
  if (!link || link.usedAt || link.expiresAt.getTime() <= Date.now() || link.person.disabledAt) refuse("link_expired");
  return link.person;
}

/** Whom the link greets. Refuses "link_expired" for unknown, used and expired links alike. Whoever has the link is the person: no viewer. */
export async function describeLink(token: string): Promise<{ name: string; email: string }> {
  const { name, email } = await findPerson(token);
  return { name, email };
}

/** Sets the password, voids what other links there are, and signs every device of the person out. Refuses "link_expired" and "weak_password"; a weak one keeps the link. */
export async function redeemLink(token: string, password: string): Promise<{ email: string }> {
  const person = await findPerson(token);
  const problem = passwordProblem(password, person);
  if (problem) refuse("weak_password", problem);
  const passwordHash = await hashPassword(password);
  await prisma.$transaction(async (tx) => {
    await lockPeople(tx, [person.id]);
    const { count } = await tx.passwordLink.updateMany({
      where: { tokenHash: hashLinkToken(token), usedAt: null, expiresAt: { gt: new Date() }, person: { disabledAt: null } },
      data: { usedAt: new Date() },
    });
    if (count === 0) refuse("link_expired");
    await tx.person.update({ where: { id: person.id }, data: { passwordHash } });
    await tx.passwordLink.deleteMany({ where: { personId: person.id, usedAt: null } });
    await revokeDevices(tx, { personId: person.id });
  });
  return { email: person.email };
}
