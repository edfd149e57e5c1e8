/** How often signing in may be tried: per account and per address, known or not. */
import { createHash } from "node:crypto";
import { giveBackToken, refillBucket, takeTokens } from "@/lib/platform/token-bucket";

const TRIES_PER_ACCOUNT = 10;
const TRIES_PER_ADDRESS = 50;

/** Hashed, so that what people type by mistake into the e-mail field (a password) is not kept. */
const accountKey = (email: string): string => `account:${createHash("sha256").update(email).digest("base64url")}`;

/** IPv6 is counted by /64: one customer has that many addresses. */
function addressKey(address: string): string {
  if (!address.includes(":")) return `address:${address}`;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail.split(":").filter(Boolean);
  const whole = address.includes("::")
    ? [...groups, ...Array.from({ length: 8 - groups.length - after.length }, () => "0"), ...after]
    : groups;
  return `address:${whole.slice(0, 4).join(":")}::/64`;
}

/** Counts one try; false when there were too many, for an unknown account just as for a known one. */
export function maySignIn(email: string, address: string): Promise<boolean> {
  return takeTokens([
    { key: accountKey(email), capacity: TRIES_PER_ACCOUNT },
    { key: addressKey(address), capacity: TRIES_PER_ADDRESS },
  ]);
}

/**
 * After a rightful sign-in the account's tries start anew. The address gets only this one try back: a whole office may sign in from one
 * address, but with an own account nobody buys new tries for all others.
 */
export async function forgetTries(email: string, address: string): Promise<void> {
  await refillBucket(accountKey(email));
  await giveBackToken({ key: addressKey(address), capacity: TRIES_PER_ADDRESS });
}
