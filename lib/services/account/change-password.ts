/** The viewer changes their own password; every other device is signed out. */
import { passwordProblem } from "@/lib/domain/people/password-rules";
import { refuse } from "@/lib/domain/refusal";
import type { Viewer } from "@/lib/domain/viewer";
import { hashPassword, verifyPassword } from "@/lib/platform/password-hash";
import { prisma } from "@/lib/platform/prisma";
import { refillBucket, takeTokens } from "@/lib/platform/token-bucket";
import { authorizeInstallation } from "@/lib/services/authorize";
import { revokeDevices } from "@/lib/services/people/revoke-devices";

const TRIES = 10;

/** Refuses "too_many_requests", "wrong_password" (the current one) and "weak_password". Open one-time links are void afterwards. */
export async function changePassword(viewer: Viewer, input: { current: string; next: string }): Promise<{ ended: number }> {
  authorizeInstallation(viewer, "account:own");
  const bucket = { key: `password:${viewer.personId}`, capacity: TRIES };
  // Whoever took over an open device must not be able to guess the password from there.
  if (!(await takeTokens([bucket]))) refuse("too_many_requests", "There were too many tries. Wait a few minutes and try again.");
  const person = await prisma.person.findUniqueOrThrow({ where: { id: viewer.personId } });
  if (!(await verifyPassword(person.passwordHash, input.current))) refuse("wrong_password");
  await refillBucket(bucket.key);
  const problem = passwordProblem(input.next, person);
  if (problem) refuse("weak_password", problem);
  const passwordHash = await hashPassword(input.next);
  return prisma.$transaction(async (tx) => {
    // Only the password that was checked: one that was set meanwhile stays.
    const { count } = await tx.person.updateMany({ where: { id: person.id, passwordHash: person.passwordHash }, data: { passwordHash } });
    if (count === 0) refuse("wrong_password");
    await tx.passwordLink.deleteMany({ where: { personId: person.id, usedAt: null } });
    return { ended: await revokeDevices(tx, { personId: person.id, except: viewer.deviceId }) };
  });
}
