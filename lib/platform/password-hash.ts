/** Passwords at rest: argon2id, hashed and verified outside the event loop. */
import { hash, verify } from "@node-rs/argon2";

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One spelling of what was typed: keyboards differ in how they compose an é. */
const spelled = (password: string): string => password.normalize("NFKC");

/** A salted hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(spelled(password), COST);
}

/** The hash of a random text that nobody kept: what a sign-in is compared with when there is no such account. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$/RtzNrbLfigSwEYb/rYTjw$JCZFMr4u+rhZwbOe/g98u5Qy0/d4yK/JC4ZV1VIwVXI";

/** True when the password fits. Without a hash (no such account) it takes as long as a wrong password, and is false. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? NOBODY, spelled(password));
  return stored !== null && fits;
}
